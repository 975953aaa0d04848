r"""A route behind one that matches everything is never taken.

The routes of a VirtualService and the handlers of an app.yaml are tried from the top, and the first that matches wins. One
without a `match`, with the prefix `/` and nothing else, or with the URL `/.*` takes all; put it last.
https://istio.io/latest/docs/reference/config/analysis/ist0130/ and
https://cloud.google.com/appengine/docs/standard/reference/app-yaml#handlers_element (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop.example.com]
  http:
    - match: [{uri: {prefix: /}}]
      route: [{destination: {host: web}}]
    - name: carts  #~ carts
      match: [{uri: {prefix: /cart}}]
      route: [{destination: {host: cart}}]
```
```yaml bad file=app.yaml
runtime: python313
handlers:
  - {url: /.*, script: auto}
  - {url: /static, static_dir: static}  #~ url
```
```yaml good file=app.yaml
runtime: python313
handlers: [{url: /static, static_dir: static}, {url: /.*, script: auto}]
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop.example.com]
  http:
    - match: [{uri: {prefix: /cart}}]
      route: [{destination: {host: cart}}]
    - route: [{destination: {host: web}}]
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop.example.com]
  http:
    - match: [{uri: {prefix: /}, headers: {x-new: {exact: "1"}}}, {uri: {prefix: /}, gateways: [mesh]}]
      route: [{destination: {host: web}}]
    - match: "${MATCH}"
      route: [{destination: {host: web}}]
    - route: [{destination: {host: cart}}]
```
"""

from predeploy import Document, Findings, Node, rule

CATCH_ALL = ("/.*", ".*", "/(.*)", "/.+")
ROUTES = {"VirtualService": "spec.http", "App Engine service": "handlers"}


@rule("medium", since="0.1", kinds=tuple(ROUTES))
def route_after_catch_all(document: Document) -> Findings:
    routes = list(document[ROUTES[document.kind]])
    key = "url" if document.kind == "App Engine service" else "match"
    for number, one in enumerate(routes[:-1]):
        if takes_all(one, key):
            after = routes[number + 1]
            yield after.finding(
                f"the route before this one of `{document.name}` matches every request: this one is never taken; "
                + ("give the first one a match, or leave one out" if takes_all(after, key) else "put it first"),
                related=((one, "takes every request"),),
            )
            return


def takes_all(route: Node, key: str) -> bool:
    match = route[key]
    if key == "url":
        return match.text in CATCH_ALL
    if match.absent:
        return route.is_map
    return any(one.value == {"uri": {"prefix": "/"}} for one in match)
