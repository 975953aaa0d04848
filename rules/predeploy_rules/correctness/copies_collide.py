r"""Several containers of one service cannot have one name, or one port of the host.

With `container_name` Docker Compose refuses to start more than one ("container name … must be unique"). Where the file
is meant for a single host the second container also fails at a fixed port: "port is already allocated"; publish a range
(`8080-8082:80`) or no host port, and put a proxy in front. In a Swarm the routing mesh shares the port, but the name is ignored.
https://docs.docker.com/reference/compose-file/services/#container_name (as of 2026-11).

```yaml bad file=compose.yaml
services:
  web: {image: shop:1.4, container_name: web, deploy: {replicas: 3}}  #~ web,
  work: {build: ., scale: 2, ports: ["8080:80"]}  #~ "8080:80"
```
```yaml fixed file=compose.yaml
services:
  web: {image: shop:1.4, deploy: {replicas: 3}}
  work: {build: ., scale: 2, ports: ["8080:80"]}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, container_name: web, deploy: {replicas: 1}}
  work: {build: ., scale: 2, ports: ["8080-8081:80", "81"]}
  mesh: {image: shop:1.4, deploy: {replicas: 2}, ports: ["9090:80"]}
```
```yaml good file=docker-stack.yml
services:
  web: {image: shop:1.4, container_name: web, deploy: {replicas: 3}, ports: ["8080:80"]}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, container_name: web, deploy: {replicas: "${N}"}}
```
"""

from predeploy import ComposeService, Findings, rule


@rule("high", since="0.1", kinds=("service",))
def copies_collide(service: ComposeService) -> Findings:
    copies, name = service.replicas, service["container_name"]
    if service.swarm or not copies.value > 1:
        return
    said = f"service `{service.name}` runs {copies.value:g} containers"
    if name.present:
        yield name.finding(
            f"{said}, which cannot all be called `{name.text}`: Docker refuses it; leave container_name out",
            fix=name.remove(safe=False),
            related=((copies.node, f"{copies.value:g} containers"),),
        )
    if not any(service[key].written for key in ("build", "scale", "container_name", "depends_on")):
        return  # it may be a stack, whose mesh shares the port
    for port in service.ports:
        if (port.published or "").isdigit() and port.published != "0":
            yield port.node.finding(
                f"{said} that all want port {port.published} of the host: only one can start; publish a range or none",
                related=((copies.node, f"{copies.value:g} containers"),),
            )
