r"""Shares of the traffic that do not add up to 100 are refused.

Knative and Cloud Run want `percent` of all targets together to be 100, none above it, and of `revisionName` and
`latestRevision: true` only one for each target. A target with a `tag` alone gets no share and is reached under its own
name. https://knative.dev/docs/serving/traffic-management/, github knative/serving, pkg/apis/serving/v1/route_validation.go
(as of 2026-08).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template: {spec: {containers: [{image: "report:1"}]}}
  traffic:  #~ traffic
    - {latestRevision: true, percent: 20}
    - {revisionName: report-00001, percent: 70}
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Route
metadata: {name: report}
spec:
  traffic:
    - {latestRevision: true, revisionName: report-00001, percent: 100}  #~ report-00001
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template: {spec: {containers: [{image: "report:1"}]}}
  traffic:
    - {latestRevision: true, percent: 20}
    - {revisionName: report-00001, percent: 80}
    - {revisionName: report-00002, tag: next}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template: {spec: {containers: [{image: "report:1"}]}}
  traffic:
    - {latestRevision: true, percent: "${SHARE}"}
    - {revisionName: report-00001, percent: 70}
---
apiVersion: v1
kind: Service
metadata: {name: report}
spec: {ports: [{port: 80}], traffic: [{percent: 10}]}
```
"""

from predeploy import Document, Findings, rule


@rule("high", since="0.1", kinds=("Service", "Route"), keys=("traffic",))
def traffic_not_whole(document: Document) -> Findings:
    traffic = document["spec.traffic"]
    targets = list(traffic)
    if document.group != "serving.knative.dev" or not targets:
        return
    what, percents = f"{document.kind} `{document.name}`", [target["percent"] for target in targets]
    total = sum(0.0 if percent.absent else percent.number for percent in percents)
    if total < 100 or total > 100:
        yield traffic.finding(f"{what} gives {total:g} % of its requests away: the shares must add up to 100")
    for target in targets:
        if target["latestRevision"].is_true and target["revisionName"].text:
            yield target["revisionName"].finding(
                f"{what} sends one share to the latest revision and to `{target['revisionName'].text}`: it is refused; keep one"
            )
