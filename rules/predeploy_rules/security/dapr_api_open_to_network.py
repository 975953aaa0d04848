r"""The API of a Dapr sidecar that listens on every address obeys whoever reaches the pod.

The sidecar calls other services, reads secrets and writes state in the name of its app. It listens on the pod's own
loopback unless `dapr.io/sidecar-listen-addresses` says otherwise; with `0.0.0.0` every pod of the cluster may ask it:
https://docs.dapr.io/reference/arguments-annotations-overview/ (as of 2026-11). A token (`dapr.io/api-token-secret`) closes it again.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/sidecar-listen-addresses: "0.0.0.0"}}  #~ "0.0.0.0"
    spec: {containers: [{name: shop}]}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/sidecar-listen-addresses: "[::1],127.0.0.1"}}
    spec: {containers: [{name: shop}]}
```
Whoever asks needs the token:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata:
      annotations: {dapr.io/enabled: "true", dapr.io/sidecar-listen-addresses: "0.0.0.0", dapr.io/api-token-secret: dapr-api-token}
    spec: {containers: [{name: shop}]}
```
"""

from predeploy import Findings, Workload, rule

EVERYWHERE = ("0.0.0.0", "::", "[::]")


@rule("high", since="0.1", keys=("dapr.io/enabled",))
def dapr_api_open_to_network(workload: Workload) -> Findings:
    if workload.pod_annotation("dapr.io/enabled").text != "true":
        return
    listens, token = (
        workload.pod_annotation(f"dapr.io/{key}") for key in ("sidecar-listen-addresses", "api-token-secret")
    )
    addresses = [one.strip() for one in (listens.text or "").split(",")]
    if token.absent and any(one in EVERYWHERE for one in addresses):
        yield listens.finding(
            f"Dapr's sidecar of {workload.kind} `{workload.name}` takes orders from the whole network; leave"
            " dapr.io/sidecar-listen-addresses out, or set dapr.io/api-token-secret"
        )
