r"""A server that wants longer to finish its requests than its container may take to stop is killed in the middle.

`--graceful-timeout` of gunicorn and hypercorn and `--timeout-graceful-shutdown` of uvicorn say how long open requests may
go on after SIGTERM. The container is killed when its grace period ends: `terminationGracePeriodSeconds` in Kubernetes
(30 s unless said otherwise), `stop_grace_period` in compose files (10 s). Raise the grace period above it.
https://docs.gunicorn.org/en/stable/settings.html#graceful-timeout, https://www.uvicorn.org/settings/#timeouts,
https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination,
https://docs.docker.com/reference/compose-file/services/#stop_grace_period (all as of 2026-11).
Kinds of other projects, which have grace periods of their own, are passed over.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
        - name: shop
          image: shop:1.4
          command: [gunicorn, shop:app, --graceful-timeout, "120"]  #~ "120"
```
```yaml bad file=compose.yaml
services:
  web:
    image: shop:1.4
    command: uvicorn shop:app --timeout-graceful-shutdown=25  #~ uvicorn
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 150
      containers: [{name: shop, image: "shop:1.4", args: [gunicorn, "shop:app", --graceful-timeout=120]}]
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, command: "gunicorn shop:app --graceful-timeout 25 --timeout 90", stop_grace_period: 30s}
  api: {image: shop:1.4, command: "gunicorn shop:app --graceful-timeout ${DRAIN}"}
  job: {image: shop:1.4, command: [work, --graceful-timeout, "300"]}
```
"""

from collections.abc import Iterator

from predeploy import Container, Findings, Node, effective, pattern, rule

GRACE = {"kubernetes": 30.0, "compose": 10.0}  # s; sources above
SERVERS = ("gunicorn", "hypercorn", "uvicorn")
FLAG = pattern(r"--(?:graceful-timeout|timeout-graceful-shutdown)(?:=(\d{1,6}))?\Z")


@rule("medium", since="0.1", kinds=("app",), keys=("command", "args"))
def drain_outlives_grace(container: Container) -> Findings:
    workload = container.workload
    written = list(words(container))
    served = any(word.rpartition("/")[2] in SERVERS for word, _ in written)
    if not served or workload.platform not in GRACE or "." in workload.group:
        return
    grace = effective(workload.pod["terminationGracePeriodSeconds"], default=GRACE[workload.platform])
    for index, (word, node) in enumerate(written):
        flag = FLAG.match(word)
        said = flag[1] or (written[index + 1][0] if index + 1 < len(written) else "") if flag else ""
        place = node if flag is None or flag[1] else written[min(index + 1, len(written) - 1)][1]
        if said.isdigit() and int(said) > grace.value:
            yield place.finding(
                f"the server of container `{container.name}` takes up to {said} s to finish its requests, but it is killed after {grace}:"
                f" set {workload.spelled('terminationGracePeriodSeconds')} above {said} s",
                related=((grace.node, f"killed after {grace}"),),
            )


def words(container: Container) -> Iterator[tuple[str, Node]]:
    """The words of the command line, also of one that is a text."""
    for command in (container["command"], container["args"]):
        for node in command.each():
            for word in (node.text or "").split():
                yield word, node
