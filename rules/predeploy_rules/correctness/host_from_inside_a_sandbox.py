r"""A pod in a virtual machine of its own cannot share its node's network or devices.

Kata Containers run each pod in a small virtual machine. The network of the host does not reach into it, and may be broken for
the others; a path below /dev is the machine's own device, not the node's: docs/Limitations.md of
kata-containers/kata-containers (as of 2026-11). Take a runtime class that shares the kernel, or give up the host.

```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: builder}
spec:
  runtimeClassName: kata-qemu
  hostNetwork: true  #~ true
  containers: [{name: builder}]
  volumes:
    - {name: disk, hostPath: {path: /dev/sdb}}  #~ /dev/sdb
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: builder}
spec: {runtimeClassName: kata-qemu, containers: [{name: builder}], volumes: [{name: data, hostPath: {path: /var/data}}]}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: builder}
spec: {runtimeClassName: nvidia, hostNetwork: true, containers: [{name: builder}]}
```
"""

from predeploy import Findings, Workload, pattern, rule

KATA = pattern(r"kata(?:-[a-z0-9-]+)?\Z")


@rule("medium", since="0.1", keys=("runtimeClassName",))
def host_from_inside_a_sandbox(workload: Workload) -> Findings:
    runtime, network = workload.pod["runtimeClassName"], workload.pod["hostNetwork"]
    if not (runtime.text and KATA.match(runtime.text)):
        return
    at = ((runtime, "a virtual machine of its own"),)
    if network.is_true:
        yield network.finding(
            f"{workload.kind} `{workload.name}` runs in a virtual machine (`{runtime.text}`), to which the network of its node does not reach;"
            " drop hostNetwork or the runtime class",
            related=at,
        )
    for volume in workload.pod["volumes"]:
        path = volume["hostPath.path"]
        if (path.text or "").startswith("/dev/"):
            yield path.finding(
                f"{workload.kind} `{workload.name}` mounts `{path.text}` of the virtual machine it runs in (`{runtime.text}`), not of its node",
                related=at,
            )
