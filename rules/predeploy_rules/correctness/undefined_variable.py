r"""A variable that points at nothing stops the deployment.

`${self:custom.table}` reads a setting of the same serverless.yml. Where it is not there and no fallback follows
(`${self:custom.table, 'carts'}`), the Serverless Framework stops: "Value not found at "self" source". Only addresses
below `custom` are looked at: the others may come from the framework itself.
https://www.serverless.com/framework/docs/providers/aws/guide/variables (as of 2026-11).

```yaml bad file=serverless.yml
service: shop
provider: {name: aws, environment: {TABLE: "${self:custom.tables.cart}-${self:custom.stage}"}}  #~ "${self x2
custom: {tables: {carts: carts}, region: eu-west-1}
functions: {pack: {handler: pack.handler}}
```
```yaml good file=serverless.yml
service: shop
provider:
  name: aws
  stage: ${opt:stage, self:custom.usual}
  environment:
    TABLE: ${self:custom.tables.0}-${self:custom.accounts.123}
    OTHER: ${self:custom.other, 'none'}
    STAGE: ${self:provider.stage}
    OWN: ${self:custom.${self:provider.stage}.own}
custom: {tables: [carts], accounts: {"123": shop}}
functions: {pack: {handler: pack.handler}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws, environment: {TABLE: "${self:custom.table}", KEY: "${self:custom.later.key}"}}
custom: ${file(custom.${opt:stage}.yml)}
functions: {pack: {handler: pack.handler}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws, environment: {KEY: "${self:custom.later.key}"}}
custom: {later: "${ssm:/shop}"}
functions: {pack: {handler: pack.handler}}
```
"""

from typing import Any

from predeploy import Document, Findings, Node, pattern, rule, similar

# One address below `custom`, without a variable in it and without a fallback
OWN = pattern(r"\$\{self:(custom(?:\.[A-Za-z0-9_-]+)+)\}")


@rule("high", since="0.1", kinds=("serverless",))
def undefined_variable(service: Document) -> Findings:
    stack: list[tuple[Any, tuple[str | int, ...]]] = [(service.node.value, ())]
    seen: set[int] = set()
    while stack:
        value, path = stack.pop()
        if value.__class__ is dict or value.__class__ is list:
            if id(value) not in seen:
                seen.add(id(value))
                stack += [
                    (child, (*path, key))
                    for key, child in (value.items() if value.__class__ is dict else enumerate(value))
                ]
        elif value.__class__ is str:
            for address in OWN.findall(value):
                found = walked(service.node, address)
                if found.absent and not found.written:
                    yield Node(service.node.tree, path, value).finding(
                        f"`${{self:{address}}}` points at nothing: the Serverless Framework stops there{hint(service.node, address)}"
                    )


def walked(node: Node, address: str) -> Node:
    for part in address.split("."):
        node = node[part] if node.is_list else node.key(part)
    return node


def hint(root: Node, address: str) -> str:
    """The nearest key of the map in which the address leads nowhere any more."""
    above, _, last = address.rpartition(".")
    near = similar(last, [key for key, _ in walked(root, above).items()])
    return f"; did you mean `{above}.{near}`?" if near else "; add it or a fallback"
