r"""A password in a template is known to everybody who can read the repository or the stack.

The literal value of a property that AWS takes for a password stands in the template, in its history and in the change
sets; so does the default of a parameter, NoEcho or not. Let AWS make and keep it (`ManageMasterUserPassword: true`, or a
Secrets Manager secret with `GenerateSecretString`) and refer to it with `{{resolve:secretsmanager:…}}`. A default counts
one step less: whoever deploys may say otherwise.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html (as of 2026-11).

```yaml bad
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: letmein  #~ letmein @high
```
```yaml bad
Parameters: {Password: {Type: String, NoEcho: true, Default: letmein}}
Resources:
  Orders:
    Type: AWS::DocDB::DBCluster
    Properties:
      MasterUserPassword: !Ref Password  #~ !Ref @medium
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {hello: {handler: hello.handler}}
resources:
  Resources:
    Secret:
      Type: AWS::SecretsManager::Secret
      Properties: {SecretString: '{"username": "shop", "password": "letmein"}'}  #~ '{ @high
```
```yaml good
Parameters: {Password: {Type: String, NoEcho: true}}
Resources:
  One: {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: !Ref Password}}
  Two: {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: "{{resolve:secretsmanager:db:SecretString:password}}"}}
  Three: {Type: AWS::RDS::DBInstance, Properties: {ManageMasterUserPassword: true}}
  Four: {Type: AWS::SecretsManager::Secret, Properties: {GenerateSecretString: {PasswordLength: 32}}}
```
```yaml good
Resources:
  Hook: {Type: Custom::Lookup, Properties: {ServiceToken: !GetAtt Lookup.Arn, Password: letmein}}
  Filled: {Type: AWS::SecretsManager::Secret, Properties: {SecretString: "{}"}}
  Later: {Type: AWS::DMS::Endpoint, Properties: {Password: "<fill in>"}}
```
"""

import re

from predeploy import Findings, StackResource, pattern, rule

_PROPERTIES = (
    "MasterUserPassword",
    "MasterPassword",
    "Password",
    "AuthToken",
    "SecretString",
    "OauthToken",
    "ClientSecret",
    "AccessToken",
)
_EMPTY = pattern(r"\W*\Z|.*<[^>]{1,60}>|(?i:.*(?:placeholder|to be (?:set|filled)))", re.S)


@rule(
    "high",
    since="0.1",
    severities=("medium",),
    replaces={
        "cfn-lint": "W1011",
    },
)
def password_in_template(resource: StackResource) -> Findings:
    if not resource.kind.startswith("AWS::"):
        return
    for node in resource.properties.among(_PROPERTIES):
        if node.text is not None and not _EMPTY.match(node.text[:10_000]):
            literal = node.raw.__class__ is str and node.raw == node.value
            where = (
                "stands in the template"
                if literal
                else "can be read in a default or a file that the template refers to"
            )
            yield node.finding(
                f"{node.name} of `{resource.name}` {where}; let Secrets Manager make it and refer to it",
                severity="high" if literal else "medium",
                secret=literal,
            )
