r"""Settings of two kinds of network in one service: Docker refuses them, or drops one.

`network_mode` says whose network a service uses; with `networks` beside it Docker ends with "declares mutually exclusive
`network_mode` and `networks`". On the network of the host (or of another service) nothing is published: `ports` are
discarded, and the service answers on the ports that its program opens.
https://docs.docker.com/reference/compose-file/services/#network_mode (as of 2026-11).

```yaml bad file=compose.yaml
services:
  web:
    image: shop:1.4
    network_mode: host
    networks: [front]  #~ networks @high
  api:
    image: api:2.0
    network_mode: host
    ports: ["8080:80"]  #~ ports @low
networks: {front: {}}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, network_mode: bridge, ports: ["8080:80"]}
  api: {image: api:2.0, networks: [front], ports: ["8081:80"]}
  job: {image: api:2.0, network_mode: none}
networks: {front: {}}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, network_mode: "${MODE}", ports: ["8080:80"]}
```
"""

from predeploy import ComposeService, Findings, rule


@rule("high", since="0.1", severities=("low",), kinds=("service",))
def network_settings_exclude_each_other(service: ComposeService) -> Findings:
    mode, networks, ports = service["network_mode"], service["networks"], service["ports"]
    if mode.text is None or service.swarm:
        return
    said = f"service `{service.name}` uses the network `{mode.text}`"
    if networks.present:
        yield networks.finding(
            f"{said} and names networks of its own: Docker refuses it; keep one of the two",
            related=((mode, "network_mode"),),
        )
    if ports.present and ports.value and mode.text == "host":
        yield ports.finding(
            f"{said}, so its ports are not published as written: they are dropped; leave one of the two out",
            severity="low",
            related=((mode, "network_mode"),),
        )
