r"""A sync option that Argo CD does not know is ignored without a word.

Options are texts of the form `Name=value`; `CreateNamespace`, `createNamespace=true` or `CreateNamespaces=true` do
nothing, and the sync fails on the missing namespace or goes on without what was asked for.
https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/ (as of 2026-11).

```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec:
  syncPolicy:
    syncOptions:
      - CreateNamespaces=true  #~ CreateNamespaces=true
      - ServerSideApply  #~ ServerSideApply
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {syncPolicy: {syncOptions: [CreateNamespace=true, ServerSideApply=true, PruneLast=true, PrunePropagationPolicy=foreground]}}
```
```yaml good
# an option of a version yet to come, and one that is filled in
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: cart}
spec: {template: {spec: {syncPolicy: {syncOptions: [SomethingQuiteNew=true, "{{option}}=true"]}}}}
```
"""

import difflib

from predeploy import Findings, Release, rule

# Source above; the options of single objects too, which some write here
OPTIONS = (
    *(
        "CreateNamespace",
        "ServerSideApply",
        "PruneLast",
        "PrunePropagationPolicy",
        "Replace",
        "ApplyOutOfSyncOnly",
        "Validate",
    ),
    *(
        "RespectIgnoreDifferences",
        "FailOnSharedResource",
        "SkipDryRunOnMissingResource",
        "Delete",
        "Prune",
        "Force",
        "ClientSideApplyMigration",
    ),
)


@rule("medium", since="0.1", kinds=("Application", "ApplicationSet"))
def unknown_sync_option(application: Release) -> Findings:
    for path in ("spec.syncPolicy.syncOptions", "spec.template.spec.syncPolicy.syncOptions"):
        for option in application[path]:
            name, equals, _ = (option.text or "").partition("=")
            near = difflib.get_close_matches(name, OPTIONS, n=1, cutoff=0.85)
            if near and (near[0] != name or not equals):
                yield option.finding(
                    f"Argo CD does not know the sync option `{option.text}` and ignores it; write `{near[0]}=…`",
                    fix=option.replace(f"{near[0]}=true", safe=False) if not equals else None,
                )
