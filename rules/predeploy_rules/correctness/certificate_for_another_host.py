r"""An Ingress whose certificate is for another host greets its callers with a warning.

`tls.hosts` says for which hosts of the rules the Secret is. A host of the rules that none of them covers is served with
the controller's own self-signed certificate, which browsers refuse; cert-manager asks for a certificate of the hosts under
`tls`, so that the mistake lasts. `*.example.com` covers one label: `shop.example.com`, not `a.shop.example.com`.
https://kubernetes.io/docs/concepts/services-networking/ingress/#tls (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  tls: [{hosts: [www.shop.example.com], secretName: shop}]  #~ www
  rules:
    - {host: shop.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}]}}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  tls: [{hosts: ["*.example.com"], secretName: shop}, {hosts: [old.example.org], secretName: old}]
  rules:
    - {host: shop.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: shop, port: {number: 80}}}}]}}
```
```yaml good
# in plain HTTP on purpose, beside one with TLS; without hosts; for all hosts
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  tls: [{hosts: [shop.example.com], secretName: shop}]
  rules: [{host: shop.example.com}, {host: plain.example.com}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: any}
spec:
  tls: [{secretName: shop}]
  rules: [{host: shop.example.com}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: all}
spec:
  tls: [{hosts: [shop.example.com], secretName: shop}]
  rules: [{http: {paths: []}}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: below}
spec:
  tls: [{hosts: [shop.example.com], secretName: shop}]
  rules: [{host: "*.example.com"}]
```
"""

from predeploy import Findings, Route, rule


@rule("medium", since="0.1", kinds=("Ingress",))
def certificate_for_another_host(route: Route) -> Findings:
    entries, rules = list(route["spec.tls"]), list(route["spec.rules"])
    hosts = [entry["host"].text for entry in rules]
    named = [host for entry in entries for host in entry["hosts"]]
    if (
        not named
        or None in hosts
        or any(one.text is None for one in named)
        or not all(e["hosts"].is_list for e in entries)
    ):
        return
    bare = [host for host in hosts if host and not any(meets(host, one.text or "") for one in named)]
    for one in named:
        if bare and not any(meets(host or "", one.text or "") for host in hosts):
            yield one.finding(
                f"Ingress `{route.name}` has a certificate for `{one.text}`, a host that none of its rules has, and none for"
                f" `{bare[0]}`: browsers refuse it there; name the host of the rules",
                related=((route["spec.rules"], "the hosts of the rules"),),
            )


def meets(one: str, other: str) -> bool:
    """The same host, or one of the two is `*.` and the other one label more."""
    if one == other:
        return True
    wild, plain = (one, other) if one.startswith("*.") else (other, one)
    return wild.startswith("*.") and plain.partition(".")[2] == wild[2:]
