r"""A suppression that suppresses nothing hides what comes later.

What it excused has been mended, or stands elsewhere by now. Left where it is, it will excuse the next fault of that kind
that nobody has looked at. Only rules that ran are reported.

```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {mode: test}  # predeploy: ignore[unused-suppression] mended long ago  #~ # predeploy
```
```yaml good
# a rule that did not run here
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {mode: test}  # predeploy: ignore[some-other-rule] who knows
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
```
"""

from predeploy import Findings, Problem, rule


@rule("low", since="0.1", kinds=("unused-suppression",))
def unused_suppression(problem: Problem) -> Findings:
    yield problem.finding(problem.message)
