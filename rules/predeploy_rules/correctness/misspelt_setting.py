r"""A setting of a function that is misspelt is dropped without a word, and the default holds.

faas-cli, wskdeploy and nuctl read the settings that they know and pass over the rest; the API server drops the fields that
Fission does not know. Capitals count for faas-cli, wskdeploy and the API server; nuctl and `fission spec apply` read
`Concurrency` for `concurrency` all the same, so that such a file works until it is applied another way. Only names that are
nearly right are reported.
https://docs.openfaas.com/reference/yaml/ (as of 2026-05); github apache/openwhisk-wskdeploy, specification/html/spec_actions.md
(2024-12); fission/fission, pkg/apis/core/v1/types.go (2026-08); nuclio/nuclio, docs/reference/function-configuration (2025-01)

```yaml bad
provider: {name: openfaas}
functions:
  resize:
    lang: python3-http
    handler: ./resize
    image: registry.example.com/shop/resize:1.4
    enviroment: {exec_timeout: 5m}  #~ enviroment
    readOnly_root_filesystem: true  #~ true
```
```yaml fixed
provider: {name: openfaas}
functions:
  resize:
    lang: python3-http
    handler: ./resize
    image: registry.example.com/shop/resize:1.4
    readonly_root_filesystem: true
    environment:
      exec_timeout: 5m
```
```yaml bad
apiVersion: fission.io/v1
kind: Function
metadata: {name: resize}
spec:
  environment: {name: python}
  functionTimeOut: 90  #~ 90 @low
  invokeStrategy: {ExecutionStrategy: {ExecutorType: newdeploy}}  #~ invokeStrategy @low
  concurency: 50  #~ 50 @medium
```
```yaml bad
metadata: {name: resize}
spec:
  runtime: golang
  handler: main:Handler
  minReplica: 2  #~ 2
```
```yaml good
provider: {name: openfaas}
functions:
  resize: {lang: go, handler: ./r, image: "r:1", environment: {a: b}, something_else: 1, x-enviroment: {}}
```
```yaml good
apiVersion: fission.io/v1
kind: Function
metadata: {name: resize}
spec: {environment: {name: python}, concurrency: 50, functionTimeout: 60, idletimeout: 120, requestsPerPod: 1, onceOnly: true}
---
packages:
  shop: {actions: {pack: {function: src/pack.js, inputs: {}, outputs: {}, web-export: true, main: run}}}
```
nuctl does not mind capitals:
```yaml good
metadata: {name: resize}
spec: {runtime: golang, handler: "main:Handler", minreplicas: 1, maxReplicas: 2}
```
"""

import difflib

from predeploy import Findings, Function, renamed, rule

ALIKE = 0.85  # of 1
KNOWN = {
    "openfaas": (
        "lang handler image name fprocess environment environment_file secrets labels annotations limits requests constraints"
        " readonly_root_filesystem readOnlyRootFilesystem build_args build_secrets build_options skip_build namespace platforms"
    ),
    "openwhisk": (
        "function code runtime inputs outputs limits annotations web web-export main docker native include exclude version"
        " license description handler memory timeout parameters sequence events namespace overwrite name"
    ),
    "fission": (
        "environment package secrets configmaps resources InvokeStrategy functionTimeout idletimeout concurrency requestsPerPod"
        " onceOnly retainPods podspec streaming provisionedConcurrency env"
    ),
    "nuclio": (
        "description handler runtime image env envFrom volumes replicas minReplicas maxReplicas targetCPU dataBindings triggers"
        " build runRegistry runtimeAttributes resources readinessTimeoutSeconds waitReadinessTimeoutBeforeFailure avatar"
        " eventTimeout securityContext serviceType affinity nodeSelector nodeName tolerations priorityClassName preemptionMode"
        " scaleToZero loggerSinks imagePullSecrets imageHash alias version serviceAccount disable disableDefaultHTTPTrigger"
        " disableSensitiveFieldsMasking publish platform initContainers sidecars customScalingMetricSpecs ports metrics"
    ),
}


@rule("medium", since="0.1", platforms=tuple(KNOWN), severities=("low",))
def misspelt_setting(function: Function) -> Findings:
    known = KNOWN[function.platform].split()
    for name, node in function.body.items():
        if name in known or name.startswith("x-"):
            continue
        same = [one for one in known if one.lower() == name.lower()]
        near = same or difflib.get_close_matches(name, known, 1, ALIKE)
        if near and not (same and function.platform == "nuclio"):
            forgiven = same and function.platform == "fission"
            who = "the API server drops it, and only `fission spec apply` reads it" if forgiven else "it is dropped"
            yield node.finding(
                f"function `{function.name}` has no setting `{name}`: {who}; did you mean `{near[0]}`?",
                severity="low" if forgiven else "medium",
                fix=renamed(node, function.body.key(near[0])),
            )
