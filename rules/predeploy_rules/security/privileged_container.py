r"""A privileged container is root on its node.

It sees every device of the host, may load kernel modules and can leave its container at will: whoever takes over
the process owns the machine and every pod on it. Nearly always one capability or one device plugin is what is needed.
For a DaemonSet, whose work is on the node (storage and network drivers), and for an init container, which is soon gone, it
counts one step less. A kernel parameter that only a privileged container can set belongs into the node's own set-up.

```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: shop:1.4
      securityContext:
        privileged: true  #~ true @critical
```
```yaml fixed
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: shop:1.4
      securityContext:
        privileged: false
```
```yaml bad
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec: {template: {spec: {containers: [{name: agent, securityContext: {privileged: true}}]}}}  #~ true @high
```
```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: search}
spec:
  initContainers:
    - {name: tune, image: "tools:1.4", command: [sysctl, -w, vm.max_map_count=262144], securityContext: {privileged: true}}  #~ true @high
  containers: [{name: search, image: "search:8.1"}]
```
```yaml good
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: web, image: "shop:1.4", securityContext: {privileged: false}}]}}}
```
```yaml good
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: web, image: "shop:1.4"}]}}}
```
"""

from predeploy import Container, Findings, rule


@rule(
    "critical",
    since="0.1",
    keys=("privileged",),
    severities=("high",),
    replaces={
        "kube-linter": "privileged-container",
        "kube-score": "container-security-context-privileged",
        "polaris": "runAsPrivileged",
        "checkov": "CKV_K8S_16",
        "trivy": "KSV-0017",
        "kubescape": "C-0057",
    },
)
def privileged_container(container: Container) -> Findings:
    flag = container["securityContext.privileged"]
    if flag.is_true:
        tunes = "sysctl" in f"{container['command'].data} {container['args'].data}"
        instead = "set the kernel parameter on the node itself" if tunes else "grant the capability it needs instead"
        lesser = container.workload.kind == "DaemonSet" or container.role == "init"
        yield flag.finding(
            f"container `{container.name}` is privileged: it is root on {container.document.spelled('its node')}; {instead}",
            fix=None if tunes else flag.replace(False, safe=False),
            severity="high" if lesser else "critical",
        )
