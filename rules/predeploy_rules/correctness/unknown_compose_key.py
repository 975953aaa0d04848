r"""A misspelt or misplaced key in a compose file is refused.

`enviroment`, `replicas` beside `image` or `start_periode` are no keys: Docker ends with "Additional property … is not
allowed" before anything is started. Keys that begin with `x-` are your own, and are passed over.
https://docs.docker.com/reference/compose-file/ (as of 2026-11). Only keys that look like a known one, or that belong to
another level, are reported.

```yaml bad file=compose.yaml
services:
  web:
    image: shop:1.4
    enviroment: {PORT: "80"}  #~ enviroment
    replicas: 2  #~ 2
    healthcheck: {test: [CMD, "true"], start_periode: 5s}  #~ 5s
    deploy:
      memory: 512M  #~ 512M
      resources: {limit: {memory: 512M}}  #~ limit
```
```yaml good file=compose.yaml
x-common: &common {restart: always}
services:
  web:
    <<: *common
    image: shop:1.4
    x-team: shop
    something_that_is_new_in_compose: true
    deploy: {replicas: 2, resources: {limits: {memory: 512M}}}
    healthcheck: {test: [CMD, "true"], start_period: 5s}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, environment: {replicas: 2}, labels: [enviroment=prod], build: "${CONTEXT}"}
```
"""

import difflib
from collections.abc import Iterator

from predeploy import ComposeService, Findings, Node, rule
from predeploy.data.compose_fields import FIELDS

WITHIN = {  # level → where it lies in a service
    "build": "build", "healthcheck": "healthcheck", "logging": "logging", "deploy": "deploy", "resources": "deploy.resources",
    "limits": "deploy.resources.limits", "reservations": "deploy.resources.reservations",
    "update_config": "deploy.update_config", "rollback_config": "deploy.rollback_config",
    "restart_policy": "deploy.restart_policy", "placement": "deploy.placement",
}  # fmt: skip


@rule("high", since="0.1", kinds=("service",))
def unknown_compose_key(service: ComposeService) -> Findings:
    for level, node in levels(service):
        known = FIELDS[level]
        for key in [str(key) for key in node.value if str(key) not in known and not str(key).startswith("x-")]:
            near = difflib.get_close_matches(key.lower().replace("-", "_"), known, n=1, cutoff=0.8)
            homes = [WITHIN.get(other, other) for other, keys in FIELDS.items() if key in keys]
            if near or homes:
                hint = f"did you mean `{near[0]}`?" if near else f"it belongs in {homes[0]}"
                yield node.key(key).finding(f"there is no key `{key}` in {level}: Docker refuses it; {hint}")


def levels(service: ComposeService) -> Iterator[tuple[str, Node]]:
    """The places whose keys are known, by what they are."""
    places = {"a service": service.node} | {level: service.node[path] for level, path in WITHIN.items()}
    return ((level, node) for level, node in places.items() if node.is_map)
