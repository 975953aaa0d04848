r"""A rule, sequence or route that names an action with a slip of the pen is refused, or calls nothing.

Only names that are nearly those of an action or trigger of the same package are reported: others may be deployed already,
lie in another package (`package/action`) or come with a dependency.
github apache/openwhisk-wskdeploy, specification/html/spec_trigger_rules.md and spec_sequences.md (2024-12)

```yaml bad
packages:
  shop:
    actions:
      checkout: {function: src/checkout.js}
      send-mail: {function: src/mail.js}
    sequences:
      order:
        actions: checkout, send-mial  #~ checkout, send-mial
    triggers:
      nightly: {feed: /whisk.system/alarms/alarm}
    rules:
      clean:
        trigger: nigthly  #~ nigthly
        action: check-out  #~ check-out
```
```yaml good
packages:
  shop:
    actions:
      checkout: {function: src/checkout.js}
      send-mail: {function: src/mail.js}
    sequences:
      order: {actions: "checkout, send-mail"}
    triggers:
      nightly: {feed: /whisk.system/alarms/alarm}
    rules:
      clean: {trigger: nightly, action: order}
      other: {trigger: nightly, action: slack/post}
      later: {trigger: $TRIGGER, action: $ACTION}
```
```yaml good
packages:
  shop:
    actions:
      step1: {function: src/step1.js}
    sequences:
      all: {actions: "step1, step2"}
```
"""

import re
from collections.abc import Iterable, Iterator

from predeploy import Document, Findings, Node, rule, similar

ALIKE = 0.8  # of 1


@rule("medium", since="0.1", kinds=("openwhisk-manifest",))
def undefined_action(manifest: Document) -> Findings:
    for block in (manifest["packages"], manifest["project.packages"]):
        for _, package in block.items():
            for what, node, name, there in mentions(package):
                near = similar(name, there, cutoff=ALIKE)
                if name not in there and "/" not in name and near and letters(name) != letters(near):
                    yield node.finding(f"there is no {what} `{name}` in this package; did you mean `{near}`?")


def mentions(package: Node) -> Iterator[tuple[str, Node, str, Iterable[str]]]:
    """What is named, where, how, and what there is."""
    actions = [name for part in ("actions", "sequences") for name, _ in package[part].items()]
    triggers = [name for name, _ in package["triggers"].items()]
    for _, one in package["rules"].items():
        for what, there in (("trigger", triggers), ("action", actions)):
            if one[what].text and not package[f"{what}s"].unknown:
                yield what, one[what], one[what].text or "", there
    for _, sequence in package["sequences"].items():
        node = sequence["actions"]
        for name in (node.text or "").split(","):
            if name.strip():
                yield "action", node, name.strip(), actions


def letters(name: str) -> str:
    """Without its numbers: `step2` is no misspelt `step1`."""
    return re.sub(r"[0-9]+", "", name)
