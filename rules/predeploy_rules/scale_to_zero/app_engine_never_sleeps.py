r"""An App Engine service that never sleeps is paid for all night.

App Engine's flexible environment keeps at least one virtual machine, two unless `min_num_instances` says otherwise, and
manual scaling keeps what it says in either environment; nothing stops them when nobody calls. Automatic and basic scaling
of the standard environment go to zero, and so does Cloud Run. It is a choice that has its price: `idle: warm`, a `latency`
or an `availability` in predeploy.yaml say that it is meant.
https://cloud.google.com/appengine/docs/flexible/reference/app-yaml#services,
https://cloud.google.com/appengine/docs/the-appengine-environments (as of 2026-11).

```yaml bad file=app.yaml
runtime: python
env: flex  #~ flex
entrypoint: gunicorn -b :$PORT main:app
runtime_config: {operating_system: ubuntu22}
```
```yaml bad file=app.yaml
runtime: python313
manual_scaling: {instances: 3}  #~ 3
```
```yaml good file=app.yaml
runtime: python313
instance_class: F2
automatic_scaling: {max_instances: 5}
```
```yaml good file=shop/app.yaml
runtime: nodejs22
env: flex
automatic_scaling: {min_num_instances: 1}
```
```yaml good file=predeploy.yaml
applications: [{match: {path: shop/**}, intent: {availability: 99.9}}]
```
```yaml good file=app.yaml
runtime: nodejs22
manual_scaling: {instances: "${INSTANCES}"}
```
"""

from predeploy import AppEngineService, Findings, Intent, rule


@rule("info", since="0.1")
def app_engine_never_sleeps(service: AppEngineService, intent: Intent) -> Findings:
    if service.can_sleep or intent.wants_copies or not service.floor.value >= 1 or service["env"].unknown:
        return
    manual = service.scaling == "manual"
    place = service.floor.node if manual or not service["env"].written else service["env"]
    way = "manual scaling" if manual else "the flexible environment"
    yield place.finding(
        f"App Engine service `{service.name}` keeps {service.floor} while nobody calls: {way} never goes to zero"
    )
