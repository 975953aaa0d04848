r"""A workflow that names a template or task nobody wrote is refused when it is submitted.

The entrypoint, the steps and the tasks of a workflow name templates of the same document, unless they say `templateRef`; a
task depends on tasks of its own `dag`: https://argo-workflows.readthedocs.io/en/latest/walk-through/dag/ (as of 2026-11).

```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: pack-}
spec:
  entrypoint: main  #~ main
  templates:
    - name: all
      dag:
        tasks:
          - {name: fetch, template: fetch}
          - {name: pack, template: pak, dependencies: [fech]}  #~ pak, #~ fech
    - name: fetch
      container: {image: "registry.example.com/fetch:1.4"}
    - name: pack
      container: {image: "registry.example.com/pack:1.4"}
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: pack-}
spec:
  entrypoint: all
  templates:
    - name: all
      dag:
        tasks:
          - {name: fetch, template: fetch}
          - {name: pack, templateRef: {name: shared, template: pack}, dependencies: [fetch]}
          - {name: tell, template: "{{inputs.parameters.how}}", depends: pack.Succeeded}
    - {name: fetch, container: {image: "registry.example.com/fetch:1.4"}}
```
The templates are those of another object:
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: pack}
spec: {schedule: "@daily", workflowSpec: {entrypoint: main, workflowTemplateRef: {name: pack}}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, rule, similar


@rule("high", since="0.1", kinds=("Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"))
def unknown_workflow_template(document: Document) -> Findings:
    spec = document["spec.workflowSpec" if document.kind == "CronWorkflow" else "spec"]
    templates = spec["templates"]
    if document.group != "argoproj.io" or not templates.is_list or not spec["workflowTemplateRef"].absent:
        return
    for what, node, names in _mentions(spec):
        if node.text and "{{" not in node.text and None not in names and node.text not in names:
            near = similar(node.text, [name for name in names if name])
            hint = f"; did you mean `{near}`?" if near else ""
            yield node.finding(f"{document.kind} `{document.name}` has no {what} `{node.text}`: it is refused{hint}")


def _mentions(spec: Node) -> Iterator[tuple[str, Node, list[str | None]]]:
    """What is meant, where it is named, and the names that there are."""
    templates = list(spec["templates"])
    known = [template["name"].text for template in templates]
    for key in ("entrypoint", "onExit"):
        yield "template", spec[key], known
    for template in templates:
        tasks = list(template["dag.tasks"])
        for one in (*tasks, *(step for group in template["steps"] for step in group)):
            yield "template", one["template"], known
        names = [task["name"].text for task in tasks]
        for task in tasks:
            for needed in task["dependencies"]:
                yield "task", needed, names
