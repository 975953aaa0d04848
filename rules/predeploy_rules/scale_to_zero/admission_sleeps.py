r"""The API server has to ask an admission webhook that sleeps.

With `failurePolicy: Fail` (the default) nothing that the webhook is for is created or changed until it has answered. At zero
nobody answers; and what would wake it, a scaler or a new pod, needs the API server itself. The cluster locks itself out.
Keep one pod of it at the least, better two, or say `failurePolicy: Ignore` where a miss does no harm.
https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/#high-availability (as of 2026-11)

```yaml bad
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
  - name: policy.example.com
    clientConfig: {service: {name: policy, namespace: guard, path: /validate}}  #~ policy
---
apiVersion: v1
kind: Service
metadata: {name: policy, namespace: guard}
spec: {selector: {app: policy}, ports: [{port: 443}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: policy, namespace: guard}
spec: {template: {metadata: {labels: {app: policy}}, spec: {containers: [{name: main, image: "registry.example.com/policy:2"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: policy, namespace: guard}
spec: {scaleTargetRef: {name: policy}, triggers: [{type: prometheus, metadata: {query: requests}}]}
```
It is asked but need not answer; it always runs:
```yaml good
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
  - name: policy.example.com
    failurePolicy: Ignore
    clientConfig: {service: {name: policy, namespace: guard, path: /validate}}
---
apiVersion: v1
kind: Service
metadata: {name: policy, namespace: guard}
spec: {selector: {app: policy}, ports: [{port: 443}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: policy, namespace: guard}
spec: {template: {metadata: {labels: {app: policy}}, spec: {containers: [{name: main, image: "registry.example.com/policy:2"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: policy, namespace: guard}
spec: {scaleTargetRef: {name: policy}, triggers: [{type: prometheus, metadata: {query: requests}}]}
```
```yaml good
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: policy}
webhooks:
  - name: policy.example.com
    failurePolicy: Fail
    clientConfig: {service: {name: policy, namespace: guard, path: /mutate}}
---
apiVersion: v1
kind: Service
metadata: {name: policy, namespace: guard}
spec: {selector: {app: policy}, ports: [{port: 443}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: policy, namespace: guard}
spec: {replicas: 2, template: {metadata: {labels: {app: policy}}, spec: {containers: [{name: main, image: "registry.example.com/policy:2"}]}}}
```
"""

from predeploy import Document, Findings, Node, Project, Service, rule


@rule("critical", since="0.1", kinds=("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"))
def admission_sleeps(configuration: Document, project: Project) -> Findings:
    for webhook in configuration["webhooks"]:
        policy, reference = webhook["failurePolicy"], webhook["clientConfig.service"]
        if policy.absent or policy.text == "Fail":
            yield from asleep(configuration, reference, project)


def asleep(configuration: Document, reference: Node, project: Project) -> Findings:
    name, namespace = reference["name"], reference["namespace"].text
    for service in project.called("Service", name.text or "") if name.text and namespace else ():
        if not isinstance(service, Service) or service.namespace not in ("", namespace):
            continue
        if project.distance(service, configuration) < 0:
            continue
        for workload in project.selected(service):
            scaling = project.scaling(workload)
            if scaling is not None and scaling.floor.value == 0:
                yield name.finding(
                    f"the API server must ask webhook `{name.text}` before it changes anything, but {workload.kind}"
                    f" `{workload.name}` behind it goes to zero: then nothing can be changed, not even to wake it; keep one pod",
                    related=((scaling.floor.node, "may be zero"),),
                )
                return
