r"""A port with an invalid or missing name, or a number out of range, is refused.

Port names have at most 15 characters, lower-case letters, digits and single hyphens with at least one letter; in a
Service, where a port is allowed a longer name, every port needs one as soon as there are two, and no two may be alike.
Numbers go from 1 to 65535.
https://kubernetes.io/docs/reference/networking/service-protocols/ and RFC 6335, section 5.1 (as of 2026-11).

```yaml bad
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1.4
          ports:
            - {name: prometheus-metrics, containerPort: 9090}  #~ prometheus-metrics
            - {name: HTTP, containerPort: 80800}  #~ HTTP #~ 80800
```
```yaml bad
apiVersion: v1
kind: Service
metadata: {name: cart}
spec:
  ports:
    - {name: http, port: 80, targetPort: 8080}
    - {port: 9090}  #~ 9090
    - {name: http, port: 443}  #~ http
    - {name: rpc, port: 9000, targetPort: remote-procedure-calls}  #~ remote-procedure-calls
    - {name: again, port: 80}  #~ 80
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{port: 80, targetPort: http-8080}]}
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: dns}
spec:
  ports: [{name: dns-over-udp-for-everybody, port: 53, protocol: UDP}, {name: dns-tcp, port: 53}, {name: "${NAME}", port: 54}]
```
```yaml good
kind: Pod
metadata: {name: cart}
spec: {containers: [{name: cart, image: "cart:1.4", ports: [{name: http, containerPort: 8080}, {containerPort: 9090}]}]}
```
"""

import re
from collections.abc import Iterator

from predeploy import Container, Findings, Node, Service, rule

NAME = re.compile(r"(?=.{1,15}\Z)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*\Z")
LABEL = re.compile(r"(?=.{1,63}\Z)[a-z0-9]([a-z0-9-]*[a-z0-9])?\Z")


@rule("high", since="0.1", replaces={"kube-linter": "invalid-target-ports", "kube-score": "container-ports-check"})
def invalid_port(subject: Container | Service) -> Findings:
    served = isinstance(subject, Service)
    ports = list(subject["spec.ports" if served else "ports"])
    what = f"Service `{subject.name}`" if served else f"container `{subject.name}`"
    for port in ports:
        name, target = port["name"], port["targetPort"]
        if name.text and not (LABEL if served else NAME).match(name.text):
            yield refused(name, what, "no port name", "; a port name has at most 15 lower-case letters, digits and single hyphens")
        if target.value.__class__ is str and target.text and not NAME.match(target.text):
            yield refused(target, what, "no port", "; a port name has at most 15 lower-case letters, digits and single hyphens")
        for number in (port["port"], port["containerPort"], port["hostPort"], port["targetPort"]):
            if number.value.__class__ is int and not 0 < number.number < 65_536 and (number.number or number.name != "hostPort"):
                yield refused(number, what, "no port number", "; it goes from 1 to 65535")
        if served and len(ports) > 1 and name.absent:
            yield refused(port["port"], what, "a port without a name among several", "")
    if served:
        for node in repeated(ports):
            yield refused(node, what, "already in use by another of its ports", "")


def refused(node: Node, what: str, trouble: str, hint: str):  # type: ignore[no-untyped-def]
    return node.finding(f"{what}: `{node.text}` is {trouble}, and the API server refuses it{hint}")


def repeated(ports: list[Node]) -> Iterator[Node]:
    """The names, and the numbers with their protocols, that an earlier port has too."""
    seen: set[object] = set()
    for port in ports:
        name, number, protocol = port["name"].text, port["port"].text, port["protocol"]
        if name and name in seen:
            yield port["name"]
        identity = None if number is None or protocol.unknown else (number, protocol.text or "TCP")
        if identity in seen:
            yield port["port"]
        seen |= {name, identity} - {None}
