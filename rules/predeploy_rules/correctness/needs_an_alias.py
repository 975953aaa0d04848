r"""What only versions have, provisioned concurrency, gradual deployments and SnapStart, needs an alias or a version.

In SAM `AutoPublishAlias` makes a version with each change. Without it SAM refuses ProvisionedConcurrencyConfig and
DeploymentPreference, while SnapStart is accepted and does nothing: `$LATEST` never has a snapshot.
https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html and
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
(as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: java21
      ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}  #~ ProvisionedConcurrencyConfig
      DeploymentPreference: {Type: Canary10Percent5Minutes}  #~ DeploymentPreference
  Cart:
    Type: AWS::Serverless::Function
    Properties: {Runtime: java21, SnapStart: {ApplyOn: PublishedVersions}}  #~ PublishedVersions @medium
```
```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Cart: {Type: AWS::Lambda::Function, Properties: {Runtime: java21, SnapStart: {ApplyOn: PublishedVersions}}}  #~ PublishedVersions @medium
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {AutoPublishAlias: live}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Runtime: java21, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}, SnapStart: {ApplyOn: None}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Cart: {Type: AWS::Lambda::Function, Properties: {Runtime: java21, SnapStart: {ApplyOn: PublishedVersions}}}
  First: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Cart}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Runtime: java21, DeploymentPreference: {Enabled: false, Type: AllAtOnce}}
```
"""

from predeploy import Document, Findings, Function, Stack, StackResource, is_whole, rule

REFUSED = ("ProvisionedConcurrencyConfig", "DeploymentPreference")
VERSION = "AWS::Lambda::Version"
SAM = "AWS::Serverless::Function"


@rule(
    "high",
    since="0.1",
    kinds=(SAM, "AWS::Lambda::Function"),
    severities=("medium",),
    replaces={"cfn-lint": "W2530"},
)
def needs_an_alias(function: Function) -> Findings:
    if not function.setting("AutoPublishAlias").absent:
        return
    for key in REFUSED if function.kind == SAM else ():
        said = function.setting(key)
        if said.present and not said["Enabled"].is_false and not said["Enabled"].unknown:
            yield said.finding(f"`{function.name}` has {key} and no AutoPublishAlias: SAM refuses it; name an alias")
    snap = function.setting("SnapStart.ApplyOn")
    resource = StackResource(function.node)
    stack = resource.stack
    versions = [
        one
        for one in stack.documents.values()
        if one.node["Type"].unknown or (one.kind == VERSION and function.name in meant(stack, one, function.name))
    ]
    if snap.text == "PublishedVersions" and not versions and is_whole(Document(resource.root)):
        yield snap.finding(
            f"SnapStart of `{function.name}` applies to published versions, and nothing publishes one: it does nothing; "
            + ("set AutoPublishAlias" if function.kind == SAM else "add an AWS::Lambda::Version and call that"),
            severity="medium",
        )


def meant(stack: Stack, version: Document, otherwise: str) -> set[str]:
    return stack.mentioned(version["Properties.FunctionName"]) or {otherwise}
