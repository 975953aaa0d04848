r"""Container logs that are never rotated fill the disk of the host.

Docker's default driver `json-file` keeps everything a container ever wrote. A chatty service fills /var/lib/docker in
weeks, and then every container of the host fails to write. Set `max-size` (and `max-file`), or use the driver `local`,
which rotates by itself. https://docs.docker.com/engine/logging/configure/ (as of 2026-11). The daemon may say so for all
containers, which no file here shows; said of services that are kept running.

```yaml bad file=compose.yaml
services:
  web:  #~ web
    image: shop:1.4
    restart: always
  api:
    image: api:2.0
    restart: always
    logging: {driver: json-file}  #~ logging
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, restart: always, logging: {options: {max-size: 10m}}}
  api: {image: api:2.0, restart: always, logging: {driver: local}}
  far: {image: api:2.0, restart: always, logging: {driver: syslog}}
  job: {image: api:2.0}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, restart: always, logging: {driver: "${DRIVER}"}}
```
"""

from predeploy import ComposeService, Findings, rule


@rule("low", since="0.1", tier="strict", kinds=("service",))
def logs_fill_the_disk(service: ComposeService) -> Findings:
    logging = service["logging"]
    driver, size = logging["driver"], logging["options"].key("max-size")
    if service.serves and (driver.absent or driver.text == "json-file") and size.absent:
        yield logging.finding(f"the logs of service `{service.name}` are kept for ever; set logging.options.max-size")
