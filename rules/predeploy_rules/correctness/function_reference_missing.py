r"""A trigger that calls a function nobody wrote answers 404, or is never heard.

Fission looks the function of a trigger up when it is called, and the environment of a function when it starts: `fission spec
validate` refuses what is misspelt, the API server takes it. Only names that are nearly right are reported; others may stand
in the cluster already. https://fission.io/docs/usage/spec/ (as of 2026-08)

```yaml bad
apiVersion: fission.io/v1
kind: Environment
metadata: {name: python}
spec: {version: 3, poolsize: 3, runtime: {image: "ghcr.io/fission/python-env:1.34.0"}}
---
apiVersion: fission.io/v1
kind: Function
metadata: {name: checkout}
spec:
  environment:
    name: phyton  #~ phyton
---
apiVersion: fission.io/v1
kind: HTTPTrigger
metadata: {name: checkout}
spec:
  prefix: /checkout
  functionref: {type: name, name: check-out}  #~ check-out
```
```yaml good
apiVersion: fission.io/v1
kind: Function
metadata: {name: checkout}
spec: {environment: {name: python}}
---
apiVersion: fission.io/v1
kind: HTTPTrigger
metadata: {name: checkout}
spec: {prefix: /checkout, functionref: {type: name, name: checkout}}
---
apiVersion: fission.io/v1
kind: TimeTrigger
metadata: {name: nightly}
spec: {cron: "0 3 * * *", functionref: {type: name, name: clean-up}}
```
```yaml good
apiVersion: fission.io/v1
kind: Function
metadata: {name: checkout-v1}
spec: {environment: {name: pythonsrc}}
---
apiVersion: fission.io/v1
kind: Environment
metadata: {name: python}
spec: {version: 3, poolsize: 3, runtime: {image: "ghcr.io/fission/python-env:1.34.0"}}
---
apiVersion: fission.io/v1
kind: HTTPTrigger
metadata: {name: checkout}
spec:
  prefix: /checkout
  functionref: {type: function-weights, functionweights: {checkout-v1: 90, checkout-v2: 10}}
```
"""

import re
from collections.abc import Iterator
from functools import partial

from predeploy import Document, Findings, Node, Project, rule, similar

TRIGGERS = ("HTTPTrigger", "KubernetesWatchTrigger", "MessageQueueTrigger", "TimeTrigger")
ALIKE = 0.8  # of 1: a slip of the pen


@rule("medium", since="0.1", kinds=(*TRIGGERS, "Function"))
def function_reference_missing(document: Document, project: Project) -> Findings:
    if document.group != "fission.io":
        return
    for kind, node in references(document):
        name = node.text
        if not name or project.named(Document, kind, name, document) is not None:
            continue
        beside = project.beside(kind, document)
        names = project.once((references, id(beside)), partial(names_of, beside))
        near = similar(name, names, cutoff=ALIKE)
        if near and not another(name, near):
            yield node.finding(
                f"{document.kind} `{document.name}` names {kind} `{name}`, which is not there; did you mean `{near}`?",
                fix=node.replace(near, safe=False),
            )


def names_of(documents: list[Document]) -> list[str]:
    return [one.name for one in documents if one.group == "fission.io"]


def another(name: str, other: str) -> bool:
    """Another version, or a longer name: another thing."""
    return name in other or other in name or re.sub(r"[0-9]+", "", name) == re.sub(r"[0-9]+", "", other)


def references(document: Document) -> Iterator[tuple[str, Node]]:
    if document.kind == "Function":
        yield "Environment", document["spec.environment.name"]
        yield "Package", document["spec.package.packageref.name"]
    elif document["spec.functionref.type"].text == "name":
        yield "Function", document["spec.functionref.name"]
