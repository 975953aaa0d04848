r"""A runtime class of virtual machines that states no overhead lets a node take more than it holds.

Each pod of such a class runs a virtual machine beside its containers: 130 Mi and 250m CPU for Cloud Hypervisor or Firecracker,
320 Mi for QEMU, gigabytes for confidential ones (runtimeclasses.yaml of the kata-deploy chart, as of 2026-11). Without
`overhead.podFixed` the scheduler and the quotas do not know, and the memory of a small pod is eaten by its machine.

```yaml bad
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata: {name: kata-qemu}
handler: kata-qemu  #~ kata-qemu
```
```yaml fixed
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata: {name: kata-qemu}
handler: kata-qemu
overhead:
  podFixed:
    memory: 320Mi
    cpu: 250m
```
```yaml good
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata: {name: kata-clh}
handler: kata-clh
overhead: {podFixed: {memory: 130Mi, cpu: 250m}}
```
```yaml good
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata: {name: gvisor}
handler: runsc
```
"""

from predeploy import Document, Findings, rule

# Handler → memory of its machine; source above
MACHINES = {
    "kata": "320Mi", "kata-qemu": "320Mi", "kata-clh": "130Mi", "kata-fc": "130Mi", "kata-dragonball": "130Mi",
    "kata-stratovirt": "130Mi", "kata-remote": "120Mi", "kata-qemu-coco-dev": "160Mi", "kata-qemu-se": "1024Mi",
    "kata-qemu-snp": "2048Mi", "kata-qemu-tdx": "2048Mi", "kata-qemu-nvidia-gpu": "10240Mi",
}  # fmt: skip


@rule("medium", since="0.1", kinds=("RuntimeClass",))
def runtime_without_overhead(document: Document) -> Findings:
    handler, fixed = document["handler"], document["overhead.podFixed"]
    memory = MACHINES.get(handler.text or "")
    if memory is not None and fixed.absent and document.group == "node.k8s.io":
        yield handler.finding(
            f"pods of RuntimeClass `{document.name}` run a virtual machine of about {memory} that nobody counts; set overhead.podFixed",
            fix=fixed.insert({"memory": memory, "cpu": "250m"}, safe=False),
        )
