r"""A variable of an s.yaml that nothing defines is empty when it is deployed.

`${vars.x}` reads `vars` of the same file, `${resources.x.…}` another resource of it. A misspelt one leaves the setting
without a value: no region, no role, a function that points nowhere. Files that extend another one are left out.
https://github.com/Serverless-Devs/Serverless-Devs/blob/master/docs/zh/yaml.md (as of 2026-11).

```yaml bad file=s.yaml
edition: 3.0.0
name: shop
vars: {region: cn-hangzhou}
resources:
  pack:
    component: fc3
    props:
      region: ${vars.regoin}  #~ $
      runtime: nodejs20
      handler: index.handler
      code: ./
      environmentVariables: {NEXT: "${resources.sned.props.functionName}"}  #~ "$
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
vars: {region: cn-hangzhou, service: {name: shop}}
resources:
  pack:
    component: fc3
    props:
      region: ${vars.region}
      functionName: ${vars.service.name}-pack
      runtime: nodejs20
      handler: index.handler
      code: ./
      environmentVariables: {NEXT: "${resources.send.output.url}", OTHER: "${env('OTHER')}", ROLE: "${config('AccountID')}"}
  send: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./}}
```
```yaml good file=s.yaml
edition: 3.0.0
extend: ./base.yaml
name: shop
resources:
  pack: {component: fc3, props: {region: "${vars.region}", runtime: nodejs20, handler: index.handler, code: ./}}
```
"""

from collections.abc import Iterator
from typing import Any

from predeploy import Document, Findings, Node, pattern, rule, similar

OURS = pattern(r"\$\{\s*((?:vars|resources)(?:\.[\w-]+)+)\s*\}")


@rule("medium", since="0.1", kinds=("s.yaml",))
def variable_without_value(project: Document) -> Findings:
    root = project.node
    if not root["extend"].absent or not root["use"].absent:
        return
    for node in texts(root):
        for address in OURS.findall(node.value):
            above, missing = broken(root, address)
            if missing:
                near = similar(missing, [key for key, _ in above.items()])
                hint = f"; did you mean `{near}`?" if near else ""
                yield node.finding(f"`${{{address}}}` points at nothing, for there is no `{missing}`{hint}")


def broken(root: Node, address: str) -> tuple[Node, str]:
    """Where an address leads nowhere any more: the last place and the name that it has not; "" when it has all."""
    section, *names = address.split(".")
    place = root[section]
    if section == "resources":
        names = names[:1]  # what a resource gives is known only to its component
    for name in names:
        if not place.is_map and not place.absent:
            return place, ""
        found = place.key(name)
        if found.absent and not found.written:
            return place, name
        place = found
    return place, ""


def texts(root: Node) -> Iterator[Node]:
    """Every text with a variable, as it is written."""
    stack: list[tuple[Any, tuple[str | int, ...]]] = [(root.value, ())]
    while stack:
        value, path = stack.pop()
        if value.__class__ is str and "${" in value:
            yield Node(root.tree, path, value)
        elif value.__class__ is dict:
            stack += [(child, (*path, key)) for key, child in value.items()]
        elif value.__class__ is list:
            stack += [(child, (*path, index)) for index, child in enumerate(value)]
