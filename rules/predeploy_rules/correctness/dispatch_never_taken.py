r"""A dispatch rule that no request fits leaves its service without them.

The rules of dispatch.yaml are tried from the top, and the first that fits wins: one behind a wider one is never taken. A
`*` counts at the beginning of the host and at the end of the path alone; within a path it stands for itself. A rule
without a path, or with a scheme before the host, is refused.
https://cloud.google.com/appengine/docs/standard/reference/dispatch-yaml and github
GoogleCloudPlatform/appengine-python-standard, src/google/appengine/api/dispatchinfo.py (as of 2026-11).

```yaml bad file=dispatch.yaml
dispatch:
  - url: "*/api/*"
    service: api
  - url: "*/api/admin/*"  #~ "*/api/admin/*" @medium
    service: admin
  - url: "*/shops/*/orders"  #~ "*/shops/*/orders" @medium
    service: orders
```
```yaml bad file=dispatch.yaml
dispatch:
  - {url: "https://shop.example.com/*", service: shop}  #~ "https @high
  - {url: "api.example.com", module: api}  #~ "api.example.com" @high
```
```yaml good file=dispatch.yaml
dispatch:
  - {url: "*/api/admin/*", service: admin}
  - {url: "*/api/*", service: api}
  - {url: "*/api/v2/*", service: api}
  - {url: "api.example.com/*", service: api}
  - {url: "*.example.com/*", service: web}
  - {url: "*/favicon.ico", service: default}
  - {url: "*/*", service: default}
```
```yaml good file=dispatch.yaml
dispatch:
  - {url: "${HOST}/*", service: api}
  - {url: "*/b", service: api}
  - {url: "*/b/*", service: web}
```
"""

from typing import NamedTuple

from predeploy import Document, Findings, Node, rule

MOST = 50  # rules that are held against each other: App Engine takes 20


class Match(NamedTuple):
    node: Node
    service: str
    host: str
    path: str

    def takes(self, other: "Match") -> bool:
        """Does it fit every request that the other fits?"""
        any_host = other.host.endswith(self.host[1:]) if self.host.startswith("*") else other.host == self.host
        any_path = other.path.startswith(self.path[:-1]) if self.path.endswith("*") else other.path == self.path
        return any_host and any_path


@rule("medium", since="0.1", severities=("high",), kinds=("App Engine dispatch",))
def dispatch_never_taken(document: Document) -> Findings:
    before: list[Match] = []
    for entry in list(document["dispatch"])[:MOST]:
        url, service = entry["url"], entry["service"].text or entry["module"].text
        host, slash, path = (url.text or "").partition("/")
        if not url.text or service is None:
            continue
        match = Match(url, service, host, slash + path)
        wider = next((one for one in before if one.takes(match) and one.service != service), None)
        before.append(match)
        if not slash or ":" in host or "*" in host[1:]:
            yield url.finding(f"`{url.text}` is no URL of a dispatch rule; write the host and the path, as in `*/api/*`",
                              severity="high")  # fmt: skip
        elif "*" in path[:-1]:
            yield url.finding(f"the `*` within `{url.text}` stands for itself: service `{service}` gets no request by it;"
                              " it counts at the end alone")  # fmt: skip
        elif wider is not None:
            yield url.finding(
                f"`{wider.node.text}` above takes every request to `{url.text}`: service `{service}` gets none; put this rule first",
                related=((wider.node, "takes them"),),
            )
