r"""A SAM resource in a template without the SAM transform is refused.

CloudFormation itself knows no `AWS::Serverless::Function`; the line `Transform: AWS::Serverless-2016-10-31` at the top makes
ordinary resources of it. Without it: "Unrecognized resource types".
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy.html
(as of 2026-11).

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"  #~ AWSTemplateFormatVersion
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Handler: pack.handler, Runtime: python3.13, CodeUri: pack/}
  Send:
    Type: AWS::Serverless::Function
    Properties: {Handler: send.handler, Runtime: python3.13, CodeUri: send/}
```
```yaml fixed
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Handler: pack.handler, Runtime: python3.13, CodeUri: pack/}
  Send:
    Type: AWS::Serverless::Function
    Properties: {Handler: send.handler, Runtime: python3.13, CodeUri: send/}
Transform: AWS::Serverless-2016-10-31
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources: {Pack: {Type: AWS::Serverless::Function, Properties: {CodeUri: pack/}}}
```
```yaml good
# a part of a template
Resources: {Pack: {Type: AWS::Serverless::Function, Properties: {CodeUri: pack/}}}
```
"""

from predeploy import Document, Findings, rule


@rule("high", since="0.1", kinds=("template",), replaces={"cfn-lint": "E3038"})
def missing_sam_transform(template: Document) -> Findings:
    transform = template["Transform"]
    if not transform.absent or template["AWSTemplateFormatVersion"].absent:
        return
    kinds = [resource["Type"] for _, resource in template["Resources"].items()]
    ours = [kind for kind in kinds if (kind.text or "").startswith("AWS::Serverless::")]
    if ours:
        yield transform.finding(
            f"{len(ours)} resources such as `{ours[0].text}` need the SAM transform, which this template lacks: CloudFormation refuses it",
            fix=transform.insert("AWS::Serverless-2016-10-31", safe=True),
            related=((ours[0], "a SAM resource"),),
        )
