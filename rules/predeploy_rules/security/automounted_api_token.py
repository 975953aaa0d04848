r"""A pod that never calls the Kubernetes API carries a key to it all the same.

Unless told otherwise every pod gets the token of its ServiceAccount mounted. A pod that uses the account `default` has
asked for no rights, so nobody will miss the token; whoever breaks in has it, and every right that anybody ever bound to
that account. Say `automountServiceAccountToken: false` on the pod, or once on the ServiceAccount; a pod that does call
the API should have an account of its own. Cloud identities (IRSA, Workload Identity) mount their own token and keep working.
Source: https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:  #~ spec
      containers: [{name: cart, image: "shop:1.4"}]
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers: [{name: cart, image: "shop:1.4"}]
      automountServiceAccountToken: false
```
```yaml bad
apiVersion: batch/v1
kind: Job
metadata: {name: report}
spec:
  template:
    spec: {serviceAccountName: default, automountServiceAccountToken: true, containers: [{name: report, image: "report:1"}]}  #~ true
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {automountServiceAccountToken: false, containers: [{name: cart, image: "shop:1.4"}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: an-account-of-its-own}
spec: {template: {spec: {serviceAccountName: operator, containers: [{name: operator, image: "operator:1"}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: dapr-reads-secrets-with-it}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true"}}
    spec: {containers: [{name: cart, image: "shop:1.4"}]}
```
"""

from predeploy import Document, Findings, Project, Workload, rule


@rule(
    "low",
    since="0.1",
    tier="strict",
    replaces={
        "polaris": "automountServiceAccountToken",
        "kubesec": "AutomountServiceAccountToken",
        "kube-linter": "default-service-account",
        "checkov": ("CKV_K8S_38", "CKV_K8S_41"),
        "trivy": "KSV-0036",
        "kubescape": ("C-0034", "C-0189", "C-0190"),
        "popeye": ("300", "301"),
    },
)
def automounted_api_token(workload: Workload, project: Project) -> Findings:
    flag, name, old = (
        workload.pod[key] for key in ("automountServiceAccountToken", "serviceAccountName", "serviceAccount")
    )
    named = old if name.absent else name
    if not (flag.absent or flag.is_true) or not (named.absent or named.text in ("default", "")):
        return
    if workload.platform != "kubernetes" or not workload.on_linux_nodes:
        return  # on Cloud Run there is no such token
    if all(container.image.absent for container in workload.containers):
        return  # a patch
    if _is_used(workload) or (
        flag.absent and _is_denied(project.named(Document, "ServiceAccount", "default", workload))
    ):
        return
    yield flag.finding(
        f"{workload.kind} `{workload.name}` gets the API token of the account `default`, which it did not ask for;"
        " set automountServiceAccountToken: false",
        fix=flag.insert(False, safe=False) if flag.absent else flag.replace(False, safe=False),
    )


def _is_used(workload: Workload) -> bool:
    """Dapr's sidecar reads the secrets of its components with the pod's own account."""
    return not workload.pod_annotation("dapr.io/enabled").absent


def _is_denied(account: object) -> bool:
    """The account itself withholds the token, or nobody can tell."""
    return account is not None and not (
        isinstance(account, Document) and account["automountServiceAccountToken"].absent
    )
