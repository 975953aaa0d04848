r"""A container that keeps every default right hands them all to whoever takes it over.

Unless told otherwise a container may run as root, regain privileges through setuid programs, holds fourteen kernel
capabilities and may make every system call. Hardly any program needs that, and most breakouts do. The four settings
below are what the Pod Security Standard "restricted" asks for; they count wherever they are set, on the pod or on the
container. One of them may be missing (`tolerated`): a project that set the others has thought about it.

A read-only root filesystem is asked for by `writable-root-filesystem` (strict). Silent for Windows, for privileged
containers (`privileged-container` speaks), and on Cloud Run, which brings its own sandbox.
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
          securityContext: {runAsUser: 1000, allowPrivilegeEscalation: false, capabilities: {drop: [all]}}  #~ securityContext
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
        - {name: cart, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}
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
        - {name: cart, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}
```
```yaml good
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: driver}
spec: {template: {spec: {containers: [{name: driver, securityContext: {privileged: true}}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: iis}
spec: {template: {spec: {os: {name: windows}, containers: [{name: iis}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: iis}
spec: {template: {spec: {nodeSelector: {kubernetes.io/os: windows}, containers: [{name: iis}]}}}
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
  containers: [{name: old, securityContext: {allowPrivilegeEscalation: true}}]
```
"""

from typing import Any

from predeploy import Container, Findings, Workload, rule, together


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
    missing = _missing(container)
    if len(missing) <= tolerated or _elsewhere(container.workload) or not (privileged.absent or privileged.is_false):
        return
    if context.absent:
        fix = context.insert(missing, safe=False)
    else:
        nodes = {key: context[f"{key}.drop" if key == "capabilities" else key] for key in missing}
        wanted = {key: value["drop"] if key == "capabilities" else value for key, value in missing.items()}
        edits = (n.insert(wanted[k], safe=False) if n.absent else n.replace(wanted[k], safe=False) for k, n in nodes.items())
        fix = together(*edits)
    said = ", ".join(_SAID[key] for key in missing)
    yield context.finding(f"container `{container.name}` is not hardened: its securityContext lacks {said}", fix=fix)


_SAID = {
    "runAsNonRoot": "`runAsNonRoot: true`",
    "allowPrivilegeEscalation": "`allowPrivilegeEscalation: false`",
    "capabilities": "`capabilities.drop: [ALL]`",
    "seccompProfile": "`seccompProfile.type: RuntimeDefault`",
}


def _missing(container: Container) -> dict[str, Any]:
    """The settings of which nothing is said, with what they should be. What is said wrongly has rules of its own."""
    missing: dict[str, Any] = {}
    users, drop = container.workload.pod["hostUsers"], container["securityContext.capabilities.drop"]
    if container.security("runAsNonRoot").absent and container.security("runAsUser").absent and (users.absent or users.is_true):
        missing["runAsNonRoot"] = True  # in a user namespace of its own (hostUsers: false) root is nobody outside
    if container["securityContext.allowPrivilegeEscalation"].absent:
        missing["allowPrivilegeEscalation"] = False
    if drop.absent or (drop.is_list and all(one.text not in (None, "ALL", "all") for one in drop)):
        missing["capabilities"] = {"drop": ["ALL"]}
    if container.security("seccompProfile").absent:
        missing["seccompProfile"] = {"type": "RuntimeDefault"}
    return missing


def _elsewhere(workload: Workload) -> bool:
    """Runs where these settings mean nothing: on Windows, on Cloud Run."""
    selector = workload.pod["nodeSelector"]
    system = (workload.pod["os.name"], selector.key("kubernetes.io/os"), selector.key("beta.kubernetes.io/os"))
    run = (*workload.labels, *(key for key, _ in workload.annotations.items()))
    return any(n.unknown or n.text == "windows" for n in system) or any("googleapis.com/" in key for key in run)
