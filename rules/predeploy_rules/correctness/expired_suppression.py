r"""A suppression whose day has passed suppresses nothing.

`until=2027-01-31` was a promise to have mended it by then. Mend it, or promise anew and say why.

```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {mode: test}  # predeploy: ignore[value-not-text] until=2020-01-31 moving to the new one  #~ # predeploy
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {mode: test}  # predeploy: ignore[value-not-text] until=9999-12-31 moving to the new one
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {mode: test}  # predeploy: ignore[value-not-text] as it was in 2020-01-31
```
"""

from predeploy import Findings, Problem, rule


@rule("medium", since="0.1", kinds=("expired-suppression",))
def expired_suppression(problem: Problem) -> Findings:
    yield problem.finding(f"this suppresses nothing any more: it {problem.message}")
