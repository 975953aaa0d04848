r"""A handler that may run longer than its watchdog answers is cut off in the middle of its work.

In OpenFaaS a watchdog stands in front of each handler: `exec_timeout` is how long the handler may run, `read_timeout` and
`write_timeout` are how long the watchdog keeps the connection. When the last are shorter, the caller gets an error while the
handler works on. The gateway has the same three: `upstream_timeout` is how long it waits for a function. Let the connection
live a second longer. https://docs.openfaas.com/tutorials/expanded-timeouts/ (as of 2026-05)

```yaml bad
version: 1.0
provider: {name: openfaas}
functions:
  thumbnail:
    lang: python3-http
    handler: ./thumbnail
    image: registry.example.com/shop/thumbnail:1.4
    environment:
      exec_timeout: 5m
      read_timeout: 5m5s
      write_timeout: 15s  #~ 15s
```
```yaml fixed
version: 1.0
provider: {name: openfaas}
functions:
  thumbnail:
    lang: python3-http
    handler: ./thumbnail
    image: registry.example.com/shop/thumbnail:1.4
    environment:
      exec_timeout: 5m
      read_timeout: 5m5s
      write_timeout: 301s
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: gateway}
spec:
  template:
    spec:
      containers:
        - name: gateway
          image: ghcr.io/openfaasltd/gateway:0.4.40
          env:
            - {name: functions_provider_url, value: "http://127.0.0.1:8081/"}
            - {name: upstream_timeout, value: "300s"}
            - {name: write_timeout, value: "65s"}  #~ "65s"
```
```yaml good
version: 1.0
provider: {name: openfaas}
functions:
  thumbnail: {lang: go, handler: ./t, image: "t:1", environment: {exec_timeout: 10, write_timeout: 10s}}
  resize: {lang: go, handler: ./r, image: "r:1", environment: {exec_timeout: "${LONGEST}", write_timeout: 15s}}
  crop: {lang: go, handler: ./c, image: "c:1", environment: {exec_timeout: 5m}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: proxy}
spec:
  template:
    spec:
      containers:
        - {name: proxy, image: "proxy:1.0", env: [{name: exec_timeout, value: 5m}, {name: write_timeout, value: 15s}]}
```
"""

from collections.abc import Mapping

from predeploy import Findings, Function, Node, Workload, effective, rule

CONNECTION = ("read_timeout", "write_timeout")


@rule("medium", since="0.1", kinds=("function", "Function", "Deployment"), keys=("env",))
def watchdog_cuts_handler(subject: Function | Workload) -> Findings:
    if isinstance(subject, Function) and subject.platform == "openfaas" and subject.body["environment_file"].absent:
        runs, cut = f"the handler of `{subject.name}` may run", "its watchdog drops the connection after"
        yield from shorter(dict(subject.body["environment"].items()), "exec_timeout", runs, cut)
    for container in subject.containers if isinstance(subject, Workload) else ():
        settings = {entry["name"].text or "": entry["value"] for entry in container["env"]}
        if "functions_provider_url" in settings:
            runs, cut = f"gateway `{subject.name}` waits", "drops its own connections after"
            yield from shorter(settings, "upstream_timeout", runs, cut)


def shorter(settings: Mapping[str, Node], work: str, runs: str, cut: str) -> Findings:
    """The settings of the connection that end before the work does."""
    if work not in settings:
        return
    works = effective(settings[work], read="duration")
    for name in CONNECTION:
        node = settings.get(name)
        if node is not None and node.duration < works.value:
            wanted = f"{works.value + 1:g}s"
            yield node.finding(
                f"{runs} {works}, but {cut} {effective(node, read='duration')} ({name}): set it to {wanted} or more",
                fix=node.replace(wanted, safe=True),
                related=((works.node, f"{work} {works}"),),
            )
