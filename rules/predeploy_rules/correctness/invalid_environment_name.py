r"""An environment variable with a reserved or invalid name makes Lambda refuse the function.

Lambda sets `AWS_REGION`, the credentials and some more itself and rejects a function that wants to set them; a name of
one's own begins with a letter and goes on with letters, digits and underscores.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime (as of 2026-11).

Function Compute keeps what begins with `FC_` (https://www.alibabacloud.com/help/en/functioncompute/fc/environment-variables),
SCF `SCF_`, `QCLOUD_` and `TENCENTCLOUD_` (https://docs.cloudbase.net/cloud-function/function-configuration/env), Google
`X_GOOGLE_` and what its own runtime sets
(https://cloud.google.com/run/docs/configuring/services/overview-environment-variables; all as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Environment: {Variables: {LOG-LEVEL: info}}}}  #~ info
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Environment: {Variables: {AWS_REGION: eu-west-1}}}  #~ eu-west-1
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {pack: {handler: pack.handler, environment: {AWS_ACCESS_KEY_ID: "${env:KEY}"}}}  #~ "${env:KEY}"
```
```yaml bad file=flags.yaml
--runtime: python313
--trigger-http: true
--set-env-vars: {PORT: "8080", STAGE-NAME: prod}  #~ "8080"
```
```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  pack: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, environmentVariables: {FC_REGION: cn-hangzhou}}}  #~ cn-hangzhou
```
```yaml bad file=serverless.yml
component: scf
name: pack
inputs: {handler: index.main, environment: {variables: {SCF_STAGE: dev, log-level: info}}}  #~ dev #~ info
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
resources:
  pack: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, environmentVariables: {AWS_REGION: x, TZ: Asia/Shanghai, X: 1}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Environment: {Variables: {AWS_NODEJS_CONNECTION_REUSE_ENABLED: 1, TABLE_2: carts, AWS_LAMBDA_EXEC_WRAPPER: /opt/x}}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws, environment: {TZ: UTC, Region: "${aws:region}"}}
functions: {pack: {handler: pack.handler}}
```
"""

from predeploy import Findings, Function, pattern, rule

RESERVED = frozenset(
    [
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_DEFAULT_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_LAMBDA_RUNTIME_API",
        "AWS_REGION",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "LAMBDA_RUNTIME_DIR",
        "LAMBDA_TASK_ROOT",
    ]
)
# Platform → how the names begin that it keeps for itself; Lambda lists them
PREFIXES: dict[str, tuple[str, ...]] = {
    "aws-lambda": (),
    "alibaba-fc": ("FC_",),
    "tencent-scf": ("SCF_", "QCLOUD_", "TENCENTCLOUD_"),
    "google-functions": ("X_GOOGLE_",),
    # https://docs.aws.amazon.com/apprunner/latest/api/API_CodeConfigurationValues.html (as of 2026-11)
    "aws-app-runner": ("AWSAPPRUNNER",),
}
GOOGLE = frozenset({"FUNCTION_TARGET", "FUNCTION_SIGNATURE_TYPE", "K_SERVICE", "K_REVISION", "PORT"})
NAME = pattern(r"[A-Za-z][A-Za-z0-9_]*\Z")
SHORTEST = {"aws-lambda": 2}  # characters; API_Environment of Lambda (as of 2026-11), the others take one
LATER = pattern(r"\$\{|\{\{|^Fn::|^\?")


@rule("high", since="0.1", replaces={"cfn-lint": "E3663"})
def invalid_environment_name(function: Function) -> Findings:
    prefixes = PREFIXES.get(function.platform)
    if prefixes is None:
        return
    for name, node in function.environment:
        if LATER.search(name):
            continue
        kept = {"aws-lambda": RESERVED, "google-functions": GOOGLE}.get(function.platform, ())
        if name.startswith(prefixes) or name in kept:
            yield node.finding(
                f"function `{function.name}` sets `{name}`, a name that {function.host} keeps for itself: it refuses the function; choose another name"
            )
        elif function.platform not in ("google-functions", "aws-app-runner") and not _valid(name, function.platform):
            yield node.finding(
                f"`{name}` is no name for a variable of function `{function.name}`: {function.host} wants a letter, then letters, digits and underscores"
            )


def _valid(name: str, platform: str) -> bool:
    return NAME.match(name) is not None and len(name) >= SHORTEST.get(platform, 1)
