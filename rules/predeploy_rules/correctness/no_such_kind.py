r"""A kind in an API version that has no such kind is refused.

`kubectl` and Helm look up what `apiVersion` and `kind` mean together; a Deployment in `v1` or a `deployment` in small
letters is "no matches for kind", and nothing is deployed.
https://kubernetes.io/docs/reference/using-api/api-concepts/ (as of 2026-11).

```yaml bad
apiVersion: v1  #~ v1
kind: Deployment
metadata: {name: cart}
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
```
```yaml bad
apiVersion: networking/v1  #~ networking/v1
kind: Ingress
metadata: {name: shop}
```
```yaml bad
apiVersion: apps/v1
kind: deployment  #~ deployment
metadata: {name: cart}
```
```yaml bad
apiVersion: batch/v2  #~ batch/v2
kind: CronJob
metadata: {name: pack}
```
```yaml good
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: {name: cart}
```
```yaml good
# an old version, not a wrong one
apiVersion: apps/v1beta1
kind: Deployment
metadata: {name: cart}
```
```yaml good
# custom resources of the same name
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart}
---
apiVersion: batch.volcano.sh/v1alpha1
kind: Job
metadata: {name: pack}
```
```yaml good
# no object of the API at all
apiVersion: v1
kind: Config
clusters: []
---
apiVersion: v1
kind: List
items: []
```
"""

from predeploy import Document, Findings, pattern, rule, similar
from predeploy.data.kubernetes_apis import REMOVED, SERVED, is_native

HOMES = {kind: [api for api, kinds in SERVED.items() if kind in kinds] for kinds in SERVED.values() for kind in kinds}
YOUNG = pattern(r"v[0-9]+(alpha|beta)[0-9]+\Z")


@rule("high", since="0.1", platforms=("kubernetes",))
def no_such_kind(document: Document) -> Findings:
    if document.kind in SERVED.get(document.api, ()):
        return
    api, kind = document["apiVersion"], document["kind"]
    if api.text is None or kind.text is None:
        return
    homes = HOMES.get(kind.text, [])
    if api.text in homes:
        return
    if homes and (api.text, kind.text) not in REMOVED:
        same_group = document.group in {home.rpartition("/")[0] for home in homes}
        wrong = is_native(api.text) or "." not in api.text
        if wrong and not (same_group and YOUNG.search(api.text)):
            yield api.finding(
                f"there is no {kind.text} in `{api.text}`: the API server refuses it; use `{homes[-1]}`",
                fix=api.replace(homes[-1], safe=False),
            )
    elif not homes and api.text in SERVED and not kind.text.endswith("List"):
        known = SERVED[api.text]
        near = next((name for name in known if name.lower() == kind.text.lower()), similar(kind.text, known, 0.85))
        if near:
            yield kind.finding(
                f"there is no kind `{kind.text}` in `{api.text}`: the API server refuses it; did you mean `{near}`?"
            )
