r"""A service without an account of its own runs as one that may do almost everything.

Cloud Run, its jobs and Cloud Functions take the default service account of Compute Engine (App Engine's for the first
generation of functions) where none is named. In many projects it still has the role Editor: whoever takes over one container
can read every bucket and change every service of the project. Make an account for each service and grant it what it needs.
https://cloud.google.com/run/docs/configuring/services/service-identity (as of 2026-11).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: orders, annotations: {run.googleapis.com/ingress: all}}
spec: {template: {spec: {containers: [{image: "orders:1"}]}}}  #~ spec: {containers
```
```yaml bad
apiVersion: run.googleapis.com/v1
kind: Job
metadata: {name: nightly}
spec: {template: {spec: {template: {spec: {containers: [{image: "nightly:1"}]}}}}}  #~ spec: {containers
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: orders}
spec: {template: {spec: {serviceAccountName: orders@shop-prod.iam.gserviceaccount.com, containers: [{image: "orders:1"}]}}}
---
apiVersion: run.cnrm.cloud.google.com/v1beta1
kind: RunService
metadata: {name: carts}
spec: {template: {serviceAccountRef: {name: carts}, containers: [{image: "carts:1"}]}}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: orders}
spec: {template: {spec: {serviceAccountName: "${ACCOUNT}", containers: [{image: "orders:1"}]}}}
```
"""

from predeploy import CloudRun, Findings, rule

PLACES = ("serviceAccountName", "serviceAccount", "serviceAccountRef")


@rule("low", since="0.1", tier="strict")
def default_service_account(workload: CloudRun) -> Findings:
    if all(workload.pod[place].absent for place in PLACES) and workload.pod.is_map:
        yield workload.pod.finding(
            f"{workload.kind} `{workload.name}` names no service account and gets the default one, which may often do almost"
            " everything; make one of its own"
        )
