r"""An application in the project `default` has no boundary.

Argo CD makes that project by itself, and it allows every repository, cluster and kind. Give each team a project of its own.
https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#the-default-project (as of 2026-11).

```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {project: default, source: {repoURL: "https://git.example.com/cart.git", path: deploy}}  #~ default
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {project: shop, source: {repoURL: "https://git.example.com/cart.git", path: deploy}}
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: cart}
spec: {template: {spec: {project: "{{project}}"}}}
```
"""

from predeploy import Findings, Release, rule


@rule("low", since="0.1", tier="strict", kinds=("Application", "ApplicationSet"))
def application_in_default_project(application: Release) -> Findings:
    project = application["spec.template.spec.project" if application.kind == "ApplicationSet" else "spec.project"]
    if project.text == "default":
        yield project.finding(
            f"{application.kind} `{application.name}` is in the project `default`, which allows everything; give it one of its own"
        )
