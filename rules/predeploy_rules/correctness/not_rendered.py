r"""A Helm chart is a program: what it deploys shows only when it is rendered.

Templates are no manifests; nothing in them is checked as they stand. predeploy renders charts with the `helm` on the path,
else with the extra `predeploy[helm]`. Where neither is there, a dependency does not lie in charts/, or Helm refuses the chart
with these values, nothing in it was checked. The finding names the value or dependency that is wanted, where the templates
say it. Say under `renders:` in predeploy.yaml, or with `--values` and `--set`, which values you deploy with; or check what
Helm gives: `helm template charts/shop -f values-prod.yaml | predeploy scan -`. `--require-rendered` makes it high. What
fails with any values is a `broken-template`.

A chart that a Flux HelmRelease, an Argo CD Application or a fleet.yaml deploys from the same repository is rendered as that
says. Where it depends on something that does not lie here (a Secret, a value that is filled in later, a post-renderer), this
release is left out, and the finding says why: `renders:` can say what it gets.

Kustomizations are built with the `kustomize` or `kubectl` on the path, without what they name of addresses, of paths outside
the project and of files that are not there: predeploy calls nobody. What is left is checked, but for what the rest may say.
`kubectl kustomize overlays/prod | predeploy scan -` checks the whole. `--enable-helm` renders their `helmCharts`, where
the charts lie in the project.

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
