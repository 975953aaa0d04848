r"""A file that cannot be read is not checked, and will not deploy.

The text is no legal YAML or JSON, is too large or nested too deeply, or a path named by hand leads nowhere. The document
in which the trouble stands is left out; the others of its file are checked. Files that merely look like YAML (templates,
test data) are counted as skipped instead: `--show-skipped` lists them.

```yaml bad
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
  labels: {app: cart
data: {}  #~ :
```
```yaml bad
apiVersion: v1
kind: Service
metadata: {name: cart}
---
kind: Service
metadata: {name: basket]  #~ ]
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata:
  name: cart
  labels: {app: cart}
```
```yaml good
apiVersion: v1
kind: Secret
metadata: {name: cart}
stringData:
  settings: |
    {{ this is }} no: yaml: but text
```
"""

from predeploy import Findings, Problem, rule


@rule("high", since="0.1", kinds=("unreadable",))
def unreadable_file(problem: Problem) -> Findings:
    yield problem.finding(f"cannot be read: {problem.message}")
