r"""A service whose invoker check is off answers everybody who finds its address.

`run.googleapis.com/invoker-iam-disabled: "true"` takes the question away whether the caller may invoke the service: with
`ingress: all`, the default, that is the whole internet, at your cost. It is meant for public websites and for services
that check their callers themselves; an ingress that is `internal` or behind a load balancer, or Identity-Aware Proxy, keeps
the others out. https://cloud.google.com/run/docs/securing/managing-access#invoker_check (as of 2026-11).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: orders
  annotations:
    run.googleapis.com/invoker-iam-disabled: "true"  #~ "true"
spec: {template: {spec: {containers: [{image: "orders:1"}]}}}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: orders, annotations: {run.googleapis.com/invoker-iam-disabled: "true", run.googleapis.com/ingress: internal}}
spec: {template: {spec: {containers: [{image: "orders:1"}]}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: site, annotations: {run.googleapis.com/invoker-iam-disabled: "true", run.googleapis.com/iap-enabled: "true"}}
spec: {template: {spec: {containers: [{image: "site:1"}]}}}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: orders, annotations: {run.googleapis.com/ingress: all}}
spec: {template: {spec: {containers: [{image: "orders:1"}]}}}
```
"""

from predeploy import CloudRunService, Findings, rule


@rule("medium", since="0.1")
def invoker_check_off(service: CloudRunService) -> Findings:
    off = service.annotation("run.googleapis.com/invoker-iam-disabled")
    ingress, proxy = (service.annotation(f"run.googleapis.com/{key}") for key in ("ingress", "iap-enabled"))
    open_ = ingress.absent or ingress.text == "all"
    if off.text == "true" and open_ and (proxy.absent or proxy.text == "false"):
        yield off.finding(
            f"Service `{service.name}` answers everybody on the internet without asking who calls, at your cost; leave the"
            " invoker check on, or narrow its ingress",
            fix=off.remove(safe=False),
        )
