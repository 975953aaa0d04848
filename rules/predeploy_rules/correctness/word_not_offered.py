r"""A word that is none of those on offer is refused.

Many settings of Kubernetes take one of a few words, upper and lower case included: `IfNotPresent`, not `ifNotPresent`;
`LoadBalancer`, not `Loadbalancer`; `TCP`; `ReadWriteOnce`, not `RWO`. The API server refuses the whole object.
https://kubernetes.io/docs/reference/kubernetes-api/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  strategy: {type: Rolling}  #~ Rolling
  template:
    spec:
      dnsPolicy: clusterFirst  #~ clusterFirst
      containers:
        - name: shop
          image: shop:1.4
          imagePullPolicy: ifNotPresent  #~ ifNotPresent
          ports: [{containerPort: 8080, protocol: http}]  #~ http
          readinessProbe: {httpGet: {path: /, port: 8080, scheme: https}}  #~ https
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector: {matchExpressions: [{key: app, operator: in, values: [shop]}]}  #~ in
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: shop}
spec: {accessModes: [RWO], resources: {requests: {storage: 1Gi}}}  #~ RWO
```
```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 2 * * *"
  concurrencyPolicy: forbid  #~ forbid
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: report, image: "report:1"}]}}}}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {type: Loadbalancer, ports: [{port: 80}]}  #~ Loadbalancer
```
```yaml fixed
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 2 * * *"
  concurrencyPolicy: Forbid
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: report, image: "report:1"}]}}}}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {type: LoadBalancer, ports: [{port: 80}]}
```
```yaml good
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: shop}
spec:
  podManagementPolicy: Parallel
  updateStrategy: {type: OnDelete}
  template:
    spec:
      dnsPolicy: None
      containers: [{name: shop, image: "shop:1.4", imagePullPolicy: Always, ports: [{containerPort: 53, protocol: UDP}]}]
      volumes: [{name: tmp, emptyDir: {medium: ""}}, {name: huge, emptyDir: {medium: HugePages-2Mi}}]
  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOncePod]}}]
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {ports: [{port: 80, protocol: "${PROTOCOL}"}]}
```
```yaml good
# somebody else's Service
apiVersion: shop.example.com/v1
kind: Service
metadata: {name: shop}
spec: {type: fast, ports: [{port: 80, protocol: http}]}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, Workload, rule, similar
from predeploy.data.kubernetes_apis import is_native

PROTOCOLS, CLUSTER, ROLLING = "TCP UDP SCTP", "Cluster Local", "RollingUpdate OnDelete"
MODES = "ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod"
OPERATORS = "In NotIn Exists DoesNotExist Gt Lt"
TERMS = "DuringSchedulingIgnoredDuringExecution"
OF_KIND = {
    "Deployment": {"spec.strategy.type": "Recreate RollingUpdate"},
    "StatefulSet": {
        "spec.updateStrategy.type": ROLLING, "spec.podManagementPolicy": "OrderedReady Parallel",
        "spec.volumeClaimTemplates.*.spec.accessModes.*": MODES,
    },
    "DaemonSet": {"spec.updateStrategy.type": ROLLING},
    "Job": {"spec.completionMode": "NonIndexed Indexed"},
    "CronJob": {"spec.concurrencyPolicy": "Allow Forbid Replace"},
    "Service": {
        "spec.type": "ClusterIP NodePort LoadBalancer ExternalName", "spec.sessionAffinity": "None ClientIP",
        "spec.externalTrafficPolicy": CLUSTER, "spec.internalTrafficPolicy": CLUSTER, "spec.ports.*.protocol": PROTOCOLS,
    },
    "PersistentVolumeClaim": {"spec.accessModes.*": MODES, "spec.volumeMode": "Filesystem Block"},
    "PersistentVolume": {"spec.accessModes.*": MODES, "spec.persistentVolumeReclaimPolicy": "Retain Delete Recycle"},
    "StorageClass": {"reclaimPolicy": "Delete Retain", "volumeBindingMode": "Immediate WaitForFirstConsumer"},
    "NetworkPolicy": {
        "spec.policyTypes.*": "Ingress Egress", "spec.ingress.*.ports.*.protocol": PROTOCOLS, "spec.egress.*.ports.*.protocol": PROTOCOLS,
    },
    "RoleBinding": {"roleRef.kind": "Role ClusterRole", "subjects.*.kind": "User Group ServiceAccount"},
    "ClusterRoleBinding": {"roleRef.kind": "ClusterRole", "subjects.*.kind": "User Group ServiceAccount"},
}  # fmt: skip
OF_POD = {
    "dnsPolicy": "ClusterFirst ClusterFirstWithHostNet Default None",
    "topologySpreadConstraints.*.whenUnsatisfiable": "DoNotSchedule ScheduleAnyway",
    "securityContext.seccompProfile.type": "RuntimeDefault Localhost Unconfined",
    f"affinity.nodeAffinity.required{TERMS}.nodeSelectorTerms.*.matchExpressions.*.operator": OPERATORS,
    **{
        f"affinity.{kind}.required{TERMS}.*.labelSelector.matchExpressions.*.operator": OPERATORS
        for kind in ("podAffinity", "podAntiAffinity")
    },
}
OF_CONTAINER = {
    "imagePullPolicy": "Always IfNotPresent Never",
    "terminationMessagePolicy": "File FallbackToLogsOnError",
    "ports.*.protocol": PROTOCOLS,
    "securityContext.seccompProfile.type": "RuntimeDefault Localhost Unconfined",
    **{f"{probe}Probe.httpGet.scheme": "HTTP HTTPS" for probe in ("liveness", "readiness", "startup")},
}
Offered = dict[str, list[tuple[str, tuple[str, ...]]]]


def by_key(settings: dict[str, str]) -> Offered:
    """First key → the paths that begin with it, and their words."""
    found: Offered = {}
    for path, words in settings.items():
        found.setdefault(path.partition(".")[0], []).append((path, tuple(words.split())))
    return found


def key_of(path: str) -> str:
    """A key that is written wherever something stands at the path, and is rare."""
    steps = [step for step in path.split(".") if step != "*"]
    return steps[0] if steps[-1] == "kind" else steps[-1]


KINDS = {kind: by_key(settings) for kind, settings in OF_KIND.items()}
POD, CONTAINER = by_key(OF_POD), by_key(OF_CONTAINER)
MEANT = {
    "RWO": "ReadWriteOnce",
    "RWX": "ReadWriteMany",
    "ROX": "ReadOnlyMany",
    "RWOP": "ReadWriteOncePod",
    "Rolling": "RollingUpdate",
}


KEYS = tuple({key_of(path) for settings in (*OF_KIND.values(), OF_POD, OF_CONTAINER) for path in settings})


@rule("high", since="0.1", platforms=("kubernetes",), keys=KEYS)
def word_not_offered(document: Document) -> Findings:
    if document["apiVersion"].unknown or document.platform != "kubernetes":
        return
    for node, offered in settings(document):
        text = node.text
        if text and text not in offered:
            same = next((one for one in offered if one.lower() == text.lower()), None)
            near = same or MEANT.get(text) or similar(text, offered)
            key = next(str(part) for part in reversed(node.path) if part.__class__ is str)
            yield node.finding(
                f"{document.kind} `{document.name}` says `{key}: {text}`: it is refused; there are {', '.join(offered)}",
                fix=node.replace(near, safe=same is not None) if near in offered else None,
            )


def settings(document: Document) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Every setting that takes one of a few words, and these."""
    places = [(document.node, KINDS[document.kind])] if document.kind in KINDS and is_native(document.api) else []
    if isinstance(document, Workload):
        places.append((document.pod, POD))
        places += [(container.node, CONTAINER) for container in document.containers]
    for start, offered in places:
        for written in start.among(offered):
            for path, words in offered[written.name]:
                yield from ((node, words) for node in start.every(path))
