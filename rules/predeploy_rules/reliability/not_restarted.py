r"""A service without a restart policy stays down after the first crash, and after the host restarts.

Docker's default is `restart: "no"`. `unless-stopped` starts the container again whenever it ends or the host comes back,
and respects that somebody stopped it. In a Swarm every service is kept running anyway.
https://docs.docker.com/reference/compose-file/services/#restart (as of 2026-11). Said of services that publish a port.

```yaml bad file=compose.yaml
services:
  web:  #~ web
    image: shop:1.4
    ports: ["8080:80"]
```
```yaml fixed file=compose.yaml
services:
  web:
    image: shop:1.4
    ports: ["8080:80"]
    restart: unless-stopped
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, ports: ["8080:80"], restart: unless-stopped}
  once: {image: shop:1.4, ports: ["8081:80"], restart: "no"}
  job: {image: shop:1.4, command: migrate}
  new: {image: shop:1.4, ports: ["8082:80"], deploy: {restart_policy: {condition: any}}}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, ports: ["8080:80"], restart: "${RESTART}"}
```
```yaml good file=docker-stack.yml
services:
  web: {image: shop:1.4, ports: ["8080:80"]}
```
"""

from predeploy import ComposeService, Findings, rule


@rule("low", since="0.1", tier="strict", kinds=("service",))
def not_restarted(service: ComposeService) -> Findings:
    policy = service["restart"]
    if service.swarm or not policy.absent or not service["deploy.restart_policy"].absent:
        return
    if any(port.published for port in service.ports):
        yield policy.finding(
            f"service `{service.name}` stays down after a crash or a restart of the host; set restart: unless-stopped",
            fix=policy.insert("unless-stopped", safe=False),
        )
