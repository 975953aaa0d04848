r"""Code written into the template runs on Node.js and Python only.

`ZipFile` and SAM's `InlineCode` are refused for every other runtime, for there is nothing to compile or unpack.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
(as of 2026-11).

```yaml bad
Resources:
  Pack:
    Type: AWS::Lambda::Function
    Properties: {Runtime: ruby3.4, Handler: index.handler, Code: {ZipFile: "def handler"}, Role: "arn:aws:iam::1:role/x"}  #~ ruby3.4
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Runtime: java21, Handler: pack.Pack, InlineCode: "class Pack {}"}  #~ java21
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.13}}
Resources: {Pack: {Type: AWS::Serverless::Function, Properties: {Handler: index.handler, InlineCode: "def handler(e, c): pass"}}}
```
```yaml good
Resources:
  Pack:
    Type: AWS::Lambda::Function
    Properties: {Runtime: ruby3.4, Handler: index.handler, Code: {S3Bucket: code, S3Key: pack.zip}, Role: "arn:aws:iam::1:role/x"}
```
"""

from predeploy import Findings, Function, rule


@rule("high", since="0.1", replaces={"cfn-lint": ("E3677", "E3678")})
def inline_code_runtime(function: Function) -> Findings:
    if function.platform != "aws-lambda":
        return
    runtime = function.runtime
    written = [path for path in ("InlineCode", "Code.ZipFile") if function.body[path].present]
    if written and runtime.text is not None and not runtime.text.startswith(("nodejs", "python")):
        yield runtime.finding(
            f"function `{function.name}` has its code in the template, which {runtime.text} cannot run: Lambda takes Node.js and Python there",
            related=((function.body[written[0]], "the code"),),
        )
