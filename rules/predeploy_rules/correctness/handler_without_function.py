r"""A handler that names no function in its file fails on the first call.

Python, Node.js and Ruby want `file.function`. Without a dot, or with the ending of the file instead of the function, the
deployment succeeds and every call ends with "Bad handler" or "module not found".
https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html, https://www.alibabacloud.com/help/functioncompute/fc/user-guide/request-handlers
and https://cloud.tencent.com/document/product/583/9210 (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: app}}  #~ app
  Cart: {Type: AWS::Serverless::Function, Properties: {Runtime: nodejs22.x, Handler: src/index.js}}  #~ src/index.js
```
```yaml bad file=s.yaml
edition: 3.0.0
access: default
resources:
  pack: {component: fc3, props: {functionName: pack, runtime: nodejs20, handler: index, code: ./code}}  #~ index
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Runtime: {Type: String}}
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: app.main}}
  Cart: {Type: AWS::Serverless::Function, Properties: {Runtime: nodejs22.x, Handler: src/index.handler}}
  Bin: {Type: AWS::Serverless::Function, Properties: {Runtime: provided.al2023, Handler: bootstrap}}
  Job: {Type: AWS::Serverless::Function, Properties: {Runtime: java21, Handler: shop.Pack}}
  Any: {Type: AWS::Serverless::Function, Properties: {Runtime: !Ref Runtime, Handler: app}}
  Web:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs22.x, Handler: server.js, Environment: {Variables: {AWS_LAMBDA_EXEC_WRAPPER: /opt/bootstrap}}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws, runtime: "${ssm:/runtime}"}
functions: {pack: {handler: app}, cart: {handler: "${file(handlers.yml):cart}", runtime: python3.13}}
```
A web function of SCF is started by a file of this name:
```yaml good file=serverless.yml
component: scf
inputs: {name: pack, type: web, handler: scf_bootstrap, runtime: Nodejs18.15, src: ./}
```
"""

from predeploy import Findings, Function, pattern, rule

NAMED = pattern(r"(?i)(?:python|nodejs|ruby)\d.*")
FILE = pattern(r".*\.(?:py|js|mjs|cjs|ts|rb)")
OF_WEB = "scf_bootstrap"
WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER"  # starts what it likes


@rule("high", since="0.1", platforms=("aws-lambda", "alibaba-fc", "tencent-scf"))
def handler_without_function(function: Function) -> Findings:
    handler, runtime = function.handler, function.runtime
    text = handler.text or ""
    if text in ("", OF_WEB) or not NAMED.fullmatch(runtime.text or "") or WRAPPER in dict(function.environment):
        return
    file = FILE.fullmatch(text)
    if file or "." not in text.rpartition("/")[2]:
        stem = text.rpartition(".")[0] if file else text
        yield handler.finding(
            f"handler `{text}` of `{function.name}` names {'a file' if file else 'no function'}: every call fails; {runtime.text} "
            f"wants file.function, such as `{stem}.handler`"
        )
