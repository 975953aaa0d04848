r"""A service that waits for a state which its dependency never reaches is not started.

`condition: service_healthy` needs a healthcheck: where it is switched off, or where neither the file nor the image has
one, `docker compose up` ends with "has no healthcheck configured". `service_completed_successfully` needs a service that
ends: one that is always started again never does, and everything behind it waits for ever.
https://docs.docker.com/reference/compose-file/services/#depends_on (as of 2026-11). Of images only those of databases and
brokers are known to bring no healthcheck; of all others it is not guessed.

```yaml bad file=compose.yaml
services:
  web:
    image: shop:1.4
    depends_on:
      db: {condition: service_healthy}  #~ service_healthy
      migrate: {condition: service_completed_successfully}  #~ service_completed_successfully
      cache:
        condition: service_healthy  #~ service_healthy
  db: {image: "postgres:17.2"}
  cache: {image: "redis:7.4", healthcheck: {disable: true}}
  migrate: {image: "shop:1.4", command: migrate, restart: unless-stopped}
```
```yaml good file=compose.yaml
services:
  web:
    image: shop:1.4
    depends_on:
      db: {condition: service_healthy}
      search: {condition: service_healthy}
      migrate: {condition: service_completed_successfully}
      cache: {condition: service_started}
  db: {image: "postgres:17.2", healthcheck: {test: [CMD, pg_isready]}}
  search: {image: "acme/search:4"}
  cache: {image: "redis:7.4"}
  migrate: {image: "shop:1.4", command: migrate, restart: on-failure}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, depends_on: {db: {condition: service_healthy}, job: {condition: service_completed_successfully}}}
  db: {build: ./db, image: postgres:17.2}
  job: {image: shop:1.4, restart: "${RESTART}"}
```
"""

from predeploy import ComposeFile, ComposeService, Findings, pattern, rule

# Docker's own images of servers without a HEALTHCHECK in their Dockerfiles:
# https://github.com/docker-library (postgres, mysql, mariadb, mongo, redis, rabbitmq, memcached, nginx; as of 2026-11)
_UNCHECKED = pattern(
    r"(?:docker\.io/)?(?:library/)?(?:postgres|mysql|mariadb|mongo|redis|valkey|rabbitmq|memcached|nginx|httpd)(?::[\w.-]+)?(?:@.+)?\Z"
)


@rule("high", since="0.1", kinds=("compose file",))
def dependency_never_ready(file: ComposeFile) -> Findings:
    services = {service.name: service for service in file.services}
    for service in services.values():
        for name, node, condition in service.dependencies:
            other = services.get(name)
            why = never(other, condition) if other is not None else ""
            if why and other is not None:
                yield node["condition"].finding(
                    f"service `{service.name}` waits until `{name}` is {condition.removeprefix('service_').replace('_', ' ')},"
                    f" but {why}",
                    related=((other.node, f"service `{name}`"),),
                )


def never(other: ComposeService, condition: str) -> str:
    """Why a service never comes into a state; empty when it may."""
    check, test = other["healthcheck"], other["healthcheck.test"]
    if condition == "service_healthy":
        words = [test.text] if test.text else [item.text for item in test]
        if check["disable"].is_true or words[:1] == ["NONE"]:
            return "its healthcheck is switched off, so that never happens; add one"
        bare = check.absent and other["build"].absent and not other["extends"].written
        if bare and _UNCHECKED.match(other["image"].text or ""):
            return "neither the service nor its image has a healthcheck, so that never happens; add one"
    elif condition == "service_completed_successfully" and other["restart"].text in ("always", "unless-stopped"):
        return f"with `restart: {other['restart'].text}` it never ends; leave that out or say on-failure"
    return ""
