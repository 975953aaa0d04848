r"""An environment variable that is set twice has only the later value.

Kubernetes takes both entries without a word and the last one wins; `kubectl apply` then merges the list by name and
may drop either on the next change. Delete the one that is not meant.
https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy (as of 2026-11).

```yaml bad
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          env:
            - {name: LOG_LEVEL, value: info}
            - {name: PORT, value: "8080"}
            - {name: LOG_LEVEL, value: debug}  #~ LOG_LEVEL @medium
            - {name: PORT, value: "8080"}  #~ PORT @low
```
```yaml good
# the later one builds on the earlier one
kind: Pod
metadata: {name: cart}
spec:
  containers:
    - name: cart
      image: cart:1.4
      env:
        - {name: OPTIONS, value: "-Xmx512m"}
        - {name: OPTIONS, value: "$(OPTIONS) -Ddebug"}
```
```yaml good
kind: Pod
metadata: {name: cart}
spec:
  initContainers: [{name: wait, image: "wait:1", env: [{name: PORT, value: "1"}]}]
  containers: [{name: cart, image: "cart:1.4", env: [{name: PORT, value: "2"}, {name: port, value: "3"}]}]
```
"""

from predeploy import Container, Findings, Node, rule


@rule(
    "medium",
    since="0.1",
    keys=("env",),
    severities=("low",),
    replaces={
        "kube-linter": "duplicate-env-var",
        "kube-score": "environment-variable-key-duplication",
        "kubescape": "C-0295",
    },
)
def duplicate_env_variable(container: Container) -> Findings:
    seen: dict[str, Node] = {}
    for entry in container["env"]:
        name = entry["name"].text
        if name is None:
            continue
        first = seen.setdefault(name, entry)
        if first is not entry and not entry["value"].unknown and f"$({name})" not in (entry["value"].text or ""):
            same = first.data == entry.data
            yield entry["name"].finding(
                f"container `{container.name}` sets `{name}` twice"
                + (": one of the two is enough" if same else ": this one wins, the earlier one does nothing"),
                severity="low" if same else "medium",
                related=((first["name"], "set here first"),),
            )
