r"""An annotation of Knative's autoscaler with a value that it does not take is refused.

The webhook checks each: a `window` from 6 s to 1 h, delays and retention up to 1 h, all in whole seconds; a utilisation
from 1 to 100; a `target` of 0.01 or more; a burst capacity of 0 or more, or -1; an `activation-scale` of 2 or more; an
`initial-scale` of 0 only where the cluster allows it; the metrics `concurrency` and `rps` with Knative's own class, all
others with the class `hpa.autoscaling.knative.dev`. github knative/serving, pkg/apis/autoscaling/annotation_validation.go
(as of 2026-08).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata:
      annotations:
        autoscaling.knative.dev/window: 2h  #~ 2h
        autoscaling.knative.dev/scale-down-delay: "300"  #~ "300"
        autoscaling.knative.dev/metric: cpu  #~ cpu
        autoscaling.knative.dev/target-utilization-percentage: "0"  #~ "0"
        autoscaling.knative.dev/targetBurstCapacity: "-2"  #~ "-2"
        autoscaling.knative.dev/activation-scale: "1"  #~ "1"
        autoscaling.knative.dev/initial-scale: "0"  #~ "0"
        autoscaling.knative.dev/min-scale: one  #~ one
    spec: {containers: [{image: "report:1"}]}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata:
      annotations:
        autoscaling.knative.dev/class: hpa.autoscaling.knative.dev
        autoscaling.knative.dev/metric: cpu
        autoscaling.knative.dev/window: 40s
        autoscaling.knative.dev/scale-down-delay: 5m
        autoscaling.knative.dev/target-burst-capacity: "-1"
        autoscaling.knative.dev/target: "0.5"
    spec: {containers: [{image: "report:1"}]}
```
A cluster that allows to begin with nothing; a class of one's own:
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: config-autoscaler, namespace: knative-serving}
data: {allow-zero-initial-scale: "true"}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/initial-scale: "0"}}
    spec: {containers: [{image: "report:1"}]}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: reports}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/class: keda.autoscaling.knative.dev, autoscaling.knative.dev/metric: lag}}
    spec: {containers: [{image: "report:1"}]}
```
"""

from math import inf

from predeploy import Findings, KnativeService, Node, Project, rule

PREFIX = "autoscaling.knative.dev/"
KPA, HPA = "kpa.autoscaling.knative.dev", "hpa.autoscaling.knative.dev"
HOUR = 3600.0
SECONDS = {"window": 6.0, "scale-down-delay": 0.0, "scale-to-zero-pod-retention-period": 0.0}
NUMBERS = {
    "min-scale": (0.0, inf), "max-scale": (0.0, inf), "initial-scale": (0.0, inf), "activation-scale": (2.0, inf),
    "target": (0.01, inf), "target-utilization-percentage": (1.0, 100.0), "target-burst-capacity": (-1.0, inf),
    "panic-window-percentage": (1.0, 100.0), "panic-threshold-percentage": (110.0, 1000.0),
}  # fmt: skip


@rule("high", since="0.1")
def invalid_scaling_annotation(service: KnativeService, project: Project) -> Findings:
    kind = service.pod_annotation(f"{PREFIX}class")
    for key, node in service.template["metadata.annotations"].items():
        name = "".join(f"-{c.lower()}" if c.isupper() else c for c in str(key).removeprefix(PREFIX))
        filled_later = node.text is None or "$" in node.text or "$" in (kind.text or "")
        trouble = wrong(name, node, kind) if str(key).startswith(PREFIX) and not filled_later else ""
        if not trouble and name == "initial-scale" and node.number == 0 and zero_refused(service, project):
            trouble = "nothing at the beginning is refused unless the cluster says allow-zero-initial-scale"
        if trouble:
            yield node.finding(
                f"{service.kind} `{service.name}` says `{key}: {node.text}`: {trouble}; Knative refuses it"
            )


def wrong(name: str, node: Node, kind: Node) -> str:
    if name in SECONDS:
        seconds, least = node.duration, SECONDS[name]
        if (node.text or "").isdigit() and node.text != "0":
            return "a duration needs a unit, such as `s`"
        fits = least <= seconds <= HOUR and (seconds.is_integer() or "retention" in name)
        return "" if fits else f"it takes whole seconds from {least:g} s to 1 h"
    if name in NUMBERS:
        least, most = NUMBERS[name]
        known, between = node.number, name == "target-burst-capacity" and -1 < node.number < 0
        fits = least <= known <= most and not between
        return "" if fits else f"it takes {least:g} or more" if most == inf else f"it takes {least:g} to {most:g}"
    if name == "metric" and not kind.unknown and kind.text in (None, KPA) and node.text not in ("concurrency", "rps"):
        return f"only the class {HPA} takes other metrics than concurrency and rps"
    return ""


def zero_refused(service: KnativeService, project: Project) -> bool:
    said = service.setting(project, "autoscaler", "allow-zero-initial-scale")
    return said is None or said.absent or said.is_false
