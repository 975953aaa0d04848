r"""A StatefulSet that names a Service which does not exist has pods without names of their own.

`db-0.db` resolves only where `serviceName` is the headless Service (`clusterIP: None`) that selects the pods. Replicas
that look for each other by such names never find one another, and `serviceName` cannot be changed later. This speaks where
another headless Service selects the pods, and the one that is named is nowhere.
https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Service
metadata: {name: db-headless}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db  #~ db
  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "db:1"}]}}
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: db-headless}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "db:1"}]}}
```
```yaml good
# the Service that is named comes from elsewhere
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db-headless
  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "db:1"}]}}
```
"""

from predeploy import Document, Findings, Project, Service, Workload, rule


@rule("medium", since="0.1", kinds=("StatefulSet",), replaces={"kube-score": "statefulset-has-servicename"})
def governed_by_no_service(workload: Workload, project: Project) -> Findings:
    named = workload["spec.serviceName"]
    if not named.text or project.named(Document, "Service", named.text, workload) is not None:
        return
    headless = [one for one in project.services_of(workload) if one["spec.clusterIP"].text == "None"]
    if len(headless) == 1 and project.complete_for(workload, Service):
        yield named.finding(
            f"StatefulSet `{workload.name}` names Service `{named.text}`, which does not exist here: its pods get no names such as"
            f" `{workload.name}-0.{named.text}`; the headless Service that selects them is `{headless[0].name}`",
            related=((headless[0]["metadata.name"], "the headless Service"),),
        )
