r"""`$(NAME)` of a variable that is not set, or set further down, stays as it is written.

Kubernetes puts in the variables of the container only, those of `env` in their order: where it finds none the program is
told the text `$(NAME)` itself, and nobody complains. What is called quite differently may come from elsewhere.
https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/ (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
    - name: shop
      image: shop:1.4
      args: ["--cart=$(CARTS)", "--level=$(LEVEL)", "$(KUSTOMIZED)"]  #~ "--cart
      env:
        - {name: CART, value: "http://$(HOST)/cart"}  #~ "http
        - {name: HOST, value: shop.example.com}
        - {name: LEVEL, value: info}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
    - name: shop
      image: shop:1.4
      command: [/shop, "--cart=$(CART)", "--redis=$(REDIS_SERVICE_HOST):$(REDIS_SERVICE_PORT)", "--price=$$(PRICE)"]
      env:
        - {name: HOST, value: shop.example.com}
        - {name: CART, value: "http://$(HOST)/cart"}
        - {name: PATH, value: "$(PATH):/shop/bin"}
    - name: script
      image: shop:1.4
      command: [sh, -c, "exec shop --host=$(HOSTNAME)"]
    - name: from-config
      image: shop:1.4
      args: ["--cart=$(CART_URL)"]
      envFrom: [{configMapRef: {name: shop}}]
```
```yaml good
# Tekton and Argo put theirs in first
apiVersion: tekton.dev/v1
kind: Task
metadata: {name: build}
spec: {steps: [{name: build, image: "build:1", args: ["$(params.IMAGE)"]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec: {containers: [{name: shop, image: "shop:1.4", env: [{name: "${NAME}", value: a}], args: ["$(CART_URL)"]}]}
```
"""

from collections.abc import Iterable

from predeploy import Container, Findings, Node, pattern, rule, similar

USED = pattern(r"(?<!\$)\$\(([A-Z][A-Z0-9_]*)\)")
# Variables for the Services of the namespace: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
OF_SERVICES = pattern(r"_(?:SERVICE_(?:HOST|PORT\w*)|PORT(?:_\w+)?)\Z")
ALIKE = 0.8  # of 1: what is not alike kustomize may put in (`vars`), or the image's own script
SHELL = pattern(r"(?:\A|/)(?:ba|da|z|k)?sh\Z|\$\{")


@rule("medium", since="0.1", platforms=("kubernetes",), keys=("env", "command", "args", "cmd"))
def variable_not_expanded(container: Container) -> Findings:
    entries = list(container["env"])
    if container["envFrom"].written or container["env"].unknown or any(e["name"].unknown for e in entries):
        return
    names = {entry["name"].text or "": at for at, entry in enumerate(entries)}
    known = set(names)
    for at, entry in enumerate(entries):
        for name in used(entry["value"]):
            if names.get(name, -1) > at:
                yield entry["value"].finding(
                    f"variable `{entry['name'].text}` of container `{container.name}` uses `$({name})`, which is set further down: it"
                    " stays as it is written; set that one first",
                    related=((entries[names[name]]["name"], "set here"),),
                )
    words = [*container["command"], *container["args"]]
    strange = [(word, name) for word in words for name in used(word) if name not in known]
    if not strange or any(SHELL.search(word.text or "sh") for word in words):
        return
    for word, name in strange:
        near = None if OF_SERVICES.search(name) else similar(name, known, ALIKE)
        if near:
            yield word.finding(
                f"container `{container.name}` is given `$({name})`, a variable that it does not have: the program gets just that"
                f" text; did you mean `{near}`?"
            )


def used(node: Node) -> Iterable[str]:
    """The variables that Kubernetes puts into a text."""
    text = node.value
    return dict.fromkeys(USED.findall(text)) if text.__class__ is str and "$(" in text else ()
