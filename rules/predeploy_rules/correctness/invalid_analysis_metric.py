r"""A metric that cannot be measured so often, or fail so often, is refused.

Argo Rollouts wants an `interval` for a metric that is measured more than once, and a `count` that is not below
`failureLimit` or `inconclusiveLimit`, for it would never fail:
https://argo-rollouts.readthedocs.io/en/stable/features/analysis/ (as of 2026-11; ValidateMetric in utils/analysis).

```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: {name: success-rate}
spec:
  metrics:
    - name: success-rate
      count: 5  #~ 5
      provider: {prometheus: {query: up}}
    - name: errors
      interval: 1m
      count: 3
      failureLimit: 5  #~ 5
      provider: {prometheus: {query: down}}
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: {name: success-rate}
spec:
  metrics:
    - {name: once, provider: {prometheus: {query: up}}}
    - {name: for-ever, interval: 1m, failureLimit: 3, provider: {prometheus: {query: up}}}
    - {name: five-times, interval: 1m, count: 5, failureLimit: 2, provider: {prometheus: {query: up}}}
```
What is handed in is not known:
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: ClusterAnalysisTemplate
metadata: {name: success-rate}
spec:
  args: [{name: count}]
  metrics: [{name: success-rate, interval: 1m, count: "{{args.count}}", failureLimit: 5, provider: {prometheus: {query: up}}}]
```
"""

from predeploy import Document, Findings, rule

LIMITS = {"failureLimit": "fail", "inconclusiveLimit": "be inconclusive"}


@rule("high", since="0.1", kinds=("AnalysisTemplate", "ClusterAnalysisTemplate"))
def invalid_analysis_metric(document: Document) -> Findings:
    for metric in document["spec.metrics"]:
        count, name = metric["count"], metric["name"].text
        if count.number > 1 and metric["interval"].absent:
            yield count.finding(
                f"metric `{name}` of {document.kind} `{document.name}` is measured {count.text} times without an interval: it is refused"
            )
        for limit, what in ((metric[key], what) for key, what in LIMITS.items()):
            if 0 < count.number < limit.number:
                yield limit.finding(
                    f"metric `{name}` of {document.kind} `{document.name}` is measured {count.text} times and may {what} {limit.text} times: it is refused;"
                    f" set {limit.name} to {count.text} at most"
                )
