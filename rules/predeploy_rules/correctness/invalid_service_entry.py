r"""A ServiceEntry whose addresses cannot be found is refused, or leads nowhere.

`resolution: STATIC` without `endpoints` and `workloadSelector` knows no address: requests get 503. `resolution: DNS` cannot
look a wildcard up unless its endpoints are named (`DYNAMIC_DNS` or `NONE` can), and endpoints beside `NONE`, which is what
holds when nothing is said, are refused. Every port has a name of its own.
https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution and ValidateServiceEntry of
istio/istio, pkg/config/validation/validation.go (as of 2026-11).

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
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: mail}
spec: {hosts: [mail.example.com], ports: [{number: 25, name: tcp, protocol: TCP}], endpoints: [{address: 192.0.2.7}]}  #~ endpoints
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
            f"resolution STATIC has no endpoints and no workloadSelector: ServiceEntry `{entry.name}` knows no address, and requests"
            " get 503; name the addresses"
        )
    if (resolution.absent or resolution.text == "NONE") and endpoints.is_list and endpoints.data:
        yield endpoints.finding(f"resolution NONE takes no endpoints: {refused}; say resolution STATIC or DNS")
    if resolution.text in ("DNS", "DNS_ROUND_ROBIN") and endpoints.absent:
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
