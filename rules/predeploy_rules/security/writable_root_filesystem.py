r"""A root filesystem that can be written lets an intruder leave tools behind and change the program.

With `readOnlyRootFilesystem: true` the image stays what was scanned and signed. What the program writes goes to an
`emptyDir` on the few paths that need it (`/tmp`, caches): find them first, for a program that cannot write falls over.
Source: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart  #~ cart
          image: shop:1.4
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: shop:1.4
          securityContext:
            readOnlyRootFilesystem: true
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: hello}
spec:
  template:
    spec:
      containers:
        - {name: hello, image: "hello:1", securityContext: {readOnlyRootFilesystem: false}}  #~ false
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers: [{name: cart, image: "shop:1.4", securityContext: {readOnlyRootFilesystem: true}}]
      initContainers: [{name: prepare, image: "shop:1.4"}]
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: a-patch}
spec: {template: {spec: {containers: [{name: cart, args: [--verbose]}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: windows-cannot}
spec: {template: {spec: {os: {name: windows}, containers: [{name: iis, image: "iis:1"}]}}}
```
"""

from predeploy import Container, Findings, rule


@rule(
    "low",
    since="0.1",
    tier="strict",
    kinds=("app", "sidecar"),
    replaces={
        "kube-linter": "no-read-only-root-fs",
        "kube-score": "container-security-context-readonlyrootfilesystem",
        "polaris": "notReadOnlyRootFilesystem",
        "kubesec": "ReadOnlyRootFilesystem",
        "checkov": "CKV_K8S_22",
        "trivy": "KSV-0014",
        "kubescape": "C-0017",
    },
)
def writable_root_filesystem(container: Container) -> Findings:
    flag = container["securityContext.readOnlyRootFilesystem"]
    if container.image.absent or not container.workload.on_linux_nodes:
        return
    if flag.absent or flag.is_false:
        yield flag.finding(
            f"container `{container.name}` may write to its root filesystem; set"
            f" {container.document.spelled('readOnlyRootFilesystem: true')} and mount"
            f" {container.document.spelled('an emptyDir')} where it has to write",
            fix=flag.insert(True, safe=False) if flag.absent else flag.replace(True, safe=False),
        )
