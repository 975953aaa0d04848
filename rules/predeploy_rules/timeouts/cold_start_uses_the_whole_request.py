r"""The interceptor may wait longer for a pod and its answer than it lets the whole request take.

KEDA's HTTP interceptor holds a request until a pod is ready (`readiness`), then waits for the head of the answer
(`responseHeader`, 300 s), both within `request`, where that is set. When the two together exceed it, the later one never comes
to its end, and the caller gets 504 while the pod works on:
https://keda.sh/docs/latest/http-add-on/user-guide/configure-timeouts/ (as of 2026-11).

```yaml bad
apiVersion: http.keda.sh/v1beta1
kind: InterceptorRoute
metadata: {name: shop}
spec:
  target: {service: shop, port: 80}
  timeouts: {readiness: 60s, responseHeader: 45s, request: 90s}  #~ 90s
```
```yaml fixed
apiVersion: http.keda.sh/v1beta1
kind: InterceptorRoute
metadata: {name: shop}
spec:
  target: {service: shop, port: 80}
  timeouts: {readiness: 60s, responseHeader: 45s, request: 105s}
```
```yaml good
apiVersion: http.keda.sh/v1beta1
kind: InterceptorRoute
metadata: {name: shop}
spec: {target: {service: shop, port: 80}, timeouts: {readiness: 30s, responseHeader: 45s, request: 90s}}
```
Without a limit on the whole, nothing is cut:
```yaml good
apiVersion: http.keda.sh/v1beta1
kind: InterceptorRoute
metadata: {name: shop}
spec: {target: {service: shop, port: 80}, timeouts: {readiness: 60s, responseHeader: 45s, request: 0s}}
```
"""

from predeploy import Document, Findings, rule


@rule("medium", since="0.1", kinds=("InterceptorRoute",))
def cold_start_uses_the_whole_request(document: Document) -> Findings:
    whole, ready, head = (document[f"spec.timeouts.{key}"] for key in ("request", "readiness", "responseHeader"))
    needed = ready.duration + head.duration
    if 0 < whole.duration < needed:
        yield whole.finding(
            f"InterceptorRoute `{document.name}` lets a request take {whole.text}, but waits {ready.text} for a pod and {head.text} for its"
            f" answer: the caller gets 504 first; set request to {needed:g}s",
            fix=whole.replace(f"{needed:g}s", safe=False),
            related=((ready, "waits for a pod"), (head, "waits for the answer")),
        )
