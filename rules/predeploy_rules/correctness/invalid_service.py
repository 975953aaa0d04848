r"""A Service whose type does not fit the rest of it is refused.

A port of the nodes (`nodePort`) belongs to the types NodePort and LoadBalancer and lies from 30000 to 32767, unless the
cluster says otherwise; a headless Service (`clusterIP: None`) has the type ClusterIP; and `externalName` is a bare host,
without scheme, path or port.
https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80, nodePort: 30080}]}  #~ 30080
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 8080}]}  #~ 8080 @medium
---
apiVersion: v1
kind: Service
metadata: {name: lost}
spec: {type: LoadBalancer, clusterIP: None, selector: {app: web}, ports: [{port: 80}]}  #~ None
---
apiVersion: v1
kind: Service
metadata: {name: store}
spec: {type: ExternalName, externalName: "https://store.example.com/"}  #~ "https
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {type: NodePort, selector: {app: shop}, ports: [{port: 80, nodePort: 30080}, {port: 81, nodePort: 0}]}
---
apiVersion: v1
kind: Service
metadata: {name: store}
spec: {type: ExternalName, externalName: store.example.com.}
---
apiVersion: v1
kind: Service
metadata: {name: headless}
spec: {clusterIP: None, selector: {app: shop}, ports: [{port: 80}]}
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: later}
spec: {type: "${TYPE}", externalName: "${HOST}", clusterIP: None, ports: [{port: 80, nodePort: 30080}]}
```
"""

from predeploy import Findings, Service, pattern, rule

HOST = pattern(r"[A-Za-z0-9_*]([A-Za-z0-9_.-]*[A-Za-z0-9])?\.?\Z")
LEAST, MOST = (
    30000,
    32767,
)  # --service-node-port-range, https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/


@rule(
    "high",
    since="0.1",
    platforms=("kubernetes",),
    keys=("nodePort", "clusterIP", "externalName"),
    severities=("medium",),
)
def invalid_service(service: Service) -> Findings:
    kind, address, host = service["spec.type"], service["spec.clusterIP"], service["spec.externalName"]
    if kind.unknown or service.group or service["apiVersion"].unknown:
        return
    for port in service["spec.ports"]:
        number = port["nodePort"]
        if number.number > 0 and kind.text in (None, "ClusterIP"):
            yield number.finding(
                f"Service `{service.name}` names port {number.text} of the nodes, which its type ClusterIP does not have: the API server"
                " refuses it; set type: NodePort, or leave it out"
            )
        elif 0 < number.number < LEAST or number.number > MOST:
            yield number.finding(
                f"Service `{service.name}` wants port {number.text} of the nodes, and clusters give {LEAST} to {MOST} unless they are set"
                " up otherwise: it is refused there",
                severity="medium",
            )
    if address.text == "None" and kind.text in ("NodePort", "LoadBalancer"):
        yield address.finding(
            f"Service `{service.name}` is headless and of type {kind.text}: the API server refuses it; choose one of the two"
        )
    if service.external and host.text and not HOST.match(host.text):
        yield host.finding(
            f"Service `{service.name}` stands for `{host.text}`, which is no host: the API server refuses it; write the bare name"
        )
