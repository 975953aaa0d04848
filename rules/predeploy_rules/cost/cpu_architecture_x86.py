r"""A function on x86 costs a quarter more than the same function on arm64.

A GB-second costs $0.0000166667 on x86 and $0.0000133334 on arm64 (us-east-1, 2026-11), and most code in an interpreted
or a virtual machine language runs there unchanged. What brings native code along (images, layers, compiled
dependencies) must be built for it. https://aws.amazon.com/lambda/pricing/ (as of 2026-11). Said once a stack.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:  #~ Pack
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.14, Handler: pack.handler}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, runtime: nodejs24.x, architecture: x86_64}
functions:
  pack: {handler: pack.handler}  #~ pack
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Architectures: [arm64], Runtime: python3.14}}
Resources:
  Pack: {Type: AWS::Serverless::Function}
  Image: {Type: AWS::Serverless::Function, Properties: {PackageType: Image, Architectures: [x86_64]}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Chip: {Type: String}}
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.14, Architectures: [!Ref Chip]}}
  Native: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.14, Layers: ["arn:aws:lambda:us-east-1:1:layer:pandas:1"]}}
  Compiled: {Type: AWS::Serverless::Function, Properties: {Runtime: provided.al2023}}
  Old: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.7}}
```
"""

from predeploy import Findings, Function, StackResource, pattern, rule

# https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html (as of 2026-11): managed runtimes that exist for arm64
PORTABLE = pattern(
    r"nodejs(1[2-9]|[2-9]\d)\.x|python3\.([89]|1\d)|java(8\.al2|11|17|21|25)(\.al2023)?|ruby(2\.7|3\.\d|4\.\d)|dotnet\d+"
)


@rule("info", since="0.1", tier="strict")
def cpu_architecture_x86(function: Function) -> Findings:
    if function.platform != "aws-lambda" or not movable(function):
        return
    stack = StackResource(function.node).stack
    alike = stack.once(movable, lambda: [one for one in stack.functions if movable(one)])
    if alike and alike[0].name == function.name:  # said of the first, for all of them
        more = f" (and {len(alike) - 1} more)" if len(alike) > 1 else ""
        yield function.finding(f"`{function.name}`{more} runs on x86_64; on arm64 the same second costs 20 % less")


def movable(function: Function) -> bool:
    """Does it run on x86 for certain, with nothing native that is known of?"""
    chip = function.architecture
    layers = function.setting("Layers" if isinstance(function, StackResource) else "layers")
    named = (chip.absent and function.setting("Architectures").absent) or chip.text == "x86_64"
    image = function.setting("PackageType")
    return (
        named
        and layers.absent
        and (image.absent or image.text == "Zip")
        and PORTABLE.fullmatch(function.runtime.text or "") is not None
    )
