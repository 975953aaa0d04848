r"""A service that depends on another, with which it shares no network, never reaches it.

Names are resolved within a network only: as soon as `networks` is written the default network is left, and with it all
services that did not say the same. Put both into one network.
https://docs.docker.com/compose/how-tos/networking/#specify-custom-networks (as of 2026-11).

```yaml bad file=compose.yaml
services:
  web:
    image: shop:1.4
    depends_on: [db]  #~ db
    environment: {DATABASE_URL: "postgres://db:5432/shop"}
    networks: [front]
  db:
    image: postgres:16.3
networks: {front: {}}
```
```yaml good file=compose.yaml
services:
  web:
    image: shop:1.4
    depends_on: [db, migrate]
    environment: {DATABASE_URL: "postgres://db:5432/shop"}
    networks:
      front:
      back: {aliases: [web]}
  db:
    image: postgres:16.3
    networks: [back]
  migrate:
    image: shop:1.4
    command: migrate
networks: {front: {}, back: {}}
```
```yaml good file=compose.yaml
# the network of the host or of another service; both in the default one
services:
  web:
    image: shop:1.4
    depends_on: [db, cache]
    environment: {DB: db, CACHE: cache}
    network_mode: host
  db:
    image: postgres:16.3
    depends_on: [cache]
    environment: {CACHE: cache}
  cache:
    image: redis:7.4
```
"""

import re

from predeploy import ComposeFile, ComposeService, Findings, rule


@rule("high", since="0.1", kinds=("compose file",))
def no_common_network(file: ComposeFile) -> Findings:
    services = {service.name: service for service in file.services}
    for service in services.values():
        own = networks(service)
        for name, node, _ in service.dependencies:
            other = services.get(name)
            theirs = networks(other) if other is not None else None
            if own is None or theirs is None or own & theirs or not calls(service, name):
                continue
            yield node.finding(
                f"service `{service.name}` calls `{name}`, but is in {spoken(own)} and `{name}` in {spoken(theirs)}: it does not find it;"
                " put both into one network",
                related=((other.node, f"service `{name}`"),) if other is not None else (),
            )


def networks(service: ComposeService) -> set[str] | None:
    """The networks of a service; None where they cannot be known, or are somebody else's."""
    written = service["networks"]
    if service["network_mode"].written or service["extends"].written or written.unknown:
        return None
    names = list(written.value) if written.is_map else [one.text for one in written]  # `front:` without more is a null
    return None if None in names else {str(name) for name in names} or {"default"}


def calls(service: ComposeService, name: str) -> bool:
    """Does what it is told name the other as a host?"""
    told = f"{service['environment'].data!r} {service['command'].data!r}"
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", told) is not None


def spoken(networks: set[str]) -> str:
    names = " and ".join(f"`{name}`" for name in sorted(networks))
    return f"the network{'s' if len(networks) > 1 else ''} {names}"
