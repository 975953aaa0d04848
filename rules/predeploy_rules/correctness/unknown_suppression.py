r"""A suppression of a rule that does not exist suppresses nothing.

The name is misspelt, or the rule comes from a pack that is not installed here. `predeploy rules` lists what there is.

```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {mode: test}  # predeploy: ignore[unknown-supression]  #~ # predeploy
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {mode: test}  # predeploy: ignore[unknown-suppression] an example
```
```yaml good
# the checks of other linters are theirs to know
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {mode: test}  # checkov:skip=CKV_K8S_9999: an example
```
"""

from predeploy import Findings, Problem, rule


@rule("medium", since="0.1", kinds=("unknown-suppression",))
def unknown_suppression(problem: Problem) -> Findings:
    yield problem.finding(f"this suppresses nothing: {problem.message}")
