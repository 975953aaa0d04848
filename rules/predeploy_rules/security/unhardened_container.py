r"""A container that keeps every default right hands them all to whoever takes it over.

Unless told otherwise a container may run as root, regain privileges through setuid programs, holds fourteen kernel
capabilities and may make every system call. Hardly any program needs that, and most breakouts do. The four settings
below are what the Pod Security Standard "restricted" asks for; they count wherever they are set, on the pod or on the
container. One of them may be missing (`tolerated`): a project that set the others has thought about it.

A read-only root filesystem is asked for by `writable-root-filesystem` (strict). Silent for Windows, for privileged
containers (`privileged-container` speaks), for patches (a container without an image), and on Cloud Run, which brings
its own sandbox.
Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/ (as of 2026-11).

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
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
            seccompProfile:
              type: RuntimeDefault
```
```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          securityContext: {runAsUser: 1000}
          containers:
            - name: report
              image: shop:1.4
              securityContext:  #~ securityContext
                capabilities: {drop: [NET_RAW]}
                seccompProfile: {type: RuntimeDefault}
```
```yaml fixed
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          securityContext: {runAsUser: 1000}
          containers:
            - name: report
              image: shop:1.4
              securityContext:
                capabilities: {drop: [ALL]}
                seccompProfile: {type: RuntimeDefault}
                allowPrivilegeEscalation: false
```
```yaml bad options={tolerated: 0}
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: hello}
spec:
  template:
    spec:
      containers:
        - name: hello
          image: hello:1
          securityContext: {runAsUser: 1000, allowPrivilegeEscalation: false, capabilities: {drop: [all]}}  #~ securityContext
```
```yaml good
# OpenShift's own constraints fill in what is left out
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: shop, image: registry.example.com/shop:1.4}]}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: half-on-the-pod}
spec:
  template:
    spec:
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      containers:
        - {name: cart, image: "shop:1.4", securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: all-but-seccomp}
spec:
  template:
    spec:
      securityContext: {runAsUser: 1000}
      containers:
        - {name: cart, image: "shop:1.4", securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}
```
```yaml good
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: driver}
spec: {template: {spec: {containers: [{name: driver, image: "driver:2", securityContext: {privileged: true}}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: iis}
spec: {template: {spec: {os: {name: windows}, containers: [{name: iis, image: "iis:1"}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: iis}
spec: {template: {spec: {nodeSelector: {kubernetes.io/os: windows}, containers: [{name: iis, image: "iis:1"}]}}}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: on-cloud-run, labels: {cloud.googleapis.com/location: europe-west1}}
spec: {template: {spec: {containers: [{image: "shop:1.4"}]}}}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: explicit-choices-have-rules-of-their-own}
spec:
  securityContext: {runAsUser: 0, seccompProfile: {type: Unconfined}}
  containers: [{name: old, image: "old:1", securityContext: {allowPrivilegeEscalation: true}}]
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: a-patch-knows-nothing-of-the-rest}
spec: {template: {spec: {containers: [{name: cart, args: [--verbose]}]}}}
```
```yaml good
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: whoever-holds-sys-admin-has-escalated-already}
spec:
  template:
    spec:
      securityContext: {runAsUser: 0}
      containers: [{name: cni, image: "cni:1", securityContext: {capabilities: {drop: [ALL], add: [SYS_ADMIN]}}}]
```
"""

from typing import Any

from predeploy import Container, Findings, rule, together


@rule(
    "low",
    since="0.1",
    kinds=("app", "sidecar"),
    replaces={
        "kube-linter": ("run-as-non-root", "drop-net-raw-capability"),
        "kube-score": "container-seccomp-profile",
        "polaris": ("runAsRootAllowed", "privilegeEscalationAllowed", "insecureCapabilities", "linuxHardening"),
        "kubesec": ("RunAsNonRoot", "CapDropAll", "CapDropAny", "SeccompAny"),
        "checkov": tuple(f"CKV_K8S_{n}" for n in (20, 23, 28, 29, 30, 31, 37)),
        "trivy": ("KSV-0001", "KSV-0003", "KSV-0004", "KSV-0012", "KSV-0030", "KSV-0106", "KSV-0118"),
        "kubescape": ("C-0013", "C-0016", "C-0055", "C-0210", "C-0211"),
        "popeye": ("302", "306"),
    },
)
def unhardened_container(container: Container, *, tolerated: int = 1) -> Findings:
    context, privileged = container["securityContext"], container["securityContext.privileged"]
    if (
        container.image.absent
        or container.workload.platform != "kubernetes"
        or not container.workload.on_linux_nodes
        or not (privileged.absent or privileged.is_false)
    ):
        return
    missing = _missing(container)
    if len(missing) > tolerated:
        places = [(context[path], value) for path, value in missing.items()]
        edits = (n.insert(v, safe=False) if n.absent else n.replace(v, safe=False) for n, v in places)
        said = ", ".join(f"`{path}: {_SPELLED[path]}`" for path in missing)
        yield context.finding(
            f"container `{container.name}` is not hardened: its securityContext lacks {said}", fix=together(*edits)
        )


_WANTED = {
    "runAsNonRoot": True,
    "allowPrivilegeEscalation": False,
    "capabilities.drop": ["ALL"],
    "seccompProfile.type": "RuntimeDefault",
}
_SPELLED = dict(zip(_WANTED, ("true", "false", "[ALL]", "RuntimeDefault"), strict=True))


def _missing(container: Container) -> dict[str, Any]:
    """The settings of which nothing is said, with what they should be. What is said wrongly has rules of its own."""
    users, capabilities = container.workload.pod["hostUsers"], container["securityContext.capabilities"]
    drop, add = capabilities["drop"], capabilities["add"]
    mighty = add.unknown or any(one.text in (None, "ALL", "SYS_ADMIN", "CAP_SYS_ADMIN") for one in add)
    unsaid = {
        # in a user namespace of its own (hostUsers: false) root is nobody outside
        "runAsNonRoot": (users.absent or users.is_true)
        and container.security("runAsNonRoot").absent
        and container.security("runAsUser").absent,
        "allowPrivilegeEscalation": container["securityContext.allowPrivilegeEscalation"].absent and not mighty,
        "capabilities.drop": drop.absent
        or (drop.is_list and all(one.text not in (None, "ALL", "all") for one in drop)),
        "seccompProfile.type": container.security("seccompProfile").absent,
    }
    return {path: value for path, value in _WANTED.items() if unsaid[path]}
