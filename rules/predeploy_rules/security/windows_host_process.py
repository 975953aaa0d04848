r"""A HostProcess container runs on its Windows node as if there were no container.

It sees the node's file system, network and services with the rights of its account, NT AUTHORITY\SYSTEM as a rule: what
`privileged` is on Linux. Agents that set the node up need it and run as a DaemonSet; a web server does not.
Source: https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      hostNetwork: true
      securityContext:
        windowsOptions:
          hostProcess: true  #~ true @critical
      containers: [{name: one}, {name: two}]
```
```yaml bad
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec: {template: {spec: {containers: [{name: agent, securityContext: {windowsOptions: {hostProcess: true}}}]}}}  #~ true @medium
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      securityContext: {windowsOptions: {runAsUserName: ContainerUser, hostProcess: false}}
      containers: [{name: one}]
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: one}]}}}
```
"""

from predeploy import Findings, Workload, rule


@rule(
    "critical",
    since="0.1",
    keys=("hostProcess",),
    severities=("medium",),
    replaces={"polaris": "hostProcess", "trivy": "KSV-0103"},
)
def windows_host_process(workload: Workload) -> Findings:
    holders = [workload.pod["securityContext"], *(container["securityContext"] for container in workload.containers)]
    for flag in (holder["windowsOptions.hostProcess"] for holder in holders if holder.is_map):
        if flag.is_true:
            yield flag.finding(
                f"{workload.kind} `{workload.name}` runs as a HostProcess: it owns its Windows node; say hostProcess: false",
                severity="medium" if workload.kind == "DaemonSet" else "critical",
            )
