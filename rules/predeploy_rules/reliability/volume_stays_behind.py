r"""Data in a local volume stays on its node when Swarm moves the service.

A volume of the driver `local` and a folder of the host exist on one node. When that node is drained or lost, Swarm
starts the task elsewhere, with an empty volume, or not at all where the folder is missing ("bind source path does not
exist"). Keep the service where its data is (`deploy.placement.constraints`), or take a volume driver that all nodes reach.
https://docs.docker.com/engine/swarm/services/#give-a-service-access-to-volumes-or-bind-mounts (as of 2026-11).

```yaml bad file=stack.yml
services:
  db:
    image: postgres:17.2
    volumes: ["data:/var/lib/postgresql/data"]  #~ "data:
  web:
    image: shop:1.4
    volumes:
      - ./nginx.conf:/etc/nginx/nginx.conf:ro  #~ ./nginx
    deploy: {replicas: 2}
volumes: {data: {}}
```
```yaml good file=stack.yml
services:
  db:
    image: postgres:17.2
    volumes: ["data:/var/lib/postgresql/data"]
    deploy: {placement: {constraints: [node.labels.db == true]}}
  files: {image: shop:1.4, volumes: ["shared:/srv", "/cache", "named:/more"]}
  clock: {image: clock:1.0, volumes: ["/etc/localtime:/etc/localtime:ro", "/etc/timezone:/etc/timezone:ro", "/sys:/host/sys:ro"]}
  agent: {image: agent:2.1, volumes: ["/var/run/docker.sock:/var/run/docker.sock", "/proc:/host/proc:ro"], deploy: {mode: global}}
volumes: {data: {}, shared: {driver: rexray/ebs}, named: {driver_opts: {type: nfs}}}
```
```yaml good file=compose.yaml
services:
  db: {image: "postgres:17.2", volumes: ["data:/var/lib/postgresql/data", "./conf:/conf"]}
volumes: {data: {}}
```
```yaml good file=stack.yml
services:
  db: {image: "postgres:17.2", volumes: ["data:/var/lib/postgresql/data"], deploy: {mode: "${MODE}"}}
  other: {image: "shop:1.4", volumes: ["there:/data", "${WHERE}:/x"]}
volumes: {data: {}, there: {external: true}}
```
"""

from predeploy import ComposeFile, Findings, pattern, rule

# What every node has: sockets, the clock, and the kernel's own trees
_EVERYWHERE = pattern(r".*\.sock\Z|/(?:etc/(?:localtime|timezone)|(?:proc|sys|dev|run|var/run)(?:/.*)?)?\Z")


@rule("medium", since="0.1", kinds=("compose file",))
def volume_stays_behind(file: ComposeFile) -> Findings:
    if not file.swarm:
        return
    for service in file.services:
        mode, place = service["deploy.mode"], service["deploy.placement"]
        if not place.absent or not (mode.absent or mode.text == "replicated") or service["deploy.replicas"].number == 0:
            continue
        for mount in service.mounts:
            local = mount.kind == "volume" and mount.source and is_local(file, mount.source)
            bound = mount.kind == "bind" and mount.source and not _EVERYWHERE.match(mount.source)
            if local or bound:
                what = f"volume `{mount.source}`" if local else f"folder {mount.source} of its node"
                yield mount.node.finding(
                    f"service `{service.name}` keeps {mount.target} in the {what}, and may be started on any node: there it is empty or"
                    " missing; add deploy.placement.constraints"
                )
                break  # one constraint mends them all


def is_local(file: ComposeFile, name: str) -> bool:
    volume = file["volumes"].key(name)
    options = [volume[key] for key in ("driver", "driver_opts", "external")]
    return all(one.absent or one.text == "local" or one.is_false for one in options) and not volume.unknown
