r"""An Ingress path without `pathType`, or in the words of the old version, is refused.

Since networking.k8s.io/v1 each path must say how it is matched: `Prefix`, `Exact` or `ImplementationSpecific`; the first
two must begin with a slash. `serviceName` and `servicePort` became `service.name` and `service.port`.
https://kubernetes.io/docs/reference/using-api/deprecation-guide/#ingress-v122 (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  rules:
    - http:
        paths:
          - path: /cart  #~ /cart
            backend: {service: {name: cart, port: {number: 80}}}
          - path: img  #~ img
            pathType: Prefix
            backend: {service: {name: img, port: {number: 80}}}
          - path: /pack
            pathType: prefix  #~ prefix
            backend: {serviceName: pack, servicePort: 80}  #~ backend
```
```yaml fixed
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  rules:
    - http:
        paths:
          - path: /cart
            backend: {service: {name: cart, port: {number: 80}}}
            pathType: ImplementationSpecific
          - path: img
            pathType: Prefix
            backend: {service: {name: img, port: {number: 80}}}
          - path: /pack
            pathType: prefix
            backend: {serviceName: pack, servicePort: 80}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: cart, port: {number: 80}}}}]}}]}
```
```yaml good
apiVersion: extensions/v1beta1
kind: Ingress
metadata: {name: shop}
spec: {rules: [{http: {paths: [{path: /, backend: {serviceName: cart, servicePort: 80}}]}}]}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {rules: [{http: {paths: [{path: "~ /a.*", pathType: ImplementationSpecific, backend: {resource: {kind: Bucket, name: img}}}]}}]}
```
"""

from predeploy import Findings, Route, rule

TYPES = ("Prefix", "Exact", "ImplementationSpecific")


@rule("high", since="0.1", kinds=("Ingress",))
def invalid_ingress_path(route: Route) -> Findings:
    if route.api != "networking.k8s.io/v1":
        return
    refused = "the API server refuses it"
    for path in (path for entry in route["spec.rules"] for path in entry["http.paths"]):
        text, kind, backend = path["path"], path["pathType"], path["backend"]
        what = f"path `{text.text or '/'}` of Ingress `{route.name}`"
        if kind.absent:
            # what the versions before meant when nothing was said
            yield text.finding(
                f"{what} has no pathType: {refused}", fix=kind.insert("ImplementationSpecific", safe=False)
            )
        elif kind.text is not None and kind.text not in TYPES:
            yield kind.finding(f"{what} has pathType `{kind.text}`: {refused}; it is {', '.join(TYPES)}")
        elif kind.text in TYPES[:2] and text.text is not None and not text.text.startswith("/"):
            yield text.finding(f"{what} does not begin with `/`: {refused}")
        if backend["serviceName"].written or backend["servicePort"].written:
            yield backend.finding(
                f"{what} names its Service by serviceName and servicePort, the words of v1beta1: {refused}; write service.name and service.port"
            )
