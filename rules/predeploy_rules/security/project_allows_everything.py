r"""A project that allows every source, every cluster and every kind is no boundary.

An AppProject is what keeps those who may write Applications from deploying anything anywhere: with `*` in all three lists
one of them can install a ClusterRoleBinding for himself. Name the repositories and the namespaces; cluster-wide kinds only
where they are needed.
https://argo-cd.readthedocs.io/en/stable/user-guide/projects/ (as of 2026-11).

```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: shop}
spec:
  sourceRepos: ["*"]  #~ sourceRepos
  destinations: [{server: "*", namespace: "*"}]
  clusterResourceWhitelist: [{group: "*", kind: "*"}]
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: shop}
spec:
  sourceRepos: ["https://git.example.com/shop/*"]
  destinations: [{server: "*", namespace: "*"}]
  clusterResourceWhitelist: [{group: "*", kind: "*"}]
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: shop}
spec: {sourceRepos: ["*"], destinations: [{server: "https://kubernetes.default.svc", namespace: shop}], clusterResourceWhitelist: "${KINDS}"}
```
"""

from predeploy import Document, Findings, rule


@rule("medium", since="0.1", kinds=("AppProject",))
def project_allows_everything(project: Document) -> Findings:
    sources, kinds = project["spec.sourceRepos"], project["spec.clusterResourceWhitelist"]
    anywhere = any(
        "*" in (one["server"].text, one["name"].text) and one["namespace"].text == "*"
        for one in project["spec.destinations"]
    )
    anything = any(one["group"].text == "*" and one["kind"].text == "*" for one in kinds)
    if anywhere and anything and any(source.text == "*" for source in sources):
        yield sources.finding(
            f"AppProject `{project.name}` allows every repository, cluster, namespace and kind: it keeps nobody from anything; name them",
            related=((kinds, "every kind"),),
        )
