r"""A setting of a function that is misspelt is dropped without a word, and the default holds.

faas-cli, wskdeploy, nuctl and the tools of Function Compute and SCF read the settings that they know and pass over the
rest; the API server drops the fields that Fission does not know. Capitals count for faas-cli, wskdeploy and the API server; nuctl and `fission spec apply` read
`Concurrency` for `concurrency` all the same, so that such a file works until it is applied another way. Only names that are
nearly right are reported.
https://docs.openfaas.com/reference/yaml/ (as of 2026-05); github apache/openwhisk-wskdeploy, specification/html/spec_actions.md
(2024-12); fission/fission, pkg/apis/core/v1/types.go (2026-08); nuclio/nuclio, docs/reference/function-configuration (2025-01);
devsapp/fc3, src/schema.json (2026-05); serverless-components/tencent-scf, docs/configure.md (2022-03)

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
```yaml bad file=s.yaml
edition: 3.0.0
access: default
resources:
  resize:
    component: fc3
    props: {functionName: resize, runtime: nodejs20, handler: a.b, code: ./, memory: 512, timeOut: 60}  #~ 512
#~ 6:100 60
```
```yaml bad file=serverless.yml
component: scf
inputs: {name: resize, src: ./, runtime: Nodejs18.15, handler: a.b, enviroment: {variables: {A: b}}}  #~ enviroment
```
```yaml good file=s.yaml
edition: 3.0.0
access: default
resources:
  resize: {component: fc3, props: {functionName: resize, runtime: nodejs20, handler: a.b, code: ./, cpu: 1, somethingNew: 1}}
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
    "alibaba-fc": (
        "functionName region runtime code handler description memorySize cpu diskSize timeout instanceConcurrency role layers"
        " environmentVariables internetAccess logConfig vpcConfig vpcBinding nasConfig ossMountConfig polarFsConfig gpuConfig"
        " customContainerConfig customRuntimeConfig customDNS instanceLifecycleConfig concurrencyConfig asyncInvokeConfig"
        " provisionConfig scalingConfig tracingConfig tags triggers customDomain resourceGroupId sessionAffinity"
        " sessionAffinityConfig instanceIsolationMode disableOndemand enableLongLiving idleTimeout caPort annotations"
    ),
    "tencent-scf": (
        "name src handler runtime region description memorySize timeout initTimeout environment events triggers layers role"
        " vpcConfig publicAccess eip image cfs deadLetter cls tags traffic type namespace qualifier provisionedNum"
        " asyncRunEnable traceEnable installDependency ignoreTriggers msgTTL retryNum protocolType protocolParams diskSize"
        " gpuReservedQuota gpuMemorySize nodeType nodeSpec instanceConcurrencyConfig enableRoleAuth useDefaultRole"
    ),
    "nuclio": (
        "description handler runtime image env envFrom volumes replicas minReplicas maxReplicas targetCPU dataBindings triggers"
        " build runRegistry runtimeAttributes resources readinessTimeoutSeconds waitReadinessTimeoutBeforeFailure avatar"
        " eventTimeout securityContext serviceType affinity nodeSelector nodeName tolerations priorityClassName preemptionMode"
        " scaleToZero loggerSinks imagePullSecrets imageHash alias version serviceAccount disable disableDefaultHTTPTrigger"
        " disableSensitiveFieldsMasking publish platform initContainers sidecars customScalingMetricSpecs ports metrics"
    ),
}


SHORT = {"memory": "memorySize", "env": "environment", "environmentVariable": "environmentVariables"}
FORMATS = {"alibaba-fc": "serverless-devs", "tencent-scf": "tencent"}  # where the platform has several dialects


@rule("medium", since="0.1", platforms=tuple(KNOWN), severities=("low",))
def misspelt_setting(function: Function) -> Findings:
    known = KNOWN[function.platform].split()
    dialect = FORMATS.get(function.platform)
    if dialect and (function.node.tree.format.name != dialect or function.body.name not in ("props", "inputs")):
        return
    for name, node in function.body.items():
        if name in known or name.startswith("x-"):
            continue
        same = [one for one in known if one.lower() == name.lower()]
        near = (
            same
            or [one for one in (SHORT.get(name),) if one in known]
            or difflib.get_close_matches(name, known, 1, ALIKE)
        )
        if near and not (same and function.platform == "nuclio"):
            forgiven = same and function.platform == "fission"
            who = "the API server drops it, and only `fission spec apply` reads it" if forgiven else "it is dropped"
            yield node.finding(
                f"function `{function.name}` has no setting `{name}`: {who}; did you mean `{near[0]}`?",
                severity="low" if forgiven else "medium",
                fix=renamed(node, function.body.key(near[0])),
            )
