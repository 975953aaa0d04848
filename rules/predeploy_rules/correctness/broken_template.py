r"""A template that Helm cannot read fails with any values: the chart is never installed.

One broken file is enough, whether or not its objects are switched on: Helm reads all of templates/ before it renders any of
it. Typical are an action that is not closed, a block without `end` or an `end` too many, a function that this Helm does not
have, and the name of a template that nobody defines. `helm template CHART` says the same.
https://pkg.go.dev/text/template, https://helm.sh/docs/chart_template_guide/debugging/ (2026-11)

```yaml bad file=shop/Chart.yaml
apiVersion: v2
name: shop
version: 1.4.0
```
```yaml bad file=shop/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
  {{- if .Values.internal }}  #~ {{-
  annotations: {networking.gke.io/load-balancer-type: Internal}
spec: {type: LoadBalancer, selector: {app: shop}, ports: [{port: 80}]}
```
```yaml bad file=shop/Chart.yaml
apiVersion: v2
name: shop
version: 1.4.0
```
```yaml bad file=shop/templates/settings.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }  #~ }
data:
  till: {{ .Values.till | quote }}
```
```yaml good file=shop/Chart.yaml
apiVersion: v2
name: shop
version: 1.4.0
```
```yaml good file=shop/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
  {{- if .Values.internal }}
  annotations: {networking.gke.io/load-balancer-type: Internal}
  {{- end }}
spec: {type: LoadBalancer, selector: {app: shop}, ports: [{port: 80}]}
```
```yaml good file=shop/Chart.yaml
apiVersion: v2
name: shop
version: 1.4.0
```
```yaml good file=shop/templates/alerts.yaml
{{- /* what {{ stands in a comment }} or in a string is no action */ -}}
apiVersion: v1
kind: ConfigMap
metadata: {name: alerts}
data:
  late.yaml: {{ "too late: {{ $labels.job }}" | quote }}
```
"""

from predeploy import Findings, Problem, rule


@rule("high", since="0.1", kinds=("broken-template",))
def broken_template(problem: Problem) -> Findings:
    yield problem.finding(problem.message)
