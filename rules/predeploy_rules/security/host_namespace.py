r"""A pod in its node's own namespace sees, hears and may stop what else runs there.

`hostNetwork` lets it listen on the node's addresses, reach the kubelet and the cloud's metadata service (and with it the
node's credentials) and passes by every NetworkPolicy; `hostPID` shows all processes of the node with their environment
and, to root, their memory and files; `hostIPC` shares memory with them. A web server needs none of them: publish ports
through a Service. Agents that watch the node do, and run as a DaemonSet: there it is a reminder only. In a compose file, on
a host of its own, the network counts for little.
Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      hostNetwork: true  #~ true @medium
      hostPID: true  #~ true @high
      containers: [{name: cart}]
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      hostNetwork: false
      hostPID: false
      containers: [{name: cart}]
```
```yaml bad
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: node-exporter}
spec: {template: {spec: {hostNetwork: true, containers: [{name: node-exporter}]}}}  #~ true @info
```
```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: shared-memory}
spec: {hostIPC: true, containers: [{name: one}]}  #~ true @medium
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {hostNetwork: false, containers: [{name: cart, ports: [{hostPort: 80}]}]}}}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: a-namespace-of-their-own}
spec: {shareProcessNamespace: true, containers: [{name: one}, {name: two}]}
```
```yaml bad file=compose.yaml
services:
  web:
    image: shop:1.4
    network_mode: host  #~ host @low
    pid: host  #~ host @high
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, network_mode: "service:vpn", ipc: private}
  vpn: {image: vpn:2, network_mode: bridge}
```
"""

from predeploy import Findings, Severity, Workload, rule

_MEANS = {
    "hostNetwork": "shares the network of its node and passes by every NetworkPolicy",
    "hostPID": "sees every process of its node",
    "hostIPC": "shares memory with every process of its node",
}


@rule(
    "medium",
    since="0.1",
    keys=("hostNetwork", "hostPID", "hostIPC"),
    severities=("high", "low", "info"),
    replaces={
        "kube-linter": ("host-network", "host-pid", "host-ipc"),
        "polaris": ("hostNetworkSet", "hostPIDSet", "hostIPCSet"),
        "kubesec": ("HostNetwork", "HostPID", "HostIPC"),
        "checkov": ("CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19"),
        "trivy": ("KSV-0008", "KSV-0009", "KSV-0010"),
        "kubescape": ("C-0038", "C-0041", "C-0275", "C-0276"),
    },
)
def host_namespace(workload: Workload) -> Findings:
    for name, means in _MEANS.items():
        flag = workload.pod[name]
        if not flag.is_true:
            continue
        said = f"{workload.kind} `{workload.name}` {means} ({name})"
        if workload.platform in ("compose", "aws-ecs"):
            shared = means.partition(" and passes")[0].replace("node", "host")
            said = f"{workload.kind} `{workload.name}` {shared} ({workload.spelled(name)}); leave it out where it is not needed"
            yield flag.finding(said, severity="high" if name == "hostPID" else "low")
        elif workload.kind == "DaemonSet":
            yield flag.finding(f"{said}, as agents of the node do; leave it out if this one need not", severity="info")
        else:
            severity: Severity = "high" if name == "hostPID" else "medium"
            fix = flag.replace(False, safe=False)
            yield flag.finding(f"{said}; say {name}: false", severity=severity, fix=fix)
