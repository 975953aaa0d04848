r"""A monitor that names a port which its Services do not have measures nothing.

An endpoint's `port` is the name of a port of the Service, not its number and not that of the pods; where none is called so
Prometheus finds no target, and nobody is told.
https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Service
metadata: {name: shop, labels: {app: shop}}
spec: {selector: {app: shop}, ports: [{name: http-metrics, port: 9090}]}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: shop}
spec: {selector: {matchLabels: {app: shop}}, endpoints: [{port: metrics}]}  #~ metrics
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: shop, labels: {app: shop}}
spec: {selector: {app: shop}, ports: [{name: metrics, port: 9090}]}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: shop}
spec: {selector: {matchLabels: {app: shop}}, endpoints: [{port: metrics}, {targetPort: 9090}]}
```
```yaml good
# one of its Services has the port; the other monitor looks elsewhere
apiVersion: v1
kind: Service
metadata: {name: shop, labels: {app: shop}}
spec: {ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: shop-metrics, labels: {app: shop}}
spec: {ports: [{name: metrics, port: 9090}]}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: shop}
spec: {selector: {matchLabels: {app: shop}}, endpoints: [{port: metrics}]}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: cart}
spec: {namespaceSelector: {any: true}, selector: {matchLabels: {app: shop}}, endpoints: [{port: admin}]}
```
"""

from predeploy import Document, Findings, Project, Service, rule

MOST = 200  # Services of a folder with which a monitor is compared; a catalogue of more is left alone


@rule("medium", since="0.1", kinds=("ServiceMonitor",))
def monitor_port_missing(monitor: Document, project: Project) -> Findings:
    selector, beside = monitor["spec.selector"], project.beside("Service", monitor)
    wanted = {key: node.text for key, node in selector["matchLabels"].items()}
    elsewhere = monitor["spec.namespaceSelector"].written or selector["matchExpressions"].written
    if not wanted or None in wanted.values() or elsewhere or not 0 < len(beside) <= MOST:
        return
    if any(one.kind != "Service" or one["metadata.labels"].unknown for one in beside):
        return
    meant = [one for one in beside if isinstance(one, Service) and not unlike(one, wanted)]
    ports = [port["name"] for service in meant for port in service["spec.ports"]]
    if not ports or any(name.unknown for name in ports):
        return
    for endpoint in monitor["spec.endpoints"]:
        port = endpoint["port"]
        if port.text and port.text not in [name.text for name in ports]:
            names = ", ".join(f"`{name.text}`" for name in ports if name.text) or "no name"
            yield port.finding(
                f"ServiceMonitor `{monitor.name}` asks port `{port.text}` of Service `{meant[0].name}`, which has {names}: nothing is measured",
                related=((meant[0]["spec.ports"], "the ports of the Service"),),
            )


def unlike(service: Service, wanted: dict[str, str | None]) -> bool:
    """Does a label keep the monitor from selecting it? What is not known does not."""
    labels = service["metadata.labels"]
    return any(not labels.key(key).unknown and labels.key(key).text != text for key, text in wanted.items())
