r"""Memory and CPU that do not go together make Cloud Run refuse the revision.

An instance with more than 4 GiB needs 2 CPUs, more than 8 GiB 4, more than 16 GiB 6, more than 24 GiB 8; 4 CPUs need 2 GiB
at least, 6 and 8 need 4 GiB; 32 GiB and 8 CPUs are the most. Above one CPU only 2, 4, 6 and 8 exist. Less than one CPU means
one request at a time and a CPU that is throttled between requests, half a CPU for more than 512 MiB. The second generation
of the execution environment begins at 512 MiB. https://cloud.google.com/run/docs/configuring/services/memory-limits,
https://cloud.google.com/run/docs/configuring/services/cpu (as of 2026-11).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report, annotations: {run.googleapis.com/ingress: internal}}
spec:
  template:
    spec:
      containers: [{image: "report:1", resources: {limits: {cpu: "1", memory: 8Gi}}}]  #~ 8Gi
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: orders, annotations: {run.googleapis.com/ingress: internal}}
spec:
  template:
    spec:
      containerConcurrency: 20  #~ 20
      containers: [{image: "orders:1", resources: {limits: {cpu: 500m, memory: 256Mi}}}]
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: carts, annotations: {run.googleapis.com/ingress: internal}}
spec:
  template:
    metadata: {annotations: {run.googleapis.com/execution-environment: gen2}}
    spec:
      containers: [{image: "carts:1", resources: {limits: {cpu: "3", memory: 256Mi}}}]  #~ "3" #~ 256Mi
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report, annotations: {run.googleapis.com/ingress: internal}}
spec:
  template:
    spec:
      containerConcurrency: 80
      containers: [{image: "report:1", resources: {limits: {cpu: "2", memory: 8Gi}}}]
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: small, annotations: {run.googleapis.com/ingress: internal}}
spec: {template: {spec: {containerConcurrency: 1, containers: [{image: "small:1", resources: {limits: {cpu: 500m, memory: 256Mi}}}]}}}
```
Together the containers of an instance have enough; a cluster's Knative knows no such rules; GPUs have their own:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report, annotations: {run.googleapis.com/ingress: internal}}
spec:
  template:
    spec:
      containerConcurrency: 80
      containers:
        - {name: web, image: "web:1", ports: [{containerPort: 8080}], resources: {limits: {cpu: 500m, memory: 256Mi}}}
        - {name: side, image: "side:1", resources: {limits: {cpu: "1", memory: 256Mi}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cluster}
spec: {template: {spec: {containerConcurrency: 20, containers: [{image: "report:1", resources: {limits: {cpu: 500m, memory: 8Gi}}}]}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: chat, annotations: {run.googleapis.com/ingress: internal}}
spec: {template: {spec: {containers: [{image: "chat:1", resources: {limits: {cpu: "8", memory: 64Gi, nvidia.com/gpu: "1"}}}]}}}
```
"""

from collections.abc import Iterator

from predeploy import CloudRun, CloudRunService, Findings, Node, rule

MIB, GIB = 2.0**20, 2.0**30
# more memory than this → the least CPUs; CPUs from this on → the least memory
CPUS, LEAST = ((24, 8), (16, 6), (8, 4), (4, 2)), ((6, 4 * GIB), (4, 2 * GIB))
SIZES = (1, 2, 4, 6, 8)


@rule("high", since="0.1")
def cpu_and_memory_do_not_fit(service: CloudRun) -> Findings:
    if service.gpus:
        return
    for node, trouble in troubles(service):
        yield node.finding(f"{service.kind} `{service.name}`: {trouble}; Cloud Run refuses it")


def troubles(service: CloudRun) -> Iterator[tuple[Node, str]]:
    cpu, memory = service.amount("cpu"), service.amount("memory")
    several = len(list(service.containers)) > 1
    if memory.value > 32 * GIB:
        yield memory.node, f"{memory} are more than the 32 GiB that there are"
    for above, wanted in CPUS:
        if above * GIB < memory.value <= 32 * GIB and cpu.value < wanted:
            yield memory.node, f"more than {above} GiB need {wanted} CPUs, it has {cpu}"
            break
    least = next((size for cores, size in LEAST if cpu.value >= cores), 0.0)
    if memory.value < least and memory.state == "own":
        yield memory.node, f"{cpu} need {least / GIB:g} GiB at least, it has {memory}"
    if not several and cpu.value > 1 and cpu.value not in SIZES:
        yield cpu.node, f"there is no instance with {cpu}, only with {', '.join(map(str, SIZES))}"
    generation = service.pod_annotation("run.googleapis.com/execution-environment")
    if generation.text == "gen2" and memory.value < 512 * MIB:
        yield memory.node, f"the second generation begins at 512 MiB, it has {memory}"
    if isinstance(service, CloudRunService) and cpu.value < 1:
        yield from of_less(service, cpu.value, memory.value)


def of_less(service: CloudRunService, cores: float, memory: float) -> Iterator[tuple[Node, str]]:
    at_once, limit = service.concurrency, service.amount("memory").node
    if at_once.state == "own" and at_once.value > 1:
        yield at_once.node, f"with {cores:g} CPU it answers one request at a time, not {at_once.value:g}"
    if cores < 0.5 and memory > 512 * MIB:
        yield limit, "more than 512 MiB need half a CPU"
    elif memory > GIB and memory <= 4 * GIB:
        yield limit, "more than 1 GiB needs a whole CPU"
    if service.throttled is False:
        yield service.pod, f"with {cores:g} CPU it must be throttled between requests"
