r"""A function with more than 4 KB of environment variables is refused.

Names and values of all variables together may have 4,096 bytes; Lambda rejects more, and a stack that grew slowly stops
deploying from one variable to the next. What is known only at deployment counts nothing here. Put lists and documents
into Parameter Store, AppConfig or the package.
https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (as of 2026-11).

```yaml bad options={most: 24}
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Environment: {Variables: {NAMES: one two three four five six}}}  #~ Variables
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Environment: {Variables: {NAMES: one two three four five six}}}
```
```yaml good options={most: 24}
Parameters: {Names: {Type: String}}
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Environment: {Variables: {NAMES: !Ref Names}}}
```
"""

from predeploy import Findings, Function, rule


@rule("high", since="0.1", replaces={"cfn-lint": "E3697"})
def environment_too_large(function: Function, *, most: int = 0) -> Findings:
    limit = most or function.limit("environment").most
    entries = list(function.environment)
    size = sum(len(text.encode("utf-8", "replace")) for name, node in entries for text in (name, node.text or ""))
    if size > limit:
        place = function.setting(function.SETTINGS["environment"].path)
        yield place.finding(
            f"the environment variables of function `{function.name}` have {size} bytes together: {function.host} takes at most {limit:g}"
        )
