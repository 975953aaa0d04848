r"""An application that follows the tip of a repository deploys whatever was pushed last.

`HEAD`, which is also what a missing `targetRevision` means, moves with each commit of whatever branch is the default one;
there is no version to say what runs, or to go back to. For production name a tag or a commit.
https://argo-cd.readthedocs.io/en/stable/user-guide/best_practices/#ensuring-manifests-at-git-revisions-are-truly-immutable
(as of 2026-11).

```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {source: {repoURL: "https://git.example.com/cart.git", path: deploy, targetRevision: HEAD}}  #~ HEAD
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {source: {repoURL: "https://git.example.com/cart.git", path: deploy, targetRevision: v1.4.0}}
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: cart}
spec: {template: {spec: {source: {repoURL: "https://git.example.com/cart.git", path: deploy, targetRevision: "{{revision}}"}}}}
```
"""

from predeploy import Findings, Release, rule


@rule("low", since="0.1", tier="strict", kinds=("Application", "ApplicationSet"))
def application_follows_head(application: Release) -> Findings:
    body = application["spec.template.spec" if application.kind == "ApplicationSet" else "spec"]
    for source in (body["source"], *body["sources"]):
        revision = source["targetRevision"]
        git = source["chart"].absent and source["repoURL"].text
        if git and (revision.text == "HEAD" or (revision.absent and source.is_map)):
            yield revision.finding(
                f"{application.kind} `{application.name}` follows the tip of `{git}`; name a tag or a commit"
            )
