r"""A connect timeout beyond what the system waits changes nothing.

nginx gives up connecting after 75 s at most, whatever `proxy-connect-timeout` says; a large number there is mostly meant
for `proxy-read-timeout`, how long an answer may take, which stays at 60 s. A pod that does not take a connection within
seconds is not there.
https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_connect_timeout (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/proxy-connect-timeout: "3600"}}  #~ "3600"
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/proxy-connect-timeout: "10", nginx.ingress.kubernetes.io/proxy-read-timeout: "3600"}}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/proxy-connect-timeout: "${TIMEOUT}"}}
```
```yaml good
# somebody else's kind of that name
apiVersion: networking.example.org/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/proxy-connect-timeout: "3600"}}
```
"""

from predeploy import Findings, Route, rule

PREFIX, CAP = "nginx.ingress.kubernetes.io/", 75.0  # s; source above


@rule("low", since="0.1", kinds=("Ingress",))
def connect_timeout_beyond_cap(ingress: Route) -> Findings:
    connect = ingress.annotation(f"{PREFIX}proxy-connect-timeout")
    if connect.number > CAP:
        read = (
            ""
            if ingress.annotation(f"{PREFIX}proxy-read-timeout").written
            else "; how long an answer may take is proxy-read-timeout"
        )
        yield connect.finding(
            f"nginx gives up connecting after {CAP:g} s, whatever `{connect.text}` says; a few seconds are enough{read}"
        )
