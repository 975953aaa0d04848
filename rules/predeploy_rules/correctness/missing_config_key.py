r"""A container that asks a ConfigMap or Secret for a key it does not have is never started.

The pod is made, and its container stays in CreateContainerConfigError; a volume with `items` is not mounted at all. A
`subPath` of a key that is not there is worse: the container starts, with an empty folder where the file should be.
This speaks only where exactly one object of that name lies near.
https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#restrictions (as of 2026-11).

```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {name: shop}
data: {shop.conf: "debug = false", LOG_LEVEL: info}
---
apiVersion: v1
kind: Secret
metadata: {name: database}
stringData: {user: shop, password: "${PASSWORD}"}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
        - name: shop
          image: shop:1.4
          env:
            - {name: LEVEL, valueFrom: {configMapKeyRef: {name: shop, key: LOGLEVEL}}}  #~ LOGLEVEL
            - {name: PASSWORD, valueFrom: {secretKeyRef: {name: database, key: pasword}}}  #~ pasword
          volumeMounts:
            - {name: conf, mountPath: /etc/shop.conf, subPath: shop.cfg}  #~ shop.cfg
      volumes:
        - {name: conf, configMap: {name: shop}}
        - {name: secret, secret: {secretName: database, items: [{key: token, path: token}]}}  #~ token
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: shop}
data: {shop.conf: "debug = false"}
binaryData: {logo: aGk=}
---
apiVersion: v1
kind: Secret
metadata: {name: filled-later}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
        - name: shop
          image: shop:1.4
          env:
            - {name: LOGO, valueFrom: {configMapKeyRef: {name: shop, key: logo}}}
            - {name: LEVEL, valueFrom: {configMapKeyRef: {name: shop, key: LOG_LEVEL, optional: true}}}
            - {name: TOKEN, valueFrom: {secretKeyRef: {name: filled-later, key: token}}}
            - {name: OTHER, valueFrom: {secretKeyRef: {name: elsewhere, key: token}}}
          volumeMounts:
            - {name: conf, mountPath: /etc/shop.conf, subPath: shop.conf}
            - {name: conf, mountPath: /etc/shop.ini, subPath: shop.ini}
            - {name: parts, mountPath: /etc/part, subPath: a/part}
      volumes:
        - {name: conf, configMap: {name: shop, items: [{key: shop.conf, path: shop.conf}, {key: logo, path: shop.ini}]}}
        - {name: parts, projected: {sources: [{configMap: {name: shop, items: [{key: logo, path: a/part}]}}]}}
```
```yaml good
# others put keys into it, or it is in another namespace
apiVersion: v1
kind: Secret
metadata: {name: account, annotations: {kubernetes.io/service-account.name: shop}}
type: kubernetes.io/service-account-token
data: {extra: aGk=}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: ca, annotations: {service.beta.openshift.io/inject-cabundle: "true"}}
data: {note: here}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: merged}
---
apiVersion: v1
kind: Secret
metadata: {name: merged}
stringData: {user: shop}
---
apiVersion: v1
kind: Secret
metadata: {name: database, namespace: data}
stringData: {user: shop}
---
apiVersion: v1
kind: Pod
metadata: {name: shop, namespace: web}
spec:
  containers:
    - name: shop
      image: shop:1.4
      env:
        - {name: TOKEN, valueFrom: {secretKeyRef: {name: account, key: token}}}
        - {name: CA, valueFrom: {configMapKeyRef: {name: ca, key: service-ca.crt}}}
        - {name: MERGED, valueFrom: {secretKeyRef: {name: merged, key: password}}}
        - {name: PASSWORD, valueFrom: {secretKeyRef: {name: database, key: password}}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, Project, Workload, rule, similar

NEAR = 2  # folders; an object that lies farther away may be another one of that name
MAKERS = ("ExternalSecret", "SealedSecret")
VOLUMES = {"configMap": "ConfigMap", "secret": "Secret"}
VARIABLES = (("ConfigMap", "configMapKeyRef"), ("Secret", "secretKeyRef"))
FILLED = ("inject", "replicat", "reflector")  # what others put keys into says so in a label or annotation


@rule("high", since="0.1", platforms=("kubernetes",), replaces={"kube-linter": "env-value-from"})
def missing_config_key(workload: Workload, project: Project) -> Findings:
    if not workload.runs:
        return
    for kind, name, key, optional in wanted(workload):
        text = key.text
        if not text or not name.text or (not optional.absent and not optional.is_false):
            continue
        found = project.named(Document, kind, name.text, workload)
        keys = keys_of(found, workload, project) if isinstance(found, Document) else None
        if isinstance(found, Document) and keys and text not in keys:
            near = similar(text, keys)
            has = f"did you mean `{near}`?" if near else f"it has {', '.join(f'`{one}`' for one in sorted(keys)[:5])}"
            yield key.finding(
                f"{workload.kind} `{workload.name}` asks {kind} `{found.name}` for the key `{text}`, which it does not have: "
                + ("an empty folder is mounted in its place; " if key.name == "subPath" else "the pod never starts; ")
                + has,
                related=((found["metadata.name"], f"the {kind}"),),
            )


def keys_of(found: Document, workload: Workload, project: Project) -> set[str] | None:
    """The keys of a ConfigMap or Secret; None when they cannot be known."""
    holds = [found[part] for part in ("data", "stringData", "binaryData")]
    marks = [*found.labels, *(str(key) for key, _ in found.annotations.items())]
    if (
        found.group
        or project.distance(found, workload) > NEAR
        or any(part.unknown for part in holds)
        or found["type"].unknown
        or found["type"].text == "kubernetes.io/service-account-token"
        or any(one["metadata.namespace"].unknown for one in (found, workload))
        or any(word in mark for word in FILLED for mark in marks)
        or any(one.name in ("", found.name) for kind in MAKERS for one in project.of_kind(kind, found))
    ):
        return None
    return {str(key) for part in holds if part.is_map for key in part.value}


def wanted(workload: Workload) -> Iterator[tuple[str, Node, Node, Node]]:
    """Of every key that is asked for: the kind and name of the object, the key, and whether it may be missing."""
    volumes = {volume["name"].text: volume for volume in workload.pod["volumes"]}
    for container in workload.containers:
        for entry in container["env"]:
            source = entry["valueFrom"]
            for kind, one in ((kind, source[word]) for kind, word in VARIABLES) if source.is_map else ():
                if one.is_map:
                    yield kind, one["name"], one["key"], one["optional"]
        for mount in container["volumeMounts"]:
            if "/" not in (mount["subPath"].text or "/"):
                for kind, name, source in sources(volumes.get(mount["name"].text)):
                    if source["items"].absent:
                        yield kind, name, mount["subPath"], source["optional"]
    for volume in volumes.values():
        for part in (volume, *volume["projected.sources"]):
            for kind, name, source in sources(part):
                for item in source["items"]:
                    yield kind, name, item["key"], source["optional"]


def sources(volume: Node | None) -> Iterator[tuple[str, Node, Node]]:
    for source in volume.among(VOLUMES) if volume is not None else ():
        if source.is_map:
            yield VOLUMES[source.name], source["name"] if source["name"].written else source["secretName"], source
