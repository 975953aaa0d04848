r"""An object of an API that its project gave up is known to nobody, or soon will be.

KEDA 2 renamed its group and reads nothing of the old one (https://keda.sh/docs/latest/migration/). The HTTP add-on
replaces HTTPScaledObject by an InterceptorRoute and a ScaledObject
(https://keda.sh/docs/latest/http-add-on/, 0.15), and KubeVela's Application took the place of ApplicationConfiguration
(https://github.com/oam-dev/spec, all as of 2026-11).

```yaml bad
apiVersion: keda.k8s.io/v1alpha1  #~ keda.k8s.io/v1alpha1 @high
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {deploymentName: packer}, triggers: [{type: rabbitmq}]}
```
```yaml bad
apiVersion: http.keda.sh/v1alpha1  #~ http.keda.sh/v1alpha1 @low
kind: HTTPScaledObject
metadata: {name: shop}
spec: {hosts: [shop.example.com], scaleTargetRef: {name: shop, service: shop, port: 80}}
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, triggers: [{type: rabbitmq}]}
---
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
```
A kind of the same name of somebody else:
```yaml good
apiVersion: keda.example.com/v1alpha1
kind: ScaledObject
metadata: {name: packer}
---
apiVersion: "${API}"
kind: HTTPScaledObject
metadata: {name: shop}
```
"""

from predeploy import Document, Findings, rule

# (group, version or any, kind or any) → is it gone, and what took its place; sources above
RETIRED = {
    ("keda.k8s.io", "", ""): (True, "keda.sh/v1alpha1"),
    ("http.keda.sh", "v1alpha1", "HTTPScaledObject"): (
        False,
        "an InterceptorRoute of http.keda.sh/v1beta1 and a ScaledObject",
    ),
    ("core.oam.dev", "", "ApplicationConfiguration"): (False, "an Application of core.oam.dev/v1beta1"),
}
GROUPS = frozenset(group for group, _, _ in RETIRED)


@rule("high", since="0.1", severities=("low",))
def retired_custom_api(document: Document) -> Findings:
    if document.platform != "kubernetes" or document["apiVersion"].absent:
        return
    group, _, version = document.api.rpartition("/")
    if group not in GROUPS:
        return
    for (of, old, kind), (gone, instead) in RETIRED.items():
        if group == of and old in ("", version) and kind in ("", document.kind):
            harm = "nothing reads it any more" if gone else "it will not be read for long"
            yield document["apiVersion"].finding(
                f"{document.kind} `{document.name}` is of `{document.api}`, which was given up: {harm}; write {instead}",
                severity="high" if gone else "low",
            )
