r"""A memory limit below 6 MiB is refused, and a number without a unit means bytes.

`mem_limit: 512` are 512 bytes; Docker answers "Minimum memory limit allowed is 6MB" (4 MB before 20.10). Sizes have the
suffixes b, k, m and g, or kb, mb and gb, in either case; all of them count in 1024.
https://docs.docker.com/reference/compose-file/extension/#specifying-byte-values and
https://docs.docker.com/engine/containers/resource_constraints/ (as of 2026-11).

```yaml bad file=compose.yaml
services:
  web: {image: shop:1.4, mem_limit: 512}  #~ 512
  api: {image: api:2.0, deploy: {resources: {limits: {memory: 100K}}}}  #~ 100K
  job: {image: job:2.0, mem_limit: 512 megabytes}  #~ 512 megabytes
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, mem_limit: 512m}
  api: {image: api:2.0, deploy: {resources: {limits: {memory: 1.5G}}}}
  job: {image: job:2.0, mem_limit: 536870912}
  all: {image: job:2.0, mem_limit: 0}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, mem_limit: "${LIMIT}"}
```
"""

from predeploy import ComposeService, Findings, rule

LEAST = 6 * 2.0**20  # bytes; source above


@rule("high", since="0.1", kinds=("service",))
def no_memory_to_start(service: ComposeService) -> Findings:
    for container in service.containers:
        limit = container["resources.limits.memory"]
        written = limit.raw
        if limit.unknown and written.__class__ is str and "$" not in written:
            yield limit.finding(
                f"`{written}` is no size, so Docker refuses service `{service.name}`; write it like 512m or 1.5g"
            )
        elif 0 < limit.quantity < LEAST:
            yield limit.finding(
                f"service `{service.name}` may have {limit.quantity:g} bytes of memory, and Docker refuses less than 6 MiB; write a unit"
                f" such as `m`"
            )
