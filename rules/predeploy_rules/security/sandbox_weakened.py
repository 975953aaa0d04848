r"""An annotation that changes the virtual machine of a pod can take it out of its sandbox.

Kata Containers take settings of the machine from annotations of the pod, where the node allows it. Some name a program or
a file of the node that is then run or booted (`path`, `kernel`, `jailer_path`, `virtio_fs_daemon`, …), pass it arguments
(`virtio_fs_extra_args`, `kernel_params`), or switch the guest's seccomp off: docs/how-to/how-to-set-sandbox-config-kata.md of
kata-containers/kata-containers (as of 2026-11). They belong in the configuration of the node.

```yaml bad
apiVersion: v1
kind: Pod
metadata:
  name: builder
  annotations:
    io.katacontainers.config.hypervisor.virtio_fs_extra_args: '["--sandbox=none"]'  #~ '["--
    io.katacontainers.config.runtime.disable_guest_seccomp: "true"  #~ "true"
spec: {runtimeClassName: kata-qemu, containers: [{name: builder}]}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: builder, annotations: {io.katacontainers.config.hypervisor.default_vcpus: "2"}}
spec: {runtimeClassName: kata-qemu, containers: [{name: builder}]}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: builder, annotations: {io.katacontainers.config.runtime.disable_guest_seccomp: "false"}}
spec: {runtimeClassName: kata-qemu, containers: [{name: builder}]}
```
"""

from predeploy import Findings, Workload, rule

PREFIX = "io.katacontainers.config."
HYPERVISOR = frozenset(
    f"{PREFIX}hypervisor.{one}"
    for one in (
        "path", "kernel", "image", "initrd", "jailer_path", "virtio_fs_daemon", "virtio_fs_extra_args", "kernel_params",
    )
)  # fmt: skip
SECCOMP = f"{PREFIX}runtime.disable_guest_seccomp"


@rule("medium", since="0.1", keys=("annotations",))
def sandbox_weakened(workload: Workload) -> Findings:
    for key, node in workload.template["metadata.annotations"].items():
        if key in HYPERVISOR or (key == SECCOMP and node.text == "true"):
            yield node.finding(
                f"`{key.removeprefix(PREFIX)}` lets {workload.kind} `{workload.name}` change what its sandbox runs: it can get out of it; leave"
                " it to the configuration of the node",
            )
