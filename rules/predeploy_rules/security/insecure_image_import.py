r"""Images from a registry whose certificate nobody checks can be anybody's.

`importPolicy.insecure: true` lets an ImageStream fetch over plain HTTP or from whoever answers in the registry's name; what
comes runs in the cluster. Give the registry a certificate that the cluster trusts (`additionalTrustedCA`).
https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/images/managing-image-streams (as of 2026-11).

```yaml bad
apiVersion: image.openshift.io/v1
kind: ImageStream
metadata: {name: shop}
spec: {tags: [{name: live, from: {kind: DockerImage, name: "registry.example.com/shop:1.4"}, importPolicy: {insecure: true}}]}  #~ true
```
```yaml good
apiVersion: image.openshift.io/v1
kind: ImageStream
metadata: {name: shop}
spec: {tags: [{name: live, from: {kind: DockerImage, name: "registry.example.com/shop:1.4"}, importPolicy: {scheduled: true}}]}
```
```yaml good
apiVersion: image.openshift.io/v1
kind: ImageStream
metadata: {name: shop}
spec: {tags: [{name: live, importPolicy: {insecure: "${INSECURE}"}}]}
```
"""

from predeploy import Document, Findings, rule


@rule("medium", since="0.1", kinds=("ImageStream",))
def insecure_image_import(stream: Document) -> Findings:
    for tag in stream["spec.tags"]:
        insecure = tag["importPolicy.insecure"]
        if insecure.is_true:
            yield insecure.finding(
                f"ImageStream `{stream.name}` takes `{tag['name'].text}` from whoever answers for the registry; trust its certificate instead",
                fix=insecure.replace(False, safe=False),
            )
