r"""An image name that is none can never be pulled.

Repositories are written in small letters, with one tag of at most 128 letters, digits, `_`, `.` and `-`. The API server
takes anything; the kubelet then reports InvalidImageName and the pod never starts.
https://github.com/distribution/reference/blob/main/reference.go has the grammar (as of 2026-11).

```yaml bad
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      initContainers: [{name: wait, image: "wait: 1.2"}]  #~ "wait
      containers:
        - {name: cart, image: "registry.example.com/Shop/cart:1.4"}  #~ "registry
        - {name: logs, image: "logs:1.2:latest"}  #~ "logs
        - {name: http, image: "https://registry.example.com/http:1"}  #~ "https
```
```yaml good
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - {name: cart, image: "Registry.example.com:5000/shop/cart_2/x--y:1.4-RC1"}
        - {name: logs, image: "localhost/logs@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
        - {name: both, image: "logs:1.2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
```
```yaml good
# to be filled in, or built from a Go package
kind: Pod
metadata: {name: cart}
spec:
  containers:
    - {name: a, image: "gcr.io/PROJECT_ID/cart:TAG"}
    - {name: b, image: "<your image>"}
    - {name: c, image: "ko://github.com/Shop/cart"}
    - {name: d, image: "${IMAGE}"}
    - {name: e, image: "$(image)"}
    - {name: f, image: "YOUR-REGISTRY/cart:1"}
```
"""

import re

from predeploy import Container, Findings, pattern, rule

PART = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
DOMAIN = r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?/"
REFERENCE = pattern(
    rf"(?:{DOMAIN})?{PART}(?:/{PART})*(?::\w[\w.-]{{0,127}})?(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{{32,}})?\Z", re.A
)
# Placeholders, and schemes of ko, KServe and the like
LATER = pattern(
    r"[{}<>$%()\[\]]|\A(?!https?:)[a-z0-9+]+://|(?:\A|[/:@])[A-Z][A-Z0-9_-]*(?=[/:@]|\Z)|__|\.\.\.|\b(?i:your)[-_ ]"
)


@rule("high", since="0.1")
def invalid_image_name(container: Container) -> Findings:
    image = container.image
    text = image.value if image.value.__class__ is str else ""
    if text and not REFERENCE.match(text) and not LATER.search(text):
        hint = (
            "a repository is written in small letters"
            if REFERENCE.match(text.lower())
            else "it is [registry/]repository[:tag][@digest]"
        )
        yield image.finding(
            f"image `{text}` of container `{container.name}` is no image name, so it never starts; {hint}"
        )
