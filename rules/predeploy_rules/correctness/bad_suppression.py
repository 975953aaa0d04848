r"""A suppression that cannot be read, or is not allowed, suppresses nothing.

It is written `# predeploy: ignore[rule, other-rule] until=2027-01-31 reason`; the brackets and at least one rule are needed. The
configuration may ask for a reason (`ignores: {require-reason: true}`) and may lock rules
(`rules: {privileged-container: {locked: true}}`), which then nothing in the repository suppresses.

```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {mode: test}  # predeploy: ignore  #~ # predeploy
```
```yaml bad file=predeploy.yaml
ignores: {require-reason: true}
```
```yaml bad file=cart.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {mode: test}  # predeploy: ignore[value-not-text]  #~ # predeploy
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {mode: test}  # predeploy: ignore[value-not-text] the tests need it
```
```yaml good
# predeploy is a linter; ignore what it says about nothing
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
```
"""

from predeploy import Findings, Problem, rule


@rule("medium", since="0.1", kinds=("bad-suppression", "locked-suppression"))
def bad_suppression(problem: Problem) -> Findings:
    yield problem.finding(f"this suppresses nothing: {problem.message}")
