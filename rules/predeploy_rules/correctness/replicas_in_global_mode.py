r"""A number of replicas in global mode is refused.

`mode: global` runs one task on every node of the Swarm, so there is no number to choose: `docker stack deploy` ends with
"replicas can only be used with replicated or replicated-job mode" and changes nothing.
https://docs.docker.com/reference/compose-file/deploy/#mode (as of 2026-11).

```yaml bad file=stack.yml
services:
  agent:
    image: agent:2.1
    deploy:
      mode: global
      replicas: 2  #~ 2
```
```yaml fixed file=stack.yml
services:
  agent:
    image: agent:2.1
    deploy:
      mode: global
```
```yaml good file=stack.yml
services:
  agent: {image: agent:2.1, deploy: {mode: global}}
  web: {image: shop:1.4, deploy: {mode: replicated, replicas: 2}}
```
```yaml good file=stack.yml
services:
  agent: {image: agent:2.1, deploy: {mode: "${MODE}", replicas: 2}}
```
"""

from predeploy import ComposeService, Findings, rule


@rule("high", since="0.1", kinds=("service",))
def replicas_in_global_mode(service: ComposeService) -> Findings:
    mode, replicas = service["deploy.mode"], service["deploy.replicas"]
    if mode.text in ("global", "global-job") and not replicas.absent:
        yield replicas.finding(
            f"service `{service.name}` runs once on every node (mode {mode.text}) and asks for {replicas.text or 'several'} replicas:"
            " `docker stack deploy` refuses it; leave replicas out",
            fix=replicas.remove(safe=True),
            related=((mode, "one on each node"),),
        )
