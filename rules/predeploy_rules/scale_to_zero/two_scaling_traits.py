r"""Two traits that both set the number of pods undo each other's work.

`scaler` writes a fixed number at each deploy, `hpa` and `cpuscaler` make an autoscaler that changes it
(vela-templates/definitions/internal/trait of kubevela/kubevela, as of 2026-11). Keep the autoscaler.

```yaml bad
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec:
  components:
    - name: web
      type: webservice
      properties: {image: "registry.example.com/web:1.4"}
      traits:
        - type: scaler
          properties: {replicas: 2}
        - type: hpa  #~ hpa
          properties: {min: 2, max: 8}
```
```yaml good
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec: {components: [{name: web, type: webservice, traits: [{type: hpa, properties: {min: 2, max: 8}}, {type: gateway}]}]}
```
```yaml good
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec:
  components: [{name: web, type: webservice, traits: [{type: scaler}]}, {name: cart, type: webservice, traits: [{type: hpa}]}]
```
"""

from predeploy import Document, Findings, rule

SCALERS = ("scaler", "hpa", "cpuscaler")


@rule("medium", since="0.1", kinds=("Application",))
def two_scaling_traits(document: Document) -> Findings:
    for component in document["spec.components"] if document.group == "core.oam.dev" else ():
        found = [trait["type"] for trait in component["traits"] if trait["type"].text in SCALERS]
        for other in found[1:]:
            if other.text != found[0].text:
                yield other.finding(
                    f"traits `{found[0].text}` and `{other.text}` both set the pods of component `{component['name'].text}`: they undo each other's"
                    " work; keep one",
                    related=((found[0], "sets them too"),),
                )
