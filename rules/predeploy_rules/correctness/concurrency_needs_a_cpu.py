r"""A function that is to answer several requests at once on less than a whole CPU is refused.

A function of the second generation gets its CPU by its memory, a whole one only from 2 GiB on, and answers one request at a
time unless `--concurrency` (`maxInstanceRequestConcurrency`) says more. Cloud Run, which runs it, takes more than one only
where there is a whole CPU: say `--cpu=1` (`availableCpu`), or more memory.
https://cloud.google.com/functions/docs/configuring/concurrency, https://cloud.google.com/functions/docs/configuring/memory
(as of 2026-11).

```yaml bad file=flags.yaml
--runtime: python313
--gen2: true
--trigger-http: true
--memory: 512Mi
--concurrency: 40  #~ 40
```
```yaml bad
apiVersion: cloudfunctions2.cnrm.cloud.google.com/v1alpha1
kind: CloudFunctions2Function
metadata: {name: report}
spec: {buildConfig: {runtime: go124}, serviceConfig: {availableCpu: "0.5", maxInstanceRequestConcurrency: 2}}  #~ 2}}
```
```yaml good file=flags.yaml
--runtime: python313
--gen2: true
--trigger-http: true
--memory: 512Mi
--cpu: 1
--concurrency: 40
```
```yaml good file=flags.yaml
--runtime: python313
--gen2: true
--trigger-http: true
--memory: 4Gi
--concurrency: 40
```
```yaml good file=flags.yaml
--runtime: python313
--trigger-http: true
--cpu: ${CPU}
--concurrency: 40
```
"""

from predeploy import Findings, GoogleFunction, rule

WHOLE = 2e9  # bytes from which on a function gets a whole CPU, 2 GB and 2 GiB alike; source above


@rule("high", since="0.1")
def concurrency_needs_a_cpu(function: GoogleFunction) -> Findings:
    at_once, cpu, memory = function.measure("requests"), function.measure("cpu"), function.memory
    small = cpu.value < 1 or (cpu.state == "absent" and memory.value < WHOLE)
    if at_once.state == "own" and at_once.value > 1 and small:
        has = str(cpu) if cpu.known else f"less than one CPU with {memory}"
        yield at_once.finding(
            f"function `{function.name}` is to answer {at_once.value:g} requests at once and has {has}: it is refused; give"
            " it a whole CPU, or let it answer one at a time"
        )
