r"""A sequence that is called like an action of its package is refused.

To OpenWhisk a sequence is an action, and a package has each name once.
github apache/openwhisk-wskdeploy, specification/html/spec_sequences.md (2024-12)

```yaml bad
packages:
  shop:
    actions:
      order: {function: src/order.js}
      pay: {function: src/pay.js}
    sequences:
      order: {actions: "order, pay"}  #~ order
```
```yaml good
packages:
  shop:
    actions:
      order: {function: src/order.js}
      pay: {function: src/pay.js}
    sequences:
      order-and-pay: {actions: "order, pay"}
```
```yaml good
packages:
  shop:
    actions: {order: {function: src/order.js}}
  desk:
    sequences: {order: {actions: "/guest/shop/order"}}
```
"""

from predeploy import Document, Findings, rule


@rule("high", since="0.1", kinds=("openwhisk-manifest",))
def action_name_taken(manifest: Document) -> Findings:
    for block in (manifest["packages"], manifest["project.packages"]):
        for package, content in block.items():
            actions = dict(content["actions"].items())
            for name, sequence in content["sequences"].items():
                if name in actions:
                    yield sequence.finding(
                        f"sequence `{name}` of package `{package}` has the name of an action: OpenWhisk refuses it; choose another",
                        related=((actions[name], "the action"),),
                    )
