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

from collections.abc import Iterator
from typing import NamedTuple

from predeploy import Document, Findings, Function, Node, pattern, rule


class Reader(NamedTuple):
    """How one reader wants a timeout: what it can read, how seconds are written, and what it does with the rest."""

    reads: str
    written: str
    each: int  # of its smallest unit in a second
    why: str


NGINX = Reader(r"[+-]?\d+", "{:.0f}", 1, "ingress-nginx takes bare seconds and keeps its default")
GATEWAY = Reader(r"(?:\d{1,5}(?:h|ms|m|s)){1,4}", "{:.0f}ms", 1000, "the Gateway API refuses it")
ISTIO = Reader(r"(?:\d+(?:\.\d+)?(?:h|m|s|ms|us|ns))+", "{:.0f}ms", 1000, "Istio refuses it")
OPENSHIFT = Reader(
    r"[1-9]\d*(?:us|ms|s|m|h|d)", "{:.0f}s", 1, "the router takes a bare number for milliseconds and ignores the rest"
)
WATCHDOG = Reader(r"\d+|(?:\d+(?:\.\d+)?(?:h|m|s|ms|us|ns))+", "{:.0f}s", 1, "the watchdog keeps its default")
DOCKER = Reader(r"0|(?:\d+(?:\.\d+)?(?:us|ms|s|m|h))+", "{:.0f}s", 1, "Docker refuses a time without a unit")
FLUX = Reader(r"(?:\d+(?:\.\d+)?(?:ms|s|m|h))+", "{:.0f}s", 1, "Flux refuses it")
AZURE = Reader(
    r"-1|(?:\d+\.)?(?:[01]?\d|2[0-3]):[0-5]?\d(?::[0-5]?\d(?:\.\d+)?)?", "", 1,
    "the host reads hh:mm:ss, and takes a bare number, or hours above 23, for days",
)  # fmt: skip
OF_HOST = (
    "functionTimeout", "extensions.queues.visibilityTimeout", "extensions.queues.maxPollingInterval",
    "extensions.serviceBus.maxAutoLockRenewalDuration",
)  # fmt: skip
OF_FLUX = (
    "HelmRelease",
    "Kustomization",
    "GitRepository",
    "HelmRepository",
    "OCIRepository",
    "Bucket",
    "ImageRepository",
)
READERS = {
    **dict.fromkeys(OF_FLUX, FLUX),
    "function": WATCHDOG, "Function": WATCHDOG, "Ingress": NGINX, "Route": OPENSHIFT, "VirtualService": ISTIO, "service": DOCKER, "function app": AZURE,
}  # fmt: skip
OF_COMPOSE = (
    "stop_grace_period", "healthcheck.interval", "healthcheck.timeout", "healthcheck.start_period", "healthcheck.start_interval",
    "deploy.update_config.delay", "deploy.update_config.monitor", "deploy.restart_policy.delay", "deploy.restart_policy.window",
)  # fmt: skip
LATER = pattern(r"[{}$<>]")


@rule(
    "high",
    since="0.1",
    kinds=(
        "Ingress",
        "HTTPRoute",
        "GRPCRoute",
        "VirtualService",
        "Route",
        "function",
        "Function",
        "service",
        "function app",
        *OF_FLUX,
    ),
)
def unparsable_timeout(document: Document) -> Findings:
    reader = READERS.get(document.kind, GATEWAY)
    for node in _timeouts(document):
        text = node.text
        if text is None or LATER.search(text) or pattern(reader.reads).fullmatch(text):
            continue
        amount = node.duration * reader.each
        whole = bool(reader.written) and amount >= 0 and amount.is_integer()
        written = reader.written.format(amount)
        yield node.finding(
            f"timeout `{text}` cannot be read as meant: {reader.why}" + (f"; write `{written}`" if whole else ""),
            fix=node.replace(written, safe=document.kind != "Route") if whole else None,
        )


def _timeouts(document: Document) -> Iterator[Node]:
    if document.kind == "Ingress":
        for what in ("connect", "send", "read", "next-upstream"):
            yield document.annotation(f"nginx.ingress.kubernetes.io/proxy-{what}-timeout")
    elif document.kind == "function app":
        yield from (document[path] for path in OF_HOST)
    elif document.platform == "compose":
        yield from (document[path] for path in OF_COMPOSE)
    elif document.group == "gateway.networking.k8s.io":
        for entry in document["spec.rules"]:
            yield from (entry["timeouts.request"], entry["timeouts.backendRequest"])
    elif document.group == "networking.istio.io":
        for entry in document["spec.http"]:
            yield from (entry["timeout"], entry["retries.perTryTimeout"])
    elif isinstance(document, Function) and document.platform == "openfaas":
        yield from (document.body["environment"][f"{what}_timeout"] for what in ("exec", "read", "write"))
    elif document.group.endswith(".toolkit.fluxcd.io"):
        yield from (document[f"spec.{key}"] for key in ("interval", "timeout", "retryInterval", "chart.spec.interval"))
    elif document.group == "route.openshift.io":
        yield document.annotation("haproxy.router.openshift.io/timeout")
