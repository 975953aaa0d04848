r"""A monitor that selects no Service measures nothing, and nobody is told.

A ServiceMonitor looks at the labels of Services, not of pods: `app: cart` on the Deployment alone is not enough. This
speaks where a Service lies beside it that selects such pods and has not the labels itself.
https://prometheus-operator.dev/docs/developer/getting-started/#using-servicemonitors (as of 2026-11).

```yaml bad
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: cart}
spec: {selector: {matchLabels: {app: cart}}, endpoints: [{port: metrics}]}  #~ matchLabels
---
apiVersion: v1
kind: Service
metadata: {name: cart, labels: {component: cart}}
spec: {selector: {app: cart}, ports: [{name: metrics, port: 9090}]}
```
```yaml good
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: cart}
spec: {selector: {matchLabels: {app: cart}}, endpoints: [{port: metrics}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart, labels: {app: cart}}
spec: {selector: {app: cart}, ports: [{name: metrics, port: 9090}]}
```
```yaml good
# another namespace, or a Service of another release
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: cart}
spec: {selector: {matchLabels: {app: cart}}, namespaceSelector: {any: true}, endpoints: [{port: metrics}]}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: db}
spec: {selector: {matchLabels: {app: db}}, endpoints: [{port: metrics}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{name: metrics, port: 9090}]}
```
"""

from predeploy import Document, Findings, Project, Service, rule

MOST = 200  # Services of a folder with which a monitor is compared; a catalogue of more is left alone


@rule("medium", since="0.1", kinds=("ServiceMonitor",), replaces={"kube-linter": "dangling-servicemonitor"})
def monitor_selects_nothing(monitor: Document, project: Project) -> Findings:
    labels = monitor["spec.selector.matchLabels"]
    wanted = {key: node.text for key, node in labels.items()}
    elsewhere = monitor["spec.namespaceSelector"].written or monitor["spec.selector.matchExpressions"].written
    if not wanted or None in wanted.values() or elsewhere or not project.complete_for(monitor, Service):
        return
    beside = project.beside("Service", monitor)
    if len(beside) > MOST or any(one.kind != "Service" or _may_have(one, wanted) for one in beside):
        return
    # its author took the labels of the pods for those of the Service
    meant = [
        one for one in beside if isinstance(one, Service) and one.selector and one.selector.items() <= wanted.items()
    ]
    if meant:
        yield labels.finding(
            f"ServiceMonitor `{monitor.name}` selects no Service: `{meant[0].name}` selects such pods and lacks the labels itself; label it",
            related=((meant[0].node, "the Service"),),
        )


def _may_have(service: Document, wanted: dict[str, str | None]) -> bool:
    labels = service["metadata.labels"]
    return labels.unknown or all(
        labels.key(key).unknown or labels.key(key).text == text for key, text in wanted.items()
    )
