r"""Function Compute refuses a function whose CPU, memory and disk do not go together.

CPU comes in twentieths of a core, from 0.05 to 16; for each core there are 1 to 4 GB of memory; the disk has 512 MB or
10,240 MB. The tool that deploys does not check this: the API refuses the function. Instances with a GPU have sizes of
their own. https://www.alibabacloud.com/help/en/functioncompute/api-fc-2023-03-30-struct-createfunctioninput (2026-06-26).

```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  much:
    component: fc3
    props: {runtime: nodejs20, handler: index.handler, code: ./, cpu: 2, memorySize: 1024}  #~ 2, mem
  little:
    component: fc3
    props: {runtime: nodejs20, handler: index.handler, code: ./, cpu: 0.1, memorySize: 512, diskSize: 1024}  #~ 0.1, #~ 1024
  odd:
    component: fc3
    props: {runtime: nodejs20, handler: index.handler, code: ./, cpu: 0.33}  #~ 0.33
```
```yaml bad
ROSTemplateFormatVersion: "2015-09-01"
Resources:
  Pack: {Type: ALIYUN::FC3::Function, Properties: {Runtime: nodejs20, Handler: index.handler, Cpu: 32, MemorySize: 32768}}  #~ 32
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
resources:
  one: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, cpu: 0.35, memorySize: 512, diskSize: 10240}}
  two: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, cpu: 1, memorySize: 4096}}
  gpu:
    component: fc3
    props: {runtime: custom-container, customContainerConfig: {image: "a:1"}, cpu: 8, memorySize: 65536, gpuConfig: {gpuMemorySize: 49152}}
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
vars: {memory: "${env('MEMORY')}"}
resources:
  one: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, cpu: 2, memorySize: "${vars.memory}"}}
```
"""

from predeploy import Findings, Function, rule

GIB = 2.0**30
DISKS = (512 * 2.0**20, 10_240 * 2.0**20)
STEPS = 20  # of a core
LEAST, MOST = 1.0, 4.0  # GB for each core


@rule("high", since="0.1", platforms=("alibaba-fc",))
def function_size_refused(function: Function) -> Findings:
    if function.measure("gpu").state != "absent":
        return
    cpu, memory, disk = function.measure("cpu"), function.memory, function.storage
    what, limit = f"function `{function.name}`", function.limit("cpu")
    steps = cpu.value * STEPS
    if limit.refuses(cpu.value) or abs(steps - round(steps) if cpu.known else 0.0) > 1e-6:
        yield cpu.finding(
            f"{what} asks for {cpu}: Function Compute gives {limit.least:g} to {limit.most:g} cores in steps of {1 / STEPS:g}"
        )
    elif memory.state != "default" and cpu.value > 0:
        each = memory.value / GIB / cpu.value
        if each < LEAST or each > MOST:
            yield cpu.finding(
                f"{what} has {memory} for {cpu}: Function Compute takes {LEAST:g} to {MOST:g} GB for each core and refuses it",
                related=((memory.node, str(memory)),),
            )
    if disk.state in ("own", "inherited") and disk.known and disk.value not in DISKS:
        yield disk.finding(f"{what} asks for {disk} of disk: Function Compute gives 512 MB or 10240 MB and refuses it")
