r"""An annotation that is read from the pods does nothing on the object around them.

Dapr's and Istio's injectors, Kube-OVN and Alibaba's elastic instances read their annotations from the pod, which has those
of the template: https://docs.dapr.io/reference/arguments-annotations-overview/,
https://istio.io/latest/docs/reference/config/analysis/ist0107/,
https://kubeovn.github.io/docs/stable/en/guide/static-ip-mac/,
https://www.alibabacloud.com/help/en/ack/serverless-kubernetes/user-guide/eci-pod-annotation (all as of 2026-11). On the
Deployment itself they are stored and never looked at: there is no sidecar, no instance of that kind, or it has not the size
that was meant for it.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  annotations:
    dapr.io/enabled: "true"  #~ "true" @high
    dapr.io/app-id: shop  #~ shop
spec: {template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: shop}]}}}
```
```yaml bad
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: shop, annotations: {k8s.aliyun.com/eci-use-specs: 2-4Gi}}  #~ 2-4Gi
spec: {template: {spec: {containers: [{name: shop}]}}}
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop, annotations: {sidecar.istio.io/proxyCPU: 100m, sidecar.istio.io/inject: "false"}}  #~ 100m @medium
spec: {template: {metadata: {labels: {sidecar.istio.io/inject: "false"}}, spec: {containers: [{name: shop}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop, annotations: {team: shop}}
spec: {template: {metadata: {annotations: {dapr.io/enabled: "true", dapr.io/app-id: shop}}, spec: {containers: [{name: shop}]}}}
```
A Pod is its own template; what stands in both places is read:
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: shop, annotations: {dapr.io/enabled: "true"}}
spec: {containers: [{name: shop}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop, annotations: {dapr.io/enabled: "true"}}
spec: {template: {metadata: {annotations: {dapr.io/enabled: "true"}}, spec: {containers: [{name: shop}]}}}
```
"""

from predeploy import Findings, Workload, rule, together

READERS = {
    "dapr.io/": "Dapr",
    "k8s.aliyun.com/eci-": "the elastic instance",
    "ovn.kubernetes.io/": "Kube-OVN",
    **dict.fromkeys(("sidecar.istio.io/", "proxy.istio.io/", "traffic.sidecar.istio.io/"), "Istio's injector"),
}
INJECT = "sidecar.istio.io/inject"  # Istio's others only tune a sidecar that is there


@rule("high", since="0.1", keys=("annotations",), severities=("medium",))
def annotation_for_the_pods(workload: Workload) -> Findings:
    if workload.template.path == workload.node.path or not workload.template.is_map:
        return
    for key, node in workload.annotations.items():
        reader = next((who for prefix, who in READERS.items() if key.startswith(prefix)), None)
        wanted = workload.pod_annotation(key)
        labelled = workload.template["metadata.labels"].key(key).written  # Istio reads some of them there, too
        if (
            reader is not None
            and wanted.absent
            and not labelled
            and node.path[: len(workload.node.path)] == workload.node.path
        ):
            yield node.finding(
                f"`{key}` stands on {workload.kind} `{workload.name}` itself, and {reader} reads it from the pods: it does nothing; move it to"
                " spec.template.metadata.annotations",
                severity="medium" if "istio.io/" in key and key != INJECT else "high",
                fix=together(wanted.insert(node.text, safe=False), node.remove(safe=False)),
            )
