r"""A container without requests is put where there is no room for it.

The scheduler fills nodes by what containers request. What requests nothing counts as nothing: nodes are packed beyond
what they have, and under pressure the pods without requests are starved and evicted first. Autoscaling by utilisation
cannot work, and nobody can say what the pod costs. Set `resources.requests` to what the container usually uses. Where
only a limit is set Kubernetes takes it as the request too.
https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          resources:
            requests: {memory: 256Mi}  #~ requests
        - {name: agent, image: "agent:1"}  #~ agent
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      initContainers: [{name: migrate, image: "migrate:1"}]
      containers:
        - {name: cart, image: "cart:1.4", resources: {requests: {cpu: 100m}, limits: {memory: 256Mi}}}
        - {name: agent, image: "agent:1", resources: {limits: {cpu: "1", memory: "${AGENT_MEMORY}"}}}
```
```yaml good
# for the pod as a whole
apiVersion: v1
kind: Pod
metadata: {name: cart}
spec: {resources: {requests: {cpu: 1, memory: 1Gi}}, containers: [{name: cart, image: "cart:1.4"}, {name: agent, image: "agent:1"}]}
```
```yaml good file=deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec: {template: {spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
```
```yaml good file=limits.yaml
apiVersion: v1
kind: LimitRange
metadata: {name: usual, namespace: shop}
spec: {limits: [{type: Container, default: {memory: 512Mi}, defaultRequest: {cpu: 50m}}]}
```
```yaml good
# Knative gives what its cluster-wide defaults say
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart}
spec: {template: {spec: {containers: [{image: "cart:1.4"}]}}}
```
```yaml good
# runs once and is gone
apiVersion: batch/v1
kind: Job
metadata: {name: migrate}
spec: {template: {spec: {containers: [{name: migrate, image: "migrate:1"}]}}}
```
```yaml good
# a patch: the image and the requests stand in the base
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, resources: {requests: {cpu: 2}}}]}}}
```
```yaml good
# KServe fills in what the container with the model does not say
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: flowers}
spec: {predictor: {containers: [{name: kserve-container, image: "flowers:1.4", resources: {limits: {cpu: 2}}}]}}
```
```yaml bad
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: flowers}
spec: {predictor: {containers: [{name: kserve-container, image: "flowers:1.4"}, {name: proxy, image: "proxy:2.0"}]}}  #~ proxy
```
```yaml bad file=docker-stack.yml
services:
  web: {image: shop:1.4, deploy: {replicas: 2}}  #~ web
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, restart: always}
```
"""

from predeploy import Container, Findings, Node, Project, rule


@rule(
    "low",
    since="0.1",
    replaces={
        "kube-linter": "unset-cpu-requirements",
        "polaris": ("cpuRequestsMissing", "memoryRequestsMissing"),
        "kubesec": ("RequestsCPU", "RequestsMemory"),
        "checkov": ("CKV_K8S_10", "CKV_K8S_12"),
        "trivy": ("KSV-0015", "KSV-0016"),
        "kubescape": ("C-0268", "C-0269"),
        "popeye": "106",
    },
)
def missing_requests(container: Container, project: Project) -> Findings:
    workload = container.workload
    if container.role not in ("app", "sidecar") or container.image.absent or workload["apiVersion"].unknown:
        return
    if workload.group == "serving.knative.dev" or workload.platform == "cloud-run":
        return
    levels = [one for one in (container["resources"], workload.pod["resources"]) if not one.absent]
    given: list[Node] = [level[key] for level in levels for key in ("requests", "limits")]
    if not unsaid(given) or workload.kind == "Job" or workload.annotation("helm.sh/hook").written:
        return
    for one in project.of_kind("LimitRange", workload):
        given += [entry[key] for entry in one["spec.limits"] for key in ("defaultRequest", "default")]
    missing = unsaid(given)
    if missing:
        yield container["resources.requests"].finding(
            f"container `{container.name}` requests no {' and no '.join(missing)}: its node is chosen as if it needed none;"
            f" set {workload.spelled('resources.requests')}"
        )


def unsaid(places: list[Node]) -> list[str]:
    return [resource for resource in ("cpu", "memory") if all(place[resource].absent for place in places)]
