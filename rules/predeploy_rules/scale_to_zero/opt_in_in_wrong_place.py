r"""A switch for scaling that stands where nobody reads it does nothing, or is refused.

Knative reads `autoscaling.knative.dev/…` from the annotations of the pod template and refuses a Service that carries them
on itself (https://knative.dev/docs/serving/autoscaling/, as of 2026-11; validated in pkg/apis/serving/metadata_validation.go
of knative/serving). OpenFaaS reads `com.openfaas.scale.…` from the labels of a function
(https://docs.openfaas.com/openfaas-pro/scale-to-zero/), Sablier finds its workloads by the label `sablier.enable` and reads
everything else from annotations (docs/content/reference/labels.md of sablierapp/sablier, both as of 2026-11).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: report
  annotations:
    autoscaling.knative.dev/max-scale: "5"  #~ "5"
spec: {template: {spec: {containers: [{image: "report:1"}]}}}
```
```yaml bad
apiVersion: openfaas.com/v1
kind: Function
metadata: {name: report}
spec:
  annotations: {com.openfaas.scale.zero: "true"}  #~ "true"
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, annotations: {sablier.enable: "true"}}  #~ "true"
spec: {template: {spec: {containers: [{name: web}]}}}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/max-scale: "5"}}
    spec: {containers: [{image: "report:1"}]}
---
apiVersion: openfaas.com/v1
kind: Function
metadata: {name: report}
spec: {labels: {com.openfaas.scale.zero: "true"}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {sablier.enable: "true"}, annotations: {sablier.group: shop}}
spec: {template: {spec: {containers: [{name: web}]}}}
```
Cloud Run writes the same objects and reads some of it from the service:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report, annotations: {run.googleapis.com/minScale: "1", autoscaling.knative.dev/maxScale: "5"}}
spec: {template: {spec: {containers: [{image: "report:1"}]}}}
```
```yaml bad
provider: {name: openfaas}
functions:
  report:
    lang: python3-http
    handler: ./report
    image: registry.example.com/shop/report:1.4
    annotations:
      com.openfaas.scale.zero: "true"  #~ "true"
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, rule

KNATIVE, OPENFAAS, SABLIER = "autoscaling.knative.dev/", "com.openfaas.scale.", "sablier.enable"


@rule(
    "high",
    since="0.1",
    kinds=("Service", "Configuration", "Function", "function", "Deployment", "StatefulSet"),
    keys=("annotations",),
)
def opt_in_in_wrong_place(document: Document) -> Findings:
    for key, node, wanted in _misplaced(document):
        yield node.finding(f"`{key}` is read from {wanted} only: here it does nothing, or is refused; move it there")


def _misplaced(document: Document) -> Iterator[tuple[str, Node, str]]:
    """Key, place and where it belongs."""
    written = dict(document.annotations.items())
    if document.group == "serving.knative.dev":
        if document.platform != "cloud-run":
            yield from (
                (key, node, "spec.template.metadata.annotations")
                for key, node in written.items()
                if key.startswith(KNATIVE)
            )
    elif document.platform == "openfaas":
        own = {
            **written,
            **dict(document["metadata.annotations"].items()),
            **dict(document["spec.annotations"].items()),
        }
        wanted = "labels" if document.kind == "function" else "spec.labels"
        yield from ((key, node, wanted) for key, node in own.items() if key.startswith(OPENFAAS))
    elif document.group == "apps" and SABLIER in written and SABLIER not in document.labels:
        yield SABLIER, written[SABLIER], "metadata.labels"
