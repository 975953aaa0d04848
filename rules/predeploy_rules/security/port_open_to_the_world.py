r"""A door for administrators or a database that the whole internet can knock at gets knocked at within minutes.

Remote shells, databases, caches and search engines are scanned for without pause; one weak password or unpatched hole
is enough. Let security groups name other groups or your own network, reach machines through Session Manager or EC2
Instance Connect, and keep databases behind a ClusterIP Service or an internal load balancer. Ports for the web are
silent, and so are all other ports that are named one by one; a rule that opens every port is not. An address that is the
default of a parameter counts one step less: whoever deploys may say otherwise. A Service of type LoadBalancer gets a
public address on most clouds; SSH is silent there (git servers), and so is one that is marked internal. A compose file
that publishes a database opens it on every address of the host, and Docker's own rules stand before those of ufw:
https://docs.docker.com/engine/network/packet-filtering-firewalls/ (as of 2026-11).

```yaml bad
Resources:
  Servers:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}  #~ 0.0.0.0/0 @high
        - {IpProtocol: tcp, FromPort: 5000, ToPort: 6000, CidrIpv6: "::/0"}  #~ "::/0" @high
        - {IpProtocol: -1, CidrIp: 0.0.0.0/0}  #~ 0.0.0.0/0 @high
```
```yaml bad
Parameters: {From: {Type: String, Default: 0.0.0.0/0}}
Resources:
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {GroupId: sg-1, IpProtocol: tcp, FromPort: 3389, ToPort: 3389, CidrIp: !Ref From}  #~ !Ref @medium
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {hello: {handler: hello.handler}}
resources:
  Resources:
    Db: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: 0.0.0.0/0}]}}  #~ 0.0.0.0/0
```
```yaml bad
apiVersion: v1
kind: Service
metadata: {name: cache}
spec:
  type: LoadBalancer
  ports: [{port: 80}, {port: 6379}]  #~ 6379 @medium
```
```yaml good
Resources:
  Servers:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8}
        - {IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: sg-2}
        - {IpProtocol: udp, FromPort: 1433, ToPort: 1434, CidrIp: 0.0.0.0/0}
        - {IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 0.0.0.0/0}
      SecurityGroupEgress: [{IpProtocol: -1, CidrIp: 0.0.0.0/0}]
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: cache, annotations: {service.beta.kubernetes.io/aws-load-balancer-scheme: internal}}
spec: {type: LoadBalancer, ports: [{port: 6379}]}
---
apiVersion: v1
kind: Service
metadata: {name: store}
spec: {type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8], ports: [{port: 5432}]}
---
apiVersion: v1
kind: Service
metadata: {name: git}
spec: {type: LoadBalancer, ports: [{port: 22}, {port: 443}]}
```
```yaml bad file=compose.yaml
services:
  db: {image: "postgres:17.2", ports: ["5432:5432"]}  #~ "5432:5432" @low
  cache: {image: "redis:7.4", restart: always, ports: [{target: 6379, published: 6380}]}  #~ target @medium
```
```yaml good file=compose.yaml
services:
  db: {image: "postgres:17.2", ports: ["127.0.0.1:5432:5432", "5432"]}
  dns: {image: "dns:1", ports: ["5433:5432/udp", "${PORT}:6379"]}
  web: {image: "shop:1.4", ports: ["80:8080"], expose: [6379]}
```
"""

from predeploy import ComposeService, Findings, Node, Service, StackResource, rule

# Ports of servers that should never face the internet, by what listens there (IANA and the vendors' documentation, 2026-11)
_SHELLS: dict[float, str] = {22: "SSH", 23: "Telnet", 3389: "RDP", 5985: "WinRM", 5986: "WinRM"}
_STORES: dict[float, str] = {
    1433: "SQL Server", 1521: "Oracle", 2379: "etcd", 3306: "MySQL", 5432: "PostgreSQL", 5984: "CouchDB", 6379: "Redis",
    7000: "Cassandra", 8086: "InfluxDB", 9042: "Cassandra", 9200: "Elasticsearch", 11211: "memcached", 27017: "MongoDB",
}  # fmt: skip
_WORLD = ("0.0.0.0/0", "::/0")
_GROUP, _RULE = "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress"


@rule(
    "high",
    since="0.1",
    severities=("medium", "low"),
    kinds=(_GROUP, _RULE, "Service", "service"),
    replaces={
        "checkov": ("CKV_AWS_24", "CKV_AWS_25"),
        "cdk-nag": ("EC2RestrictedSSH", "EC2RestrictedCommonPorts"),
        "cfn-guard": ("INCOMING_SSH_DISABLED", "RESTRICTED_INCOMING_TRAFFIC"),
    },
)
def port_open_to_the_world(subject: StackResource | Service | ComposeService) -> Findings:
    if isinstance(subject, ComposeService):
        yield from _of_compose(subject)
    elif isinstance(subject, Service):
        yield from _of_balancer(subject)
    else:
        yield from _of_group(subject)


def _of_compose(service: ComposeService) -> Findings:
    for port in service.ports:
        store = _STORES.get(int(port.target)) if port.target.isdigit() and port.protocol == "tcp" else None
        if store and port.published and port.ip in (None, "0.0.0.0", "[::]", "::"):
            yield port.node.finding(
                f"service `{service.name}` shows {store} (port {port.published}) on every address of its host, past most"
                " firewalls; leave the port out (services of the project reach it anyway) or bind it to 127.0.0.1",
                severity="medium" if service.serves else "low",
            )


def _of_balancer(service: Service) -> Findings:
    for port in service["spec.ports"] if service.public else ():
        store = _STORES.get(port["port"].number)
        if store and port["protocol"].text in (None, "TCP"):
            said = f"Service `{service.name}` may show {store} (port {port['port'].text}) to the internet"
            wanted = "make it internal or set loadBalancerSourceRanges"
            yield port["port"].finding(f"{said}; {wanted}", severity="medium")


def _of_group(group: StackResource) -> Findings:
    for ingress in group["Properties.SecurityGroupIngress"] if group.kind == _GROUP else [group["Properties"]]:
        world = next((c for c in (ingress["CidrIp"], ingress["CidrIpv6"]) if c.text in _WORLD), None)
        what = _opened(ingress)
        if world is not None and what:
            literal = world.raw.__class__ is str  # else a parameter, of which whoever deploys may say otherwise
            said = f"`{group.name}` opens {what} to the whole internet ({world.text}); name the network or group that needs it"
            yield world.finding(said, severity="high" if literal else "medium")


def _opened(ingress: Node) -> str:
    protocol, low, high = ingress["IpProtocol"].text, ingress["FromPort"].number, ingress["ToPort"].number
    if protocol == "-1" or (protocol in ("tcp", "6") and low <= 1 and high >= 65535):
        return "every port"
    hit = [f"{port} ({name})" for port, name in {**_SHELLS, **_STORES}.items() if low <= port <= high]
    return f"port {', '.join(hit)}" if hit and (protocol or "").lower() in ("tcp", "6") else ""
