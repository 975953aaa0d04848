r"""A key that stands twice in one mapping has only its later value.

Kubernetes and CloudFormation take the later one without a word, so that a whole block (`env`, `Resources`, a route) can
vanish; `kustomize` and the Serverless Framework refuse the file. Merge the two.
https://yaml.org/spec/1.2.2/#3213-node-comparison: the keys of a mapping must be unique (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  labels: {app: cart}
  labels: {team: shop}  #~ labels
spec: {replicas: 2}
```
```json bad
{"AWSTemplateFormatVersion": "2010-09-09",
 "Resources": {},
 "Resources": {}}
#~ 3:2 "Resources"
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: cart, labels: {app: cart}, annotations: {app: cart}}
```
```yaml good
# an own key over a merged one
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, labels: &labels {app: cart, tier: web}}
spec: {template: {metadata: {labels: {<<: *labels, tier: shop}}}}
```
"""

from predeploy import Findings, Problem, rule


@rule("medium", since="0.1", kinds=("duplicate-key",))
def duplicate_key(problem: Problem) -> Findings:
    yield problem.finding(problem.message)
