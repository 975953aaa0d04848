r"""Packets that are delayed or dropped on purpose.

Kube-OVN's `latency`, `loss` and `jitter` annotations make a pod's network bad to try how the application bears it; left on,
they are an outage that no dashboard explains.
https://kubeovn.github.io/docs/stable/en/guide/qos/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {annotations: {ovn.kubernetes.io/latency: "3", ovn.kubernetes.io/loss: "20"}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}  #~ "3" #~ "20"
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {annotations: {ovn.kubernetes.io/ingress_rate: "30", ovn.kubernetes.io/loss: "0"}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {annotations: {ovn.kubernetes.io/loss: "${LOSS}"}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
"""

from predeploy import Findings, Workload, rule

UNITS = {"latency": "ms of delay", "loss": "% of packets lost", "jitter": "ms of jitter"}


@rule("medium", since="0.1", platforms=("kubernetes",), keys=("annotations",))
def network_impairment_left_on(workload: Workload) -> Findings:
    for name, unit in UNITS.items():
        node = workload.pod_annotation(f"ovn.kubernetes.io/{name}")
        if node.number > 0:
            yield node.finding(
                f"the pods of {workload.kind} `{workload.name}` have {node.number:g} {unit} on purpose; take {name} out after the trial"
            )
