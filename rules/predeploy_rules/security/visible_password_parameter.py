r"""A parameter that holds a password is shown to everybody who may look at the stack, unless it is NoEcho.

CloudFormation prints parameters in the console, in `describe-stacks` and in change sets. `NoEcho: true` masks the value
there; better still, take no password at all and let the stack resolve it from Secrets Manager or Parameter Store.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html (as of 2026-11).
ROS does the same, and masks what an AssociationProperty calls a password:
https://aliyun.github.io/infraguard/docs/policies/aliyun/rules/parameter-sensitive-noecho-check (as of 2026-11).

```yaml bad
Parameters:
  DatabasePassword:  #~ DatabasePassword
    Type: String
Resources: {Orders: {Type: AWS::SQS::Queue}}
```
```yaml fixed
Parameters:
  DatabasePassword:
    Type: String
    NoEcho: true
Resources: {Orders: {Type: AWS::SQS::Queue}}
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Parameters:
  GithubToken: {Type: String, NoEcho: false}  #~ false
Resources: {Hello: {Type: AWS::Serverless::Function, Properties: {Timeout: 3}}}
```
```yaml bad file=ros.yaml
ROSTemplateFormatVersion: "2015-09-01"
Parameters:
  DatabasePassword: {Type: String, NoEcho: false}  #~ false
  LoginPassword: {Type: String, AssociationProperty: "ALIYUN::ECS::Instance::Password"}
Resources: {Shop: {Type: ALIYUN::SLS::Project, Properties: {Name: shop}}}
```
```yaml good
Parameters:
  DatabasePassword: {Type: String, NoEcho: true}
  SecretArn: {Type: String}
  SecretName: {Type: String, Default: db}
  PasswordLength: {Type: Number}
  UseSecret: {Type: String}
  Token: {Type: String, AllowedValues: [one, two]}
  ApiKey: {Type: "AWS::SSM::Parameter::Value<String>"}
  TokenLambdaS3Key: {Type: String}
Resources: {Orders: {Type: AWS::SQS::Queue}}
```
```yaml good
Parameters:
  SsmPassword: {Type: "AWS::SSM::Parameter::Name"}
  PublicToken: {Type: String}
Resources: {Orders: {Type: AWS::SQS::Queue}}
```
Of an ARM template Azure keeps the parameters of each deployment:
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"sqlPassword": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.Sql/servers", "apiVersion": "2021-11-01", "name": "shop", "properties": {"administratorLoginPassword": "[parameters('sqlPassword')]"}}
  ]
}
#~ 4:42
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"sqlPassword": {"type": "secureString"}, "passwordSecretName": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.Sql/servers", "apiVersion": "2021-11-01", "name": "shop", "properties": {"administratorLoginPassword": "[parameters('sqlPassword')]"}}
  ]
}
```
"""

from predeploy import Document, Findings, pattern, rule

_SECRET = pattern(
    r"(?!.*(?i:public)|(?:Use|Create|Enable|Has|Needs?|Rotate|Is|With|Existing)[A-Z])(?:.*(?i:password|passwd|passphrase|apikey|api_key|token|secretkey|clientsecret)|.*(?i:secret))(?:Value|[0-9]*)\Z"
)


@rule("medium", since="0.1", kinds=("template", "ros", "arm template"))
def visible_password_parameter(template: Document) -> Findings:
    if template.kind == "arm template":
        yield from in_history(template)
        return
    for name, parameter in template["Parameters"].items():
        hidden = parameter["NoEcho"]
        if parameter["Type"].text != "String" or parameter["AllowedValues"].written or not _SECRET.match(name):
            continue
        if (hidden.absent or hidden.is_false) and parameter["AssociationProperty"].absent:
            yield hidden.finding(
                f"parameter `{name}` is shown to everybody who may look at the stack; set NoEcho: true",
                fix=hidden.insert(True, safe=False) if hidden.absent else hidden.replace(True, safe=False),
            )


def in_history(template: Document) -> Findings:
    """Azure keeps the parameters of every deployment; those of a secure type it hides."""
    for name, parameter in template["parameters"].items():
        kind = parameter["type"]
        if (kind.text or "").lower() != "string" or parameter["allowedValues"].written or not _SECRET.match(name):
            continue
        yield kind.finding(
            f"parameter `{name}` is shown to everybody who may look at the deployment; make it a securestring",
            fix=kind.replace("securestring", safe=False),
        )
