r"""Debug logs in production cost more than the function that writes them.

CloudWatch takes $0.50 for each GB that is written (us-east-1, 2026-11), seventy times what it costs to keep it a week:
https://aws.amazon.com/cloudwatch/pricing/.
At debug level every call writes its input, its output and what its libraries think about it, secrets and people's data
too. Set INFO, and switch to debug for an hour when you need it. Said only where the environment is stated to be prod.

```yaml bad target={environment: prod}
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Environment: {Variables: {LOG_LEVEL: DEBUG}}}}  #~ DEBUG
Resources:
  Pack: {Type: AWS::Serverless::Function}
```
```yaml bad target={environment: prod}
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, image: "cart:1", env: [{name: LOG_LEVEL, value: trace}]}]}}}  #~ trace
```
```yaml good
# no environment is stated
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {LOG_LEVEL: DEBUG}}}}
```
```yaml good target={environment: prod}
Parameters: {Level: {Type: String}}
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {LOG_LEVEL: !Ref Level, MODE: DEBUG}}}}
  Ship: {Type: AWS::Serverless::Function, Properties: {LoggingConfig: {LogFormat: JSON, ApplicationLogLevel: INFO}}}
```
host.json has a level for each category:
```json bad file=app/host.json target={environment: prod}
{"version": "2.0", "logging": {"logLevel": {"default": "Warning", "Function.Pay": "Trace"}}}
#~ 1:83
```
```json good file=app/host.json target={environment: prod}
{"version": "2.0", "logging": {"logLevel": {"default": "Information"}}}
```
"""

from collections.abc import Iterator

from predeploy import Container, Findings, Function, Node, Target, rule

NAMES = frozenset(
    {"LOG_LEVEL", "LOGLEVEL", "POWERTOOLS_LOG_LEVEL", "LOGGING_LEVEL", "RUST_LOG", "AWS_LAMBDA_LOG_LEVEL"}
)
LOUD = frozenset({"debug", "trace"})


@rule("low", since="0.1")
def debug_logging(subject: Function | Container, target: Target) -> Findings:
    if target.environment != "prod":
        return
    for name, value in levels(subject):
        if (value.text or "").lower() in LOUD:
            yield value.finding(
                f"`{subject.name}` logs at level {value.text} in production (`{name}`): every line is paid for; set INFO",
                fix=value.replace(_quiet(value), safe=False),
            )


def _quiet(value: Node) -> str:
    """INFO, in the words of the place."""
    if "logLevel" in value.path:
        return "Information"
    return "INFO" if (value.text or "").isupper() else "info"


def levels(subject: Function | Container) -> Iterator[tuple[str, Node]]:
    """What sets a log level, with its name."""
    if isinstance(subject, Container):
        for entry in subject["env"]:
            if entry["name"].text in NAMES:
                yield entry["name"].text or "", entry["value"]
        return
    for name, value in subject.environment:
        if name in NAMES:
            yield name, value
    for category, value in subject.setting("logging.logLevel").items():  # of host.json
        yield f"logging.logLevel.{category}", value
    for path in ("LoggingConfig.ApplicationLogLevel", "logs.applicationLogLevel"):
        yield path, subject.setting(path)
