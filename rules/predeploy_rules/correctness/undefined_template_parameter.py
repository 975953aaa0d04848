r"""A parameter that an OpenShift template does not list stays in the object as `${NAME}`.

`oc process` puts in only what stands under `parameters`; a misspelt name is left as it is, and the object is refused or
called `${NAME}`. This speaks where a listed name is nearly that.
https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/images/using-templates (as of 2026-11).

```yaml bad
apiVersion: template.openshift.io/v1
kind: Template
metadata: {name: shop}
parameters: [{name: APPLICATION_NAME, value: shop}]
objects:
  - apiVersion: v1
    kind: Service
    metadata: {name: "${APLICATION_NAME}"}  #~ "${APLICATION_NAME}"
```
```yaml good
apiVersion: template.openshift.io/v1
kind: Template
metadata: {name: shop}
parameters: [{name: APPLICATION_NAME, value: shop}, {name: PORT, value: "80"}]
objects:
  - apiVersion: v1
    kind: Service
    metadata: {name: "${APPLICATION_NAME}"}
    spec: {ports: [{port: "${{PORT}}"}]}
```
```yaml good
# a shell's own, and a name that resembles none
apiVersion: template.openshift.io/v1
kind: Template
metadata: {name: shop}
parameters: [{name: HOST, value: shop}]
objects: [{apiVersion: v1, kind: ConfigMap, metadata: {name: shop}, data: {run.sh: "echo ${HOSTNAME} ${HOSTS[0]} ${HOME}"}}]
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, pattern, rule, similar

NAMES = pattern(r"\$\{\{?([A-Za-z0-9_]{1,200})\}")
ALIKE, SHELL = 0.9, frozenset(("HOSTNAME", "HOME", "PATH", "USER", "PWD"))


@rule("high", since="0.1", kinds=("Template",))
def undefined_template_parameter(template: Document) -> Findings:
    parameters = template["parameters"]
    listed = [parameter["name"].text for parameter in parameters]
    if not parameters.is_list or None in listed:
        return
    known = [name for name in listed if name]
    for node in leaves(template["objects"]):
        for name in NAMES.findall(node.value):
            near = similar(name, known, cutoff=ALIKE) if name not in known else None
            if near and name not in SHELL:
                yield node.finding(
                    f"template `{template.name}` has no parameter `{name}`: it stays as it stands; did you mean `{near}`?"
                )


def leaves(node: Node) -> Iterator[Node]:
    """The texts below a place."""
    if node.value.__class__ is str:
        yield node
    for below in node:
        yield from leaves(below)
    for _, below in node.items():
        yield from leaves(below)
