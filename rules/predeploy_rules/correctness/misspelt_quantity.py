r"""A quantity with a wrong suffix is refused, or asks for a millionth of what is meant.

Memory has the suffixes Ki, Mi, Gi, Ti (1024) and k, M, G, T (1000), nothing else: `512MB`, `1gb` and `512mi` are refused.
Worse is what passes: `512m` of memory are 0.512 bytes, with which no container starts, and `500M` of CPU are five
hundred million cores, which no node has.
https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory (as of 2026-11).

```yaml bad
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          resources:
            requests:
              cpu: 500M  #~ 500M @high
              memory: 128m  #~ 128m @medium
            limits:
              memory: 512MB  #~ 512MB @high
              ephemeral-storage: 100m  #~ 100m @high
      volumes: [{name: tmp, emptyDir: {sizeLimit: 1gb}}]  #~ 1gb
```
```yaml fixed
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          resources:
            requests:
              cpu: 500M
              memory: 128Mi
            limits:
              memory: 512MB
              ephemeral-storage: 100Mi
      volumes: [{name: tmp, emptyDir: {sizeLimit: 1gb}}]
```
```yaml bad
kind: StatefulSet
metadata: {name: db}
spec:
  template: {spec: {containers: [{name: db, image: "db:1", resources: {limits: {memory: 512}}}]}}  #~ 512
  volumeClaimTemplates: [{metadata: {name: data}, spec: {resources: {requests: {storage: 10GB}}}}]  #~ 10GB
```
```yaml bad
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {resources: {requests: {storage: 10 Gi}}}  #~ 10 Gi
```
```yaml good
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          resources:
            requests: {cpu: 100m, memory: 1e8, nvidia.com/gpu: 1}
            limits: {cpu: 1.5, memory: 129M, ephemeral-storage: 2Gi}
      volumes: [{name: tmp, emptyDir: {sizeLimit: 64Mi, medium: Memory}}]
```
```yaml bad
kind: Pod
metadata: {name: cart}
spec: {containers: [{name: cart, image: "cart:1", resources: {requests: {cpu: 100, memory: 128Mi}}}]}  #~ 100
```
```yaml good
# a machine of its own
kind: Pod
metadata: {name: train}
spec: {containers: [{name: train, image: "train:1", resources: {requests: {cpu: 96, memory: 700Gi}, limits: {cpu: 180}}}]}
```
```yaml good
# the least that there is, on purpose, and what an autoscaler recommends
kind: Pod
metadata: {name: pause}
spec: {containers: [{name: pause, image: "pause:3", resources: {requests: {cpu: 0, memory: 1}, limits: {memory: 0, ephemeral-storage: 104857600000m}}}]}
```
```yaml good
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {resources: {requests: {storage: "${SIZE}"}}}
```
```yaml bad
provider: {name: openfaas}
functions:
  resize:
    lang: python3-http
    handler: ./resize
    image: registry.example.com/shop/resize:1.4
    limits:
      memory: 256m  #~ 256m
```
"""

from collections.abc import Iterator

from predeploy import Container, Document, Findings, Node, Workload, rule

BYTES = ("memory", "storage", "ephemeral-storage")
LEAST = 2.0**20  # bytes; a runtime wants several MiB to start a container at all
MOST = 10_000.0  # cores; no machine comes near
MANY = 50.0  # cores of one container, which somebody may mean
THIN = 2.0**27  # bytes a core; machines have sixteen times as much and more


@rule(
    "high",
    since="0.1",
    platforms=("kubernetes", "hosted"),
    keys=("cpu", "memory", "requests", "limits", "sizeLimit"),
    severities=("medium",),
)
def misspelt_quantity(document: Document) -> Findings:
    for resource, node in quantities(document):
        amount, text = node.quantity, node.text
        usual = amount >= LEAST if resource in BYTES else amount < MOST
        if usual or text is None:
            continue
        what = f"{document.kind} `{document.name}` asks for `{text}` of {resource}"
        if node.present and amount != amount:  # noqa: PLR0124 (NaN: no quantity at all)
            yield node.finding(
                f"{what}, which is no quantity: the API server refuses it; write it like `512Mi` or `250m`"
            )
        elif resource in BYTES and text.endswith("m") and amount < LEAST:
            limit, meant = node.path[-2] != "requests", f"{text[:-1]}Mi"
            more = "nothing can work with that" if limit else "that reserves nothing"
            yield node.finding(
                f"{what}, {amount:g} bytes: {more}; write `{meant}`",
                severity="high" if limit else "medium",
                fix=node.replace(meant, safe=False),
            )
        elif resource == "memory" and node.path[-2] == "limits" and 0 < amount < LEAST:
            yield node.finding(
                f"{what}, which is {amount:,.10g} bytes: no container starts with that; write a suffix such as `Mi`"
            )
        elif resource == "cpu" and amount >= MOST:
            yield node.finding(
                f"{what}, {amount:,.0f} cores: no node has so many; thousandths of a core have the suffix `m`"
            )
    if isinstance(document, Workload):
        yield from whole_cores(document)


def whole_cores(workload: Workload) -> Findings:
    """A hundred cores beside little memory are a tenth of a core whose `m` was forgotten."""
    for container in workload.containers:
        for part in ("requests", "limits"):
            cpu = container[f"resources.{part}.cpu"]
            if not MANY <= cpu.quantity < MOST:
                continue
            memory = container[f"resources.{part}.memory"]
            if memory.quantity < cpu.quantity * THIN:
                yield cpu.finding(
                    f"container `{container.name}` asks for {cpu.text} whole cores beside {memory.text} of memory: hardly a node has so"
                    f" many; a thousandth of a core has the suffix `m`, write `{cpu.text}m`",
                    severity="medium" if part == "limits" else "high",
                    fix=cpu.replace(f"{cpu.text}m", safe=False),
                )


def quantities(document: Document) -> Iterator[tuple[str, Node]]:
    """Every quantity of an object with the name of its resource."""
    claims: list[Node | Container] = [document["spec"]] if document.kind == "PersistentVolumeClaim" else []
    if isinstance(document, Workload):
        claims += [claim["spec"] for claim in document["spec.volumeClaimTemplates"]]
        claims += [document.pod, *document.containers]
        for volume in document.pod["volumes"]:
            yield "storage", volume["emptyDir.sizeLimit"]
            claims.append(volume["ephemeral.volumeClaimTemplate.spec"])
    for claim in claims:
        for part in ("requests", "limits"):
            yield from claim["resources"][part].items()
