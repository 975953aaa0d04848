r"""A Helm chart is a program: what it deploys shows only when it is rendered.

Templates are no manifests; nothing in them is checked as they stand. Render the chart with the values that you deploy
with, and check the result: `helm template charts/shop -f values-prod.yaml | predeploy scan -`.

```yaml bad file=charts/shop/Chart.yaml
apiVersion: v2
name: shop  #~ shop @info
version: 1.4.0
```
```yaml bad file=charts/shop/templates/web.yaml
apiVersion: v1
kind: Service
metadata: {name: {{ .Release.Name }}-web}
```
```yaml good file=kubernetes/web.yaml
# Source: shop/templates/web.yaml
apiVersion: v1
kind: Service
metadata: {name: shop-web}
```
```yaml good file=charts/common/Chart.yaml
apiVersion: v2
name: common
type: library
```
```yaml good
image: {tag: "1.4"}
```
"""

from predeploy import Findings, Problem, rule


@rule("info", since="0.1", kinds=("not-rendered",))
def not_rendered(problem: Problem) -> Findings:
    yield problem.finding(problem.message)
