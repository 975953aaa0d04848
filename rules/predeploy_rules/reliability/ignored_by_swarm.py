r"""A setting that Swarm ignores does not hold, and nobody says so twice.

`docker stack deploy` prints one line ("Ignoring unsupported options") and goes on: a container that needs `privileged`,
a device or the host's network runs without, `restart` gives way to `deploy.restart_policy`, and the name is made up. What
`build` describes is never built; without an `image` there is nothing to run, and the deployment is refused. `depends_on`
orders nothing in a Swarm.
https://docs.docker.com/reference/cli/docker/stack/deploy/ and UnsupportedProperties of
https://github.com/docker/cli/blob/master/cli/compose/types/types.go (as of 2026-11). Said of files that are meant for a
Swarm: by their name, or because they use what only a Swarm reads.

```yaml bad file=docker-stack.yml
services:
  agent:
    image: agent:2.1
    privileged: true  #~ true
    network_mode: host  #~ host
    deploy: {mode: global}
  web:
    build: ./web  #~ ./web @high
    deploy: {update_config: {order: start-first}}
```
```yaml good file=docker-stack.yml
services:
  web: {image: shop:1.4, build: ./web, restart: always, container_name: web, deploy: {replicas: 2}}
  old: {image: shop:1.3, privileged: false}
```
```yaml good file=compose.yaml
services:
  agent: {image: agent:2.1, privileged: true, network_mode: host}
```
```yaml good file=docker-stack.yml
services:
  agent: {image: agent:2.1, privileged: "${MIGHTY}"}
  web: {build: ./web, image: "${IMAGE}"}
```
"""

from predeploy import ComposeService, Findings, rule

# What changes how a container runs; `restart` and `container_name` of files that serve both are left alone
IGNORED = (
    "cgroup_parent", "devices", "external_links", "ipc", "links", "mac_address", "network_mode", "pid", "privileged",
    "security_opt", "userns_mode",
)  # fmt: skip


@rule("medium", since="0.1", severities=("high",), kinds=("service",))
def ignored_by_swarm(service: ComposeService) -> Findings:
    if not service.swarm:
        return
    build = service["build"]
    if build.present and service["image"].absent:
        yield build.finding(
            f"service `{service.name}` has no image, and a Swarm builds none: `docker stack deploy` refuses it; push the image and name it",
            severity="high",
        )
    for key in IGNORED:
        node = service[key]
        if node.present and not node.is_false and node.text not in ("bridge", "default"):
            yield node.finding(
                f"`{key}` of service `{service.name}` is ignored by Swarm: the container runs without it"
            )
