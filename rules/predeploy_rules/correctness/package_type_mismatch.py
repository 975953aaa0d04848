r"""A function without a handler or runtime, or an image with them, is refused.

A function of a zip file needs a handler and a runtime; one of a container image must have neither, nor layers, also none
that come from `Globals`. Lambda and SAM reject both. The Serverless Framework wants one of `handler` and `image`.
https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html and
https://www.serverless.com/framework/docs/providers/aws/guide/functions (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.13}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: pack/}  #~ Properties
  Send:
    Type: AWS::Serverless::Function
    Properties: {PackageType: Image, ImageConfig: {Command: [send.handler]}}  #~ Image,
  Count:
    Type: AWS::Lambda::Function
    Properties: {Handler: count.handler, Code: {S3Bucket: code, S3Key: count.zip}, Role: "arn:aws:iam::1:role/x"}  #~ Properties
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, runtime: python3.13}
functions:
  pack: {memorySize: 128}  #~ pack
  send: {handler: send.handler, image: "shop/send:1"}  #~ "shop
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.13}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: pack/, Handler: pack.handler}
  Count:
    Type: AWS::Lambda::Function
    Properties: {Code: {ImageUri: "1.dkr.ecr.eu-west-1.amazonaws.com/count:1"}, PackageType: Image, Role: "arn:aws:iam::1:role/x"}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack: {handler: pack.handler}
  send: {image: "shop/send:1"}
```
```yaml good file=serverless.yml
# a plugin may know how to go on
service: shop
provider: {name: aws}
plugins: [serverless-with-its-own-functions]
functions:
  pack: {entry: pack}
```
"""

from predeploy import Findings, Function, rule


@rule("high", since="0.1", replaces={"cfn-lint": ("W2533", "E3685")})
def package_type_mismatch(function: Function) -> Findings:
    if function.platform != "aws-lambda" or not function.body.is_map:
        return
    what = f"function `{function.name}`"
    if function.kind == "function":
        yield from of_framework(function, what)
        return
    package = function.setting("PackageType")
    image = [function.setting(path) for path in ("ImageUri", "Code.ImageUri")]
    pairs = [("handler", function.handler), ("runtime", function.runtime)]
    if package.text == "Image" and function["IgnoreGlobals"].absent:
        given = [node for _, node in [*pairs, ("layers", function.setting("Layers"))] if node.present]
        if given:
            yield package.finding(
                f"{what} is an image and has a {' and a '.join(node.name for node in given)}: it is refused",
                related=tuple((node, "must go") for node in given),
            )
    elif package.text in (None, "Zip") and not package.unknown and not any(node.written for node in image):
        missing = [name for name, node in pairs if node.absent]
        if missing:
            yield function.body.finding(f"{what} is a zip file and has no {' and no '.join(missing)}: it is refused")


def of_framework(function: Function, what: str) -> Findings:
    image, plugins = function["image"], function.node.tree.data.get("plugins")
    if image.present and function["handler"].present:
        yield image.finding(f"{what} has a handler and an image: the Serverless Framework refuses it; keep one")
    elif image.absent and function["handler"].absent and not plugins:
        yield function.finding(f"{what} has neither handler nor image: the Serverless Framework refuses it")
