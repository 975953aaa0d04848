r"""A container without a memory limit can take everything else on its node down with it.

A leak then grows until the node itself runs out, and the kernel kills whatever it picks, which need not be the leaking
container. Set `resources.limits.memory` to what the container needs at its worst; equal to the request, the pod is also
among the last to be evicted. A limit on the pod as a whole counts (Kubernetes 1.34), and so does the default of a
LimitRange that is part of the run. https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
(as of 2026-11).

Most compose files are for the machine of a developer, who sees a leak and stops it. Of them those count that are for a
Swarm, in which another service has a limit, or that are said to be production (`environment: prod`): and there the
services that are kept running, by Swarm or a restart policy.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      initContainers:
        - {name: migrate, image: "migrate:1"}
        - {name: proxy, image: "proxy:1", restartPolicy: Always}  #~ proxy
      containers:
        - name: cart
          image: cart:1.4
          resources:
            requests: {cpu: 100m, memory: 256Mi}
            limits: {cpu: "1"}  #~ limits
```
```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: report, image: "report:1"}]}}}}}  #~ report
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - {name: cart, image: "cart:1.4", resources: {limits: {memory: 256Mi}}}
        - {name: agent, image: "agent:1", resources: {limits: {memory: "${AGENT_MEMORY}"}}}
```
```yaml good
# one limit for all containers of the pod
apiVersion: v1
kind: Pod
metadata: {name: cart}
spec: {resources: {limits: {memory: 1Gi}}, containers: [{name: cart, image: "cart:1.4"}, {name: agent, image: "agent:1"}]}
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
spec: {limits: [{type: Container, default: {memory: 512Mi}}]}
```
```yaml good
# a patch: the image and the limit stand in the base
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, env: [{name: LOG_LEVEL, value: debug}]}]}}}
```
```yaml good
# Cloud Run gives every container 512 MiB
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart, annotations: {run.googleapis.com/ingress: all}}
spec: {template: {spec: {containers: [{image: "cart:1.4"}]}}}
```
```yaml good
# a Helm hook lives for seconds
apiVersion: v1
kind: Pod
metadata: {name: ask, annotations: {helm.sh/hook: test}}
spec: {containers: [{name: ask, image: "curl:8"}]}
```
```yaml good
# KServe fills in what the container with the model does not say
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: flowers}
spec: {predictor: {containers: [{name: kserve-container, image: "flowers:1.4", resources: {requests: {memory: 1Gi}}}]}}
```
```yaml bad
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: flowers}
spec: {predictor: {containers: [{name: kserve-container, image: "flowers:1.4"}, {name: proxy, image: "proxy:2.0"}]}}  #~ proxy
```
```yaml bad file=compose.yaml
services:
  web: {image: shop:1.4, restart: always}  #~ web @low
  db: {image: "postgres:17", restart: always, mem_limit: 1g}
```
```yaml bad file=compose.yaml target={environment: prod}
services:
  web: {image: shop:1.4, restart: always}  #~ web @low
```
```yaml bad file=docker-stack.yml
services:
  web: {image: shop:1.4}  #~ web @low
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, restart: always}
  db: {image: "postgres:17", restart: always}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, restart: always, mem_limit: 256m}
  api: {image: shop:1.4, restart: always, deploy: {resources: {limits: {memory: 256M}}}}
  try: {image: shop:1.4}
```
"""

from predeploy import Container, Findings, Intent, Project, Target, rule


@rule(
    "medium",
    since="0.1",
    severities=("low",),
    replaces={
        "kube-linter": "unset-memory-requirements",
        "kube-score": "container-resources",
        "polaris": "memoryLimitsMissing",
        "kubesec": "LimitsMemory",
        "checkov": "CKV_K8S_13",
        "trivy": "KSV-0018",
        "kubescape": ("C-0004", "C-0009", "C-0271"),
        "popeye": "107",
    },
)
def missing_memory_limit(container: Container, project: Project, intent: Intent, target: Target) -> Findings:
    workload, limit = container.workload, container["resources.limits.memory"]
    if not limit.absent or container.role not in ("app", "sidecar"):
        return
    if container.image.absent or not workload.on_linux_nodes:
        return
    alone = workload.platform == "compose"
    prod = (intent.environment.value or target.environment) == "prod"
    if alone and not (workload.serves and (workload.sized or prod)):
        return  # started by hand, and watched
    if workload.annotation("helm.sh/hook").written or not workload.pod["resources.limits.memory"].absent:
        return
    ranges = project.of_kind("LimitRange", workload)
    if any(not entry["default.memory"].absent for one in ranges for entry in one["spec.limits"]):
        return
    request = container["resources.requests.memory"].text
    yield limit.finding(
        f"container `{container.name}` has no memory limit: when it leaks, {workload.spelled('its node')} runs out of memory;"
        f" set {workload.spelled('resources.limits.memory')}",
        severity="low" if alone else "medium",
        fix=limit.insert(request, safe=False) if request else None,
    )
