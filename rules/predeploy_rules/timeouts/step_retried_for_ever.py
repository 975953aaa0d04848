r"""A step that fails is tried again for ever.

`retryStrategy` without a `limit` repeats a step until it succeeds: each time a new pod, which is paid for
(https://argo-workflows.readthedocs.io/en/latest/retries/, as of 2026-11). Give it a limit, or the workflow a deadline
(`activeDeadlineSeconds`), or the waiting an end (`backoff.maxDuration`).

```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: pack-}
spec:
  entrypoint: pack
  templates:
    - name: pack
      retryStrategy: {retryPolicy: Always}  #~ retryStrategy
      container: {image: "registry.example.com/pack:1.4"}
```
```yaml fixed
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: pack-}
spec:
  entrypoint: pack
  templates:
    - name: pack
      retryStrategy: {retryPolicy: Always, limit: 5}
      container: {image: "registry.example.com/pack:1.4"}
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: pack}
spec:
  templates:
    - {name: a, retryStrategy: {limit: "3"}, container: {image: "registry.example.com/pack:1.4"}}
    - {name: b, retryStrategy: {backoff: {duration: 5s, maxDuration: 10m}}, container: {image: "registry.example.com/pack:1.4"}}
    - {name: c, retryStrategy: {expression: "asInt(retries) < 3"}, container: {image: "registry.example.com/pack:1.4"}}
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: pack}
spec:
  schedule: "@daily"
  workflowSpec:
    activeDeadlineSeconds: 3600
    templates: [{name: pack, retryStrategy: {retryPolicy: Always}, container: {image: "registry.example.com/pack:1.4"}}]
```
"""

from predeploy import Document, Findings, rule

ENDS = ("limit", "expression", "backoff.maxDuration")


@rule("medium", since="0.1", kinds=("Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"))
def step_retried_for_ever(document: Document) -> Findings:
    spec = document["spec.workflowSpec" if document.kind == "CronWorkflow" else "spec"]
    if document.group != "argoproj.io" or not spec["activeDeadlineSeconds"].absent:
        return
    for holder in (spec, *spec["templates"]):
        strategy, name = holder["retryStrategy"], holder["name"].text
        if strategy.is_map and all(strategy[end].absent for end in ENDS):
            what = f"step `{name}`" if name else "each step"
            yield strategy.finding(
                f"{what} of {document.kind} `{document.name}` is tried again for ever when it fails; set a limit",
                fix=strategy["limit"].insert(5, safe=False),
            )
