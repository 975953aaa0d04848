r"""A rewrite to `$2` of a path with fewer groups throws the path away.

`rewrite-target: /$2` puts in what the second parenthesis of the path matched; where the path has none every request
arrives as `/`. The path wants a group for each number, as in `/cart(/|$)(.*)`, and `pathType: ImplementationSpecific`,
for the other types take no parentheses.
https://kubernetes.github.io/ingress-nginx/examples/rewrite/ (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/rewrite-target: /$2}}
spec:
  ingressClassName: nginx
  rules:
    - http:
        paths:
          - {path: /cart, pathType: Prefix, backend: {service: {name: cart, port: {number: 80}}}}  #~ /cart
          - {path: "/pay/(.*)", pathType: ImplementationSpecific, backend: {service: {name: pay, port: {number: 80}}}}  #~ "/pay
          - {path: "/mail(/|$)(?<rest>.*)", pathType: ImplementationSpecific, backend: {service: {name: mail, port: {number: 80}}}}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/rewrite-target: /$2}}
spec: {rules: [{http: {paths: [{path: "/cart(/|$)(.*)", pathType: ImplementationSpecific, backend: {service: {name: cart, port: {number: 80}}}}]}}]}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/rewrite-target: /}}
spec: {rules: [{http: {paths: [{path: /cart, pathType: Prefix, backend: {service: {name: cart, port: {number: 80}}}}, {path: "${PATH}", pathType: Prefix}]}}]}
```
"""

from predeploy import Findings, Route, pattern, rule

TARGET = "nginx.ingress.kubernetes.io/rewrite-target"
GROUP, CAPTURE, LATER = pattern(r"\$([1-9])"), pattern(r"(?<!\\)\((?!\?(?!P?<[a-zA-Z_]))"), pattern(r"\$\{|\{\{")


@rule("high", since="0.1", kinds=("Ingress",))
def rewrite_loses_path(route: Route) -> Findings:
    target = route.annotation(TARGET)
    if target.text is None or LATER.search(target.text):
        return
    wanted = max((int(number) for number in GROUP.findall(target.text)), default=0)
    for entry in route["spec.rules"]:
        for path in (one["path"] for one in entry["http.paths"]):
            groups = len(CAPTURE.findall(path.text)) if path.text and not LATER.search(path.text) else wanted
            if groups < wanted:
                bare = (path.text or "").rstrip("/")
                better = {1: f"{bare}/?(.*)", 2: f"{bare}(/|$)(.*)"}.get(wanted)
                cure = (
                    f"write the path as `{better}`, say" if better and not groups else f"give the path {wanted} groups"
                )
                yield path.finding(
                    f"rewrite-target `{target.text}` puts in group {wanted} of the path, and `{path.text}` has {groups or 'none'}: what it"
                    f" would hold is lost; {cure}",
                    related=((target, "the rewrite"),),
                )
