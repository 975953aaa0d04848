r"""A trait on a component that it was not made for does nothing, or fails the whole application.

`scaler` writes the number of pods, `hpa` and `cpuscaler` make an autoscaler for it: what runs to its end or on every node has
no such number. `gateway` and `expose` put a Service before the pods, where a task that is done answers nobody. And `hpa`
scales a Deployment unless `targetKind` says otherwise
(vela-templates/definitions/internal/trait of kubevela/kubevela, as of 2026-11).

```yaml bad
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec:
  components:
    - name: nightly
      type: cron-task
      properties: {image: "registry.example.com/nightly:1.4", schedule: "@daily"}
      traits:
        - type: scaler  #~ scaler
          properties: {replicas: 3}
        - type: gateway  #~ gateway
          properties: {domain: shop.example.com, http: {/: 8080}}
    - name: store
      type: statefulset
      properties: {image: "registry.example.com/store:1.4"}
      traits:
        - type: hpa  #~ hpa
          properties: {min: 2, max: 5}
```
```yaml good
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec:
  components:
    - {name: web, type: webservice, properties: {image: "registry.example.com/web:1.4"}, traits: [{type: scaler}, {type: gateway}]}
    - {name: agent, type: daemon, properties: {image: "registry.example.com/agent:1.4"}, traits: [{type: expose}]}
    - {name: store, type: statefulset, traits: [{type: hpa, properties: {targetAPIVersion: apps/v1, targetKind: StatefulSet}}]}
```
A definition of one's own:
```yaml good
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec: {components: [{name: web, type: our-cron, traits: [{type: scaler}]}, {name: job, type: task, traits: [{type: our-scaler}]}]}
```
"""

from predeploy import Document, Findings, rule

AUTOSCALERS = ("hpa", "cpuscaler")
SCALING = ("scaler", *AUTOSCALERS)
SERVING = ("gateway", "expose")
ENDS = ("task", "cron-task")


@rule("medium", since="0.1", kinds=("Application",))
def trait_does_not_apply(document: Document) -> Findings:
    for component in document["spec.components"] if document.group == "core.oam.dev" else ():
        kind, name = component["type"].text, component["name"].text
        for trait in component["traits"]:
            what, target = trait["type"], trait["properties.targetKind"]
            if what.text in SCALING and kind in (*ENDS, "daemon"):
                yield what.finding(
                    f"trait `{what.text}` does nothing for component `{name}`: a {kind} has no number of pods; take it out"
                )
            elif what.text in SERVING and kind in ENDS:
                yield what.finding(
                    f"trait `{what.text}` leads requests to component `{name}`, a {kind}, which answers none when it is done; take it out"
                )
            elif what.text in AUTOSCALERS and kind == "statefulset" and target.absent:
                yield what.finding(
                    f"trait `{what.text}` of component `{name}` scales a Deployment, and there is a StatefulSet: it does nothing; set targetKind"
                )
