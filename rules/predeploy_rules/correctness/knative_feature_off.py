r"""A field of the pod that the cluster's Knative has switched off makes it refuse the whole service.

Many fields of a pod wait behind a feature of `config-features`, and most of those are off unless the ConfigMap (or the
operator's `KnativeServing`) says `enabled`: affinity, node selectors, tolerations, host names, a runtime class, a scheduler,
a pod's security context, init containers, volume claims. Said where the cluster's features stand in the same project.
https://knative.dev/docs/serving/configuration/feature-flags/ (as of 2026-11).

```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {name: config-features, namespace: knative-serving}
data: {kubernetes.podspec-nodeselector: enabled}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    spec:
      nodeSelector: {disk: fast}
      tolerations: [{key: batch, operator: Exists}]  #~ tolerations
      containers: [{image: "report:1"}]
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: config-features, namespace: knative-serving}
data: {kubernetes.podspec-nodeselector: enabled, kubernetes.podspec-tolerations: Allowed}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    spec: {nodeSelector: {disk: fast}, tolerations: [{key: batch, operator: Exists}], containers: [{image: "report:1"}]}
```
What the cluster allows is not in this project:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {nodeSelector: {disk: fast}, containers: [{image: "report:1"}]}}}
```
"""

from predeploy import Findings, KnativeService, Project, rule

FEATURES = {
    "affinity": "affinity", "topologySpreadConstraints": "topologyspreadconstraints", "hostAliases": "hostaliases",
    "nodeSelector": "nodeselector", "tolerations": "tolerations", "runtimeClassName": "runtimeclassname",
    "securityContext": "securitycontext", "priorityClassName": "priorityclassname", "schedulerName": "schedulername",
    "dnsPolicy": "dnspolicy", "dnsConfig": "dnsconfig", "shareProcessNamespace": "shareprocessnamespace",
    "hostIPC": "hostipc", "hostPID": "hostpid", "hostNetwork": "hostnetwork", "initContainers": "init-containers",
}  # fmt: skip
ON = ("enabled", "allowed")  # `allowed` lets the field pass, `enabled` also checks it


@rule("high", since="0.1")
def knative_feature_off(service: KnativeService, project: Project) -> Findings:
    for field, feature in FEATURES.items():
        said = service.pod[field]
        if not said.present or said.is_false:
            continue
        switch = service.setting(project, "features", f"kubernetes.podspec-{feature}")
        if (
            switch is not None
            and not switch.unknown
            and (switch.text or "").lower() not in ON
            and "$" not in (switch.text or "")
        ):
            yield said.finding(
                f"{service.kind} `{service.name}` says `{field}`, but kubernetes.podspec-{feature} of this cluster is"
                f" {'off (default)' if switch.absent else switch.text}: Knative refuses it",
                related=((switch, "the cluster's features"),),
            )
