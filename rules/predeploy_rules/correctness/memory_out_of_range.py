r"""A function with more memory or scratch space than there is is refused.

Lambda gives 128 to 10,240 MB of memory, by the megabyte, and 512 to 10,240 MB of `/tmp`; with a capacity provider
memory goes up to 32,768 MB. Other numbers are rejected when the stack is deployed.
https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {MemorySize: 64, EphemeralStorage: {Size: 256}}  #~ 64 #~ 256
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, memorySize: 12288}  #~ 12288
functions: {pack: {handler: pack.handler}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {MemorySize: 128, EphemeralStorage: {Size: 10240}}
  Big:
    Type: AWS::Serverless::Function
    Properties: {MemorySize: 32768, CapacityProviderConfig: {Arn: "arn:aws:lambda:x"}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws, memorySize: "${ssm:/memory}"}
functions: {pack: {handler: pack.handler}}
```
"""

from predeploy import Findings, Function, rule

MIB = 2.0**20


@rule("high", since="0.1")
def memory_out_of_range(function: Function) -> Findings:
    for what, measure in (("memory", function.memory), ("storage", function.storage)):
        limit = function.limit(what)
        if measure.state != "default" and limit.refuses(measure.value):
            steps = f" in steps of {limit.step / MIB:g} MB" if limit.step else ""
            yield measure.finding(
                f"function `{function.name}` asks for {measure.value / MIB:g} MB of {what}: {function.host} gives"
                f" {limit.least / MIB:g} to {limit.most / MIB:g} MB{steps} and refuses it"
            )
