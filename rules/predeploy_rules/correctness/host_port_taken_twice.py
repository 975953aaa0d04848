r"""Two services that publish the same port of the host cannot run together.

The second one fails with "port is already allocated", and which one is second may change from start to start. Publish
another port, or let a reverse proxy share the one. https://docs.docker.com/reference/compose-file/services/#ports
(as of 2026-11). Services with `profiles` are passed over: they may never run at the same time.

```yaml bad file=compose.yaml
services:
  web: {image: shop:1.4, ports: ["8080:80"]}
  admin:
    image: admin:2.0
    ports:
      - 127.0.0.1:8080:3000  #~ 127.0.0.1:8080:3000
      - {target: 81, published: "9000"}
  api: {image: api:2.0, ports: [{target: 8080, published: 9000, protocol: tcp}]}  #~ target
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, ports: ["8080:80", "5353:53/udp", "8081"]}
  admin: {image: admin:2.0, ports: ["8082:80", "5353:53/tcp", "8081"]}
  one: {image: shop:1.4, ports: ["127.0.0.1:9000:80"]}
  two: {image: shop:1.4, ports: ["127.0.0.2:9000:80"]}
  debug: {image: shop:1.4, profiles: [debug], ports: ["8080:80"]}
  spare: {image: shop:1.5, scale: 0, ports: ["8080:80"]}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, ports: ["${PORT:?which}:80", "8000-8009:80"]}
  admin: {image: admin:2.0, ports: ["${PORT}:80"]}
```
"""

from predeploy import ComposeFile, Findings, Node, rule

EVERYWHERE = (None, "0.0.0.0", "[::]", "::")


@rule("high", since="0.1", kinds=("compose file",))
def host_port_taken_twice(file: ComposeFile) -> Findings:
    taken: dict[tuple[str, str], list[tuple[str | None, str, Node]]] = {}
    for service in file.services:
        copies = service.replicas
        if not service["profiles"].absent or copies.value == 0 or copies.node.unknown:
            continue
        for port in service.ports:
            if port.published is None or not port.published.isdigit() or int(port.published) == 0:
                continue
            others = taken.setdefault((port.published, port.protocol), [])
            other = next(
                (one for one in others if one[0] == port.ip or one[0] in EVERYWHERE or port.ip in EVERYWHERE), None
            )
            if other is not None and other[1] != service.name:
                yield port.node.finding(
                    f"service `{service.name}` publishes port {port.published} of the host, which `{other[1]}` has already: the two"
                    " cannot run together; publish another port",
                    related=((other[2], f"published by `{other[1]}`"),),
                )
            others.append((port.ip, service.name, port.node))
