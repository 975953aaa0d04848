r"""An instance that keeps its CPU while nobody calls costs the full price day and night.

Instances that Function Compute keeps ready are billed at the low idle rate between calls, as long as their CPU (or GPU)
sleeps. `alwaysAllocateCPU: true` and `alwaysAllocateGPU: true`, which the API takes for granted where nothing is said, bill
them as active all the time. It is worth it only for work that goes on between the calls.
https://www.alibabacloud.com/help/en/functioncompute/api-fc-2023-03-30-struct-putprovisionconfiginput (2024-08-02).

```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  pack:
    component: fc3
    props:
      runtime: nodejs20
      handler: index.handler
      code: ./
      provisionConfig: {defaultTarget: 2, alwaysAllocateCPU: true}  #~ true
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
resources:
  kept: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, provisionConfig: {defaultTarget: 2, alwaysAllocateCPU: false}}}
  none: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, provisionConfig: {defaultTarget: 0, alwaysAllocateCPU: true}}}
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
resources:
  kept: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, provisionConfig: {defaultTarget: "${env('KEPT')}", alwaysAllocateCPU: true}}}
```
"""

from predeploy import Findings, Function, rule


@rule("low", since="0.1", tier="strict", platforms=("alibaba-fc",))
def cpu_allocated_while_idle(function: Function) -> Findings:
    kept = function.provisioned
    for part in ("CPU", "GPU"):
        always = function.setting(f"provisionConfig.alwaysAllocate{part}")
        if always.is_true and kept.value >= 1:
            yield always.finding(
                f"`{function.name}` keeps {kept} with the {part} allocated: idle time costs as much as work; set it to false",
                fix=always.replace(False, safe=False),
            )
