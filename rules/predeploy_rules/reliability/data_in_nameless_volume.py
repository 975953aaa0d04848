r"""A database without a named volume loses its data when its container is made anew.

The images of databases keep their files in a volume without a name. `docker compose down` and `up`, or a Swarm that
moves the task, make another empty one; the old files are somewhere under /var/lib/docker until somebody prunes them. Give
the volume a name. https://docs.docker.com/engine/storage/volumes/#named-and-anonymous-volumes (as of 2026-11). Said of
services that are kept running (a restart policy, Swarm): a database for a test may well forget.

```yaml bad file=compose.yaml
services:
  db:  #~ db
    image: postgres:17.2
    restart: always
    volumes: ["./init.sql:/docker-entrypoint-initdb.d/init.sql:ro"]
  docs:
    image: mongo:8.0
    restart: unless-stopped
    volumes:
      - /data/db  #~ /data/db
```
```yaml good file=compose.yaml
services:
  db: {image: "postgres:17.2", restart: always, volumes: ["data:/var/lib/postgresql"]}
  old: {image: "mysql:8.4", restart: always, volumes: ["/srv/mysql:/var/lib/mysql"]}
  fast: {image: "mariadb:11.4", restart: always, tmpfs: [/var/lib/mysql]}
  test: {image: "postgres:17.2"}
  new: {image: "postgres:18.1", restart: always, volumes: ["data:/var/lib/postgresql/18/docker"]}
  counts: {image: "influxdb:2.7", restart: always, volumes: ["data:/var/lib/influxdb2"]}
  latest: {image: influxdb, restart: always, volumes: ["data:/var/lib/influxdb3"]}
  cache: {image: "redis:7.4", restart: always}
  custom: {image: "postgres:17.2", restart: always, environment: {PGDATA: /srv/pg}, volumes: ["data:/srv/pg"]}
volumes: {data: {}}
```
```yaml good file=compose.yaml
services:
  db: {image: "postgres:17.2", restart: always, volumes: ["${DATA}:/var/lib/postgresql/data"]}
  more: {image: "postgres:17.2", restart: always, volumes: "${VOLUMES}"}
```
"""

from predeploy import ComposeService, Findings, pattern, rule

# Where the images keep their files, some in a folder whose name goes on with the version (/var/lib/postgresql/18/docker,
# /var/lib/influxdb2): https://hub.docker.com/_/postgres, _/mysql, _/mariadb, _/mongo, _/influxdb (as of 2026-11)
_HOMES = {
    "postgres": "/var/lib/postgresql", "mysql": "/var/lib/mysql", "mariadb": "/var/lib/mysql", "mongo": "/data/db",
    "influxdb": "/var/lib/influxdb",
}  # fmt: skip
_IMAGE = pattern(r"(?:docker\.io/)?(?:library/)?(postgres|mysql|mariadb|mongo|influxdb)(?::[\w.-]+)?(?:@.+)?\Z")
_MOVED = ("PGDATA", "INFLUXD_ENGINE_PATH", "--datadir", "--dbpath")


@rule("low", since="0.1", kinds=("service",))
def data_in_nameless_volume(service: ComposeService) -> Findings:
    found = _IMAGE.match(service["image"].text or "")
    if found is None or not service["build"].absent or not service.serves or not service.known("volumes"):
        return
    home = _HOMES[found[1]]
    says = str([service[key].data for key in ("environment", "command", "env_file")])
    if any(word in says for word in _MOVED) or not service["env_file"].absent or not service["tmpfs"].absent:
        return
    kept = [mount for mount in service.mounts if mount.target.startswith(home) or home.startswith(f"{mount.target}/")]
    if any(mount.source or mount.kind == "tmpfs" for mount in kept):
        return
    place = kept[0].node if kept else service.node
    yield place.finding(
        f"service `{service.name}` keeps its database in a volume without a name: `docker compose down` and `up` start with an"
        " empty one; mount a named volume where the image keeps its files"
    )
