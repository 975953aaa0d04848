r"""A scaler that checks no certificate scales by what anybody tells it.

With `unsafeSsl: "true"` KEDA takes its numbers, and sends its password, to whoever answers under that name. Give it the
certificate of your authority instead: a TriggerAuthentication with `ca`, or a Secret or ConfigMap mounted under
`/custom/ca`: https://keda.sh/docs/latest/operate/security/ (as of 2026-11).

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - type: prometheus
      metadata: {serverAddress: "https://metrics.example.com", query: up, threshold: "5", unsafeSsl: "true"}  #~ "true"
```
```yaml fixed
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - type: prometheus
      metadata: {serverAddress: "https://metrics.example.com", query: up, threshold: "5", unsafeSsl: "false"}
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers: [{type: prometheus, metadata: {serverAddress: "https://metrics.example.com", query: up, threshold: "5"}}]
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: {name: packer}
spec:
  jobTargetRef: {template: {spec: {containers: [{name: packer}]}}}
  triggers: [{type: rabbitmq, metadata: {queueName: orders, unsafeSsl: "false"}}]
```
"""

from predeploy import Document, Findings, rule


@rule("medium", since="0.1", kinds=("ScaledObject", "ScaledJob"))
def metric_from_anyone(document: Document) -> Findings:
    for trigger in document["spec.triggers"]:
        unsafe = trigger["metadata.unsafeSsl"]
        if unsafe.text == "true":
            yield unsafe.finding(
                f"trigger `{trigger['type'].text}` of {document.kind} `{document.name}` checks no certificate: whoever answers decides how many"
                " pods run; give it your authority's",
                fix=unsafe.replace("false", safe=False),
            )
