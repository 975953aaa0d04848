r"""A name with a slip of the pen in it names nothing: the pod never starts, or the setting never holds.

The objects of Kubernetes name each other by text alone, and nobody compares: a pod waits for a ConfigMap, Secret, volume
claim or account that never comes; a Rollout for a Service or analysis; a trigger of KEDA for its authentication; a sidecar
of Dapr for its configuration. This speaks only where nothing in the run has the name that is asked for, and an object
beside it, for which nobody asks, has nearly that one.
https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods (as of 2026-11).

```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {name: shop-config}
data: {A: b}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: shop-runner}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      serviceAccountName: shop-runer  #~ shop-runer
      containers:
        - name: shop
          image: shop:1.4
          envFrom: [{configMapRef: {name: shop-conf}}]  #~ shop-conf
```
```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec:
  template: {spec: {containers: [{name: shop, image: "shop:1.4"}]}}
  strategy:
    canary:
      stableService: shop-stabel  #~ shop-stabel
      steps: [{analysis: {templates: [{templateName: success-rates}]}}]  #~ success-rates
---
apiVersion: v1
kind: Service
metadata: {name: shop-stable}
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: {name: success-rate}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec: {triggers: [{type: rabbitmq, authenticationRef: {name: rabbitmk}}]}  #~ rabbitmk
---
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: {name: rabbitmq}
---
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: {name: pubsub}
spec: {type: pubsub.redis}
---
apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata: {name: orders}
spec: {pubsubname: pubsubs, topic: orders}  #~ pubsubs
```
```yaml good
# another version, another part, one that somebody else asks for, one that may be missing
apiVersion: v1
kind: ConfigMap
metadata: {name: shop-v1}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: shop-web}
---
apiVersion: v1
kind: Secret
metadata: {name: token}
---
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
    - name: shop
      image: shop:1.4
      envFrom:
        - {configMapRef: {name: shop-v2}}
        - {configMapRef: {name: shop-worker}}
        - {secretRef: {name: token}}
        - {secretRef: {name: tokens}}
        - {configMapRef: {name: shop-wob, optional: true}}
```
```yaml good
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
---
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  serviceAccountName: default
  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}, {name: more, secret: {secretName: elsewhere}}]
  containers: [{name: shop, image: "shop:1.4"}]
```
"""

from collections.abc import Iterable, Iterator, Mapping

from predeploy import Document, Findings, Node, Project, Workload, rule, similar, slip

ALIKE = 0.8  # of 1
OTHERS = ("Rollout", "ScaledObject", "ScaledJob", "Subscription")  # that ask for something by its name, besides pods
STEPS = ("prePromotionAnalysis", "postPromotionAnalysis")
# Where a pod asks for an object: its kind, and the key of its name
OF_VOLUMES = {
    "configMap": ("ConfigMap", "name"),
    "secret": ("Secret", "secretName"),
    "persistentVolumeClaim": ("PersistentVolumeClaim", "claimName"),
}
OF_PROJECTIONS = {"configMap": ("ConfigMap", "name")}
OF_LISTS = {"configMapRef": ("ConfigMap", "name"), "secretRef": ("Secret", "name")}
OF_VARIABLES = {"configMapKeyRef": ("ConfigMap", "name"), "secretKeyRef": ("Secret", "name")}


@rule("medium", since="0.1", platforms=("kubernetes",))
def misspelt_reference(document: Document, project: Project) -> Findings:
    asking = project.once(references, lambda: {id(one): [*references(one)] for one in project.all(Document)})
    for kind, name in asking.get(id(document), ()):
        if not name.text or project.called(kind, name.text) or document["metadata.namespace"].unknown:
            continue
        beside = project.beside(kind, document)
        names = [one.name for one in beside]
        if not all(names) or not all(one.kind for one in beside):
            continue
        if all(one.count("-") != name.text.count("-") for one in names):
            continue  # a slip of the pen leaves the number of words as it is
        near = similar(name.text, names, ALIKE)
        if not near or not slip(name.text, near):
            continue
        asked = project.once("asked for", lambda: names_in(asking.values()))
        if (kind, near) not in asked and (kind, None) not in asked:
            yield name.finding(
                f"{document.kind} `{document.name}` names {kind} `{name.text}`, which is nowhere here; did you mean `{near}`?",
                fix=name.replace(near, safe=False),
            )


def names_in(asking: Iterable[list[tuple[str, Node]]]) -> set[tuple[str, str | None]]:
    """Kind and name of all that is asked for in the run; no name where it is not known."""
    return {(kind, name.text) for found in asking for kind, name in found if not name.absent}


def references(document: Document) -> Iterator[tuple[str, Node]]:
    """Kind and name of everything that an object asks for by its bare name."""
    if isinstance(document, Workload):
        yield from of_pods(document)
    kind = document.kind
    if kind not in OTHERS:
        return
    spec = document["spec"]
    if kind == "Rollout":
        canary, other = spec["strategy.canary"], spec["strategy.blueGreen"]
        for part, keys in ((canary, ("canaryService", "stableService")), (other, ("activeService", "previewService"))):
            yield from (("Service", part[key]) for key in keys)
        for analysis in (
            canary["analysis"],
            *(step["analysis"] for step in canary["steps"]),
            *(other[key] for key in STEPS),
        ):
            yield from (
                ("AnalysisTemplate", t["templateName"]) for t in analysis["templates"] if t["clusterScope"].absent
            )
    elif kind in ("ScaledObject", "ScaledJob"):
        for trigger in spec["triggers"]:
            asked_kind = trigger["authenticationRef.kind"]
            if asked_kind.absent or asked_kind.text:
                yield asked_kind.text or "TriggerAuthentication", trigger["authenticationRef.name"]
    elif kind == "Subscription" and document.group == "dapr.io":
        yield "Component", spec["pubsubname"]


def of_pods(workload: Workload) -> Iterator[tuple[str, Node]]:
    pod = workload.pod
    yield "ServiceAccount", pod["serviceAccountName"]
    yield "Configuration", workload.pod_annotation("dapr.io/config")
    for volume in pod["volumes"]:
        yield from asked(volume, OF_VOLUMES)
        for source in volume["projected.sources"]:
            yield from asked(source, OF_PROJECTIONS)
    for container in workload.containers:
        for source in container["envFrom"]:
            yield from asked(source, OF_LISTS)
        for entry in container["env"]:
            yield from asked(entry["valueFrom"], OF_VARIABLES)


def asked(source: Node, places: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, Node]]:
    if source.is_map:
        for key in places.keys() & source.value.keys():
            (kind, name), place = places[key], source[key]
            if place.is_map and place["optional"].absent:
                yield kind, place[name]
