r"""A timeout that its reader cannot read is ignored or refused.

ingress-nginx takes bare seconds (`"30"`); with a unit it keeps its own default of 60 s (5 s to connect) and says nothing
(https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-timeouts, as of 2026-11; the
other controller, nginx.org, wants the unit). The Gateway API takes whole numbers of h, m, s and ms (`1500ms`, not `1.5s`)
and refuses the rest (https://gateway-api.sigs.k8s.io/geps/gep-2257/, as of 2026-11). Istio refuses a number without a
unit (https://istio.io/latest/docs/reference/config/networking/virtual-service/, as of 2026-11). Flux takes Go's durations,
which know no days (https://fluxcd.io/flux/components/helm/helmreleases/#interval, as of 2026-11). OpenShift's router takes
one whole number with one unit, and a bare one for milliseconds: `"60"` is 0.06 s
(https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/networking/configuring-routes and
pkg/router/template/template_helper.go of openshift/router, as of 2026-11). Docker Compose wants a unit
(https://docs.docker.com/reference/compose-file/extension/#specifying-durations, as of 2026-11). The watchdog of OpenFaaS
keeps its default of 10 s for what is neither whole seconds nor a Go duration such as `1m30s` (github openfaas/of-watchdog,
config/config.go, 2025-05).

```yaml bad
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/proxy-read-timeout: "30s"  #~ "30s"
    nginx.ingress.kubernetes.io/proxy-send-timeout: 2m  #~ 2m
```
```yaml fixed
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/proxy-read-timeout: "30"
    nginx.ingress.kubernetes.io/proxy-send-timeout: "120"
```
```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: {rules: [{timeouts: {request: 1.5s, backendRequest: 1s}}, {timeouts: {request: "30"}}]}  #~ 1.5s #~ "30"
```
```yaml bad
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec: {hosts: [shop], http: [{timeout: 30, retries: {attempts: 2, perTryTimeout: 5 s}, route: [{destination: {host: shop}}]}]}  #~ 30 #~ 5 s
```
```yaml bad
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop, annotations: {haproxy.router.openshift.io/timeout: "60"}}  #~ "60"
spec: {to: {kind: Service, name: shop}}
```
```yaml bad file=compose.yaml
services:
  web:
    image: shop:1.4
    stop_grace_period: 30  #~ 30
    healthcheck: {test: [CMD, "true"], interval: 1m30s, timeout: "5"}  #~ "5"
```
```yaml fixed file=compose.yaml
services:
  web:
    image: shop:1.4
    stop_grace_period: 30s
    healthcheck: {test: [CMD, "true"], interval: 1m30s, timeout: "5s"}
```
```yaml bad
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop}
spec: {interval: 1d, timeout: 300, chartRef: {kind: OCIRepository, name: shop}}  #~ 1d #~ 300
```
```yaml good
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: shop}
spec: {interval: 1h30m, timeout: 5m, retryInterval: 30s, prune: true, path: ./deploy}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec: {hosts: [shop], http: [{timeout: 1.5s, retries: {attempts: 2, perTryTimeout: 500ms}, route: [{destination: {host: shop}}]}]}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop, annotations: {haproxy.router.openshift.io/timeout: 2m}}
spec: {to: {kind: Service, name: shop}}
```
```yaml good
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/proxy-read-timeout: "30"
    nginx.org/proxy-read-timeout: 30s
```
```yaml good
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: {rules: [{timeouts: {request: 1500ms, backendRequest: 0s}}, {timeouts: {request: 1m30s}}]}
```
Text that is filled in later:
```yaml good
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: "{{ .Values.timeout }}"}}
```
```yaml bad
provider: {name: openfaas}
functions:
  resize:
    lang: python3-http
    handler: ./resize
    image: registry.example.com/shop/resize:1.4
    environment: {exec_timeout: 5min, read_timeout: 90, write_timeout: 1m30s}  #~ 5min
```
host.json of Azure Functions counts days where no colon stands:
```json bad file=app/host.json
{
  "version": "2.0",
  "functionTimeout": "300",
  "extensions": {"queues": {"visibilityTimeout": 30}}
}
#~ 3:22
#~ 4:50
```
```json good file=app/host.json
{"version": "2.0", "functionTimeout": "00:05:00", "extensions": {"queues": {"visibilityTimeout": "00:00:30"}}}
```
```json good file=app/host.json
{"version": "2.0", "functionTimeout": "-1"}
```
"""

from predeploy import Document, Findings, pattern, rule

LATER = pattern(r"[{}$<>]")


@rule("high", since="0.1")
def unparsable_timeout(document: Document) -> Findings:
    for node, spelling in document.durations:
        text = node.text
        if text is None or spelling.reads.fullmatch(text) or LATER.search(text):
            continue
        written = spelling.written(node.duration)
        yield node.finding(
            f"timeout `{text}` cannot be read as meant: {spelling.why}" + (f"; write `{written}`" if written else ""),
            fix=node.replace(written, safe=spelling.safe) if written else None,
        )
