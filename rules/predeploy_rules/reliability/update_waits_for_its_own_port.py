r"""An update that starts the new task first waits for the port that the old one holds.

With `order: start-first` a new task must run before the old one stops. A port in host mode can be held by one task of a
node only, so where no other node is free the new task stays pending ("host-mode port already in use on 1 node") and the
update never ends; in global mode no node ever is. Say `stop-first`, or publish through the mesh (`mode: ingress`).
https://docs.docker.com/reference/compose-file/deploy/#update_config and https://github.com/moby/moby/issues/36934
(as of 2026-11).

```yaml bad file=stack.yml
services:
  proxy:
    image: proxy:3.1
    ports: [{target: 443, published: 443, mode: host}]
    deploy:
      mode: global
      update_config: {order: start-first}  #~ start-first
```
```yaml fixed file=stack.yml
services:
  proxy:
    image: proxy:3.1
    ports: [{target: 443, published: 443, mode: host}]
    deploy:
      mode: global
      update_config: {order: stop-first}
```
```yaml good file=stack.yml
services:
  proxy:
    image: proxy:3.1
    ports: [{target: 443, published: 443, mode: host}]
    deploy: {mode: global, update_config: {order: stop-first}}
  web:
    image: shop:1.4
    ports: ["8080:80", {target: 81, published: 8081, mode: ingress}]
    deploy: {update_config: {order: start-first}}
```
```yaml good file=stack.yml
services:
  proxy:
    image: proxy:3.1
    ports: [{target: 443, published: 443, mode: "${MODE}"}]
    deploy: {update_config: {order: start-first}}
```
"""

from predeploy import ComposeService, Findings, rule


@rule("medium", since="0.1", kinds=("service",))
def update_waits_for_its_own_port(service: ComposeService) -> Findings:
    for key in ("update_config", "rollback_config"):
        order = service["deploy"][key]["order"]
        held = next((port for port in service.ports if port.mode == "host" and port.published), None)
        if order.text == "start-first" and held is not None:
            yield order.finding(
                f"service `{service.name}` starts its new task first, but port {held.published} of the node is held by the old one:"
                f" the {key.partition('_')[0]} waits for ever where no other node is free; say stop-first",
                fix=order.replace("stop-first", safe=False),
                related=((held.node, "held by one task of a node"),),
            )
