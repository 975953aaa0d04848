r"""A port with an invalid or missing name, or a number out of range, is refused.

Port names have at most 15 characters, lower-case letters, digits and single hyphens with at least one letter; in a
Service, where a port is allowed a longer name, every port needs one as soon as there are two, and no two may be alike.
Numbers go from 1 to 65535, and a number in quotes counts as a name, of which it is none.
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
            - {name: metrics, containerPort: 9091}
            - {name: metrics, containerPort: 9092}  #~ metrics
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
```yaml bad
kind: Pod
metadata: {name: cart}
spec:
  containers:
    - {name: cart, image: "cart:1.4", readinessProbe: {httpGet: {path: /, port: "8080"}}}  #~ "8080"
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

from collections.abc import Iterator

from predeploy import Container, Findings, Node, Service, pattern, rule

NAME = pattern(r"(?=.{1,15}\Z)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*\Z")
LABEL = pattern(r"(?=.{1,63}\Z)[a-z0-9]([a-z0-9-]*[a-z0-9])?\Z")
NO_NAME = "no port name (lower-case letters, digits and single hyphens, at most 15)"
PROBES, HOOKS = ("readinessProbe", "livenessProbe", "startupProbe"), ("postStart", "preStop")


@rule("high", since="0.1", replaces={"kube-linter": "invalid-target-ports", "kube-score": "container-ports-check"})
def invalid_port(subject: Container | Service) -> Findings:
    if isinstance(subject, Service):
        ports = list(subject["spec.ports"])
        names = [port["targetPort"] for port in ports]
        faults = [*of_service(ports), *of_numbers([port["port"] for port in ports])]
    else:
        ports = list(subject["ports"])
        hooks = subject["lifecycle"]
        handlers = [*(subject[probe] for probe in PROBES), *(hooks[hook] for hook in HOOKS if hooks.is_map)]
        names = [one[way]["port"] for one in handlers if one.is_map for way in ("httpGet", "tcpSocket")]
        own = [port["name"] for port in ports if port["name"].text]
        faults = [(name, NO_NAME) for name in own if not NAME.match(name.text or "")]
        faults += [
            (name, "the name of another of its ports too")
            for at, name in enumerate(own)
            if name.text in [one.text for one in own[:at]]
        ]
        faults += of_numbers([port["containerPort"] for port in ports])
    for node, trouble in faults + of_numbers(names) + of_names(names):
        yield node.finding(f"{called(subject)}: `{node.text}` is {trouble}: {subject.document.authority} refuses it")
    for node in names:
        if node.value.__class__ is str and node.value.isdigit():
            yield node.finding(
                f"{called(subject)}: port `{node.text}` in quotes counts as a name: the API server refuses it; drop the quotes"
            )


def called(subject: Container | Service) -> str:
    return f"{'Service' if isinstance(subject, Service) else 'container'} `{subject.name}`"


def of_numbers(nodes: list[Node]) -> list[tuple[Node, str]]:
    return [(n, "no port number (1 to 65535)") for n in nodes if n.value.__class__ is int and not 0 < n.number < 65_536]


def of_names(nodes: list[Node]) -> list[tuple[Node, str]]:
    """What is no name of a port; quoted numbers apart."""
    texts = [node for node in nodes if node.value.__class__ is str and not node.value.isdigit()]
    return [(node, NO_NAME) for node in texts if not NAME.match(node.value)]


def of_service(ports: list[Node]) -> Iterator[tuple[Node, str]]:
    """Names that are none, that are missing, and names and numbers that an earlier port has too."""
    seen: set[object] = set()
    for port in ports:
        name, number, protocol = port["name"].text, port["port"].text, port["protocol"]
        identity = None if number is None or protocol.unknown else (number, protocol.text or "TCP")
        if name and not LABEL.match(name):
            yield port["name"], "no port name (lower-case letters, digits and hyphens, at most 63)"
        if len(ports) > 1 and port["name"].absent:
            yield port["port"], "one of several ports and has no name"
        if name and name in seen:
            yield port["name"], "the name of another of its ports too"
        if identity in seen:
            yield port["port"], "the number of another of its ports too"
        seen |= {name, identity} - {None}
