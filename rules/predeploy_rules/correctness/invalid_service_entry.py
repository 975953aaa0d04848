r"""A ServiceEntry whose addresses cannot be found is refused.

`resolution: STATIC` needs `endpoints` or a `workloadSelector`; `resolution: DNS` cannot look a wildcard up unless its
endpoints are named (`DYNAMIC_DNS` or `NONE` can); endpoints beside `NONE` mean nothing. Every port has a name of its own.
https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: pay}
spec:
  hosts: ["*.pay.example.com"]  #~ "*.pay.example.com"
  ports: [{number: 443, name: tls, protocol: TLS}, {number: 80, name: tls, protocol: HTTP}]  #~ tls, protocol: HTTP
  resolution: DNS
```
```yaml bad
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: db}
spec: {hosts: [db.example.com], ports: [{number: 5432, name: tcp, protocol: TCP}], resolution: STATIC}  #~ STATIC
```
```yaml good
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: pay}
spec: {hosts: ["*.pay.example.com"], ports: [{number: 443, name: tls, protocol: TLS}], resolution: NONE}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: pay}
spec: {hosts: ["*.pay.example.com"], endpoints: [{address: pay.example.com}], ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: db}
spec: {hosts: [db.example.com], workloadSelector: {labels: {app: db}}, ports: [{number: 5432, name: tcp, protocol: TCP}], resolution: STATIC}
```
"""

from predeploy import Document, Findings, rule


@rule("high", since="0.1", kinds=("ServiceEntry",))
def invalid_service_entry(entry: Document) -> Findings:
    resolution, endpoints = entry["spec.resolution"], entry["spec.endpoints"]
    refused = f"ServiceEntry `{entry.name}` is refused"
    if (
        entry["spec"].is_map
        and resolution.text == "STATIC"
        and endpoints.absent
        and entry["spec.workloadSelector"].absent
    ):
        yield resolution.finding(
            f"resolution STATIC has no endpoints and no workloadSelector: {refused}; name the addresses"
        )
    if resolution.text == "DNS" and endpoints.absent:
        for host in entry["spec.hosts"]:
            if (host.text or "").startswith("*"):
                yield host.finding(
                    f"DNS cannot look `{host.text}` up: {refused}; say resolution NONE or DYNAMIC_DNS, or name endpoints"
                )
    seen: set[str] = set()
    for port in entry["spec.ports"]:
        name = port["name"].text
        if name in seen:
            yield port["name"].finding(f"two ports are called `{name}`: {refused}; give each a name of its own")
        seen.add(name or "")
