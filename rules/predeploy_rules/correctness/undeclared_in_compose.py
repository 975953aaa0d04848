r"""A name that a compose file does not declare stops the whole project.

A named volume, a network, a secret and a config must stand under the section of that name at the end of the file, and
`depends_on`, `network_mode: service:…` and `volumes_from` name services of the project. Docker refuses everything
otherwise ("refers to undefined volume data"), mostly after one of two places was renamed.
https://docs.docker.com/reference/compose-file/volumes/ and …/services/#depends_on (as of 2026-11).

```yaml bad file=compose.yaml
services:
  web:
    image: shop:1.4
    networks: [front]  #~ front
    secrets: [{source: token, target: t}]  #~ token
    depends_on: [database]  #~ database
    volumes: ["data:/data", "./conf:/conf:ro"]  #~ "data:/data"
  db: {image: "postgres:17.2", network_mode: "service:wev", configs: [main]}  #~ "service:wev" #~ main
```
```yaml bad file=compose.yaml
services:
  web:
    image: shop:1.4
    depends_on: {db: {condition: service_healthy}}  #~ db
    networks: {front: {aliases: [shop]}}  #~ front
networks: {back: {}}
```
```yaml good file=compose.yaml
services:
  web:
    image: shop:1.4
    networks: [front, default]
    volumes: ["data:/data", "/srv/shop:/srv", "/cache", "${DATA}:/more"]
    secrets: [token]
    depends_on: [db, {}]
  db: {image: "postgres:17.2", network_mode: host}
networks: {front: {}}
volumes: {data: }
secrets: {token: {file: token.txt}}
```
Included files may declare it, so may one beside it that is given with a second `-f`, and a variable may be any name:
```yaml good file=docker-compose.yml
services:
  web: {image: shop:1.4, networks: [back]}
  db: {image: "postgres:17.2", volumes: ["data:/var/lib/postgresql/data"]}
```
```yaml good file=docker-compose.mail.yml
services:
  mail: {image: mail:2.1, networks: [back], depends_on: [db]}
networks: {back: {}}
volumes: {data: {}}
```
```yaml good file=compose.yaml
include: [infra.yaml]
services:
  web: {image: shop:1.4, networks: [front], depends_on: [db]}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, networks: ["${NETWORK}"], depends_on: {db: {condition: service_started, required: false}}}
```
"""

from collections.abc import Iterator

from predeploy import ComposeFile, ComposeService, Findings, Node, Project, rule, similar

ALWAYS = {"networks": {"default"}}  # https://docs.docker.com/reference/compose-file/networks/ (as of 2026-11)


@rule("high", since="0.1", kinds=("compose file",))
def undeclared_in_compose(file: ComposeFile, project: Project) -> Findings:
    declared = {
        section: file.declared(section) for section in ("services", "volumes", "networks", "secrets", "configs")
    }
    for service in file.services:
        for section, name, node in names(service):
            there = declared[section]
            if there is None or name in there or name in ALWAYS.get(section, ()):
                continue
            if any(one[section].key(name).written for one in project.beside(file.kind, file)):
                continue
            near = similar(name, there)
            hint = f"did you mean `{near}`?" if near else f"declare it under `{section}`"
            yield node.finding(
                f"service `{service.name}` names `{name}`, which is not among the {section} of this project: Docker refuses it; {hint}"
            )


def names(service: ComposeService) -> Iterator[tuple[str, str, Node]]:
    """(section, name, place) of everything that a service refers to."""
    for name, node, _ in service.dependencies:
        if node["required"].absent or node["required"].is_true:
            yield "services", name, node
    for key in ("network_mode", "pid", "ipc"):
        text = service[key].text or ""
        if text.startswith("service:"):
            yield "services", text.removeprefix("service:"), service[key]
    for mount in service.mounts:
        if mount.kind == "volume" and mount.source and "$" not in mount.source:
            yield "volumes", mount.source, mount.node
    for section in ("networks", "secrets", "configs"):
        for block in service.layers.each(section):
            for item in block:
                node = item["source"] if item.is_map else item
                if node.text:
                    yield section, node.text, node
            for name in block.value if block.is_map else ():
                yield section, str(name), block.key(str(name))
