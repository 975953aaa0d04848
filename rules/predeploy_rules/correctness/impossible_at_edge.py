r"""A function that CloudFront cannot run at the edge makes it refuse the distribution.

For the events of viewers a function may have 5 s and 128 MB, for those of origins 30 s; none may have environment variables,
layers or an image. The function itself deploys, the distribution does not (InvalidLambdaFunctionAssociation).
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html and
.../cloudfront-limits.html#limits-lambda-at-edge (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Check:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      Timeout: 10  #~ 10
      MemorySize: 256  #~ 256
      Environment: {Variables: {MODE: strict}}  #~ Variables
  Rewrite: {Type: AWS::Lambda::Function, Properties: {Timeout: 60, Layers: ["arn:aws:lambda:us-east-1:1:layer:x:1"]}}  #~ 60 #~ Layers
  RewriteVersion: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Rewrite}}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior:
          LambdaFunctionAssociations:
            - {EventType: viewer-request, LambdaFunctionARN: !Ref Check.Version}
            - {EventType: origin-request, LambdaFunctionARN: !Ref RewriteVersion}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Check: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live, Timeout: 5, MemorySize: 128}}
  Rewrite: {Type: AWS::Lambda::Function, Properties: {Timeout: 30, MemorySize: 1024}}
  RewriteVersion: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Rewrite}}
  Elsewhere: {Type: AWS::Lambda::Function, Properties: {Timeout: 60, Environment: {Variables: {MODE: strict}}}}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior:
          LambdaFunctionAssociations:
            - {EventType: viewer-request, LambdaFunctionARN: !Ref Check.Version}
            - {EventType: origin-request, LambdaFunctionARN: !Ref RewriteVersion}
```
```yaml good
Parameters: {When: {Type: String}}
Resources:
  Rewrite: {Type: AWS::Lambda::Function, Properties: {Timeout: 20, MemorySize: 1024}}
  RewriteVersion: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Rewrite}}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior:
          LambdaFunctionAssociations: [{EventType: !Ref When, LambdaFunctionARN: !Ref RewriteVersion}]
```
"""

from collections.abc import Iterator

from predeploy import Findings, Function, Node, StackResource, rule

MIB = 2.0**20
VIEWER = {"timeout": 5.0, "memory": 128 * MIB}  # source above
ORIGIN = {"timeout": 30.0}
FORBIDDEN = ("Environment.Variables", "Layers", "Code.ImageUri", "ImageUri")


@rule("high", since="0.1", kinds=("AWS::CloudFront::Distribution",))
def impossible_at_edge(distribution: StackResource) -> Findings:
    for link in associations(distribution["Properties.DistributionConfig"]):
        when, function = link["EventType"].text or "", at_edge(distribution, link["LambdaFunctionARN"])
        if function is None or not when.startswith(("viewer-", "origin-")):
            continue
        related = ((link["EventType"], f"runs at {when}"),)
        for word, most in (VIEWER if when.startswith("viewer") else ORIGIN).items():
            asked = function.measure(word)
            if asked.value > most:
                allowed = asked._replace(value=most, state="own")
                yield asked.finding(
                    f"function `{function.name}` asks for {asked}, at {when} CloudFront allows {allowed}: it refuses the distribution",
                    related=related,
                )
        for path in FORBIDDEN:
            node = function.setting(path)
            if node.present and node.value not in ([], {}):
                what = path.rpartition(".")[2]
                yield node.finding(
                    f"function `{function.name}` has {what}, which CloudFront does not allow at the edge: it refuses the distribution",
                    related=related,
                )


def associations(config: Node) -> Iterator[Node]:
    for behavior in (config["DefaultCacheBehavior"], *config["CacheBehaviors"]):
        yield from behavior["LambdaFunctionAssociations"]


def at_edge(distribution: StackResource, arn: Node) -> Function | None:
    """The function whose version an association names."""
    found = distribution.stack.pointed(arn)
    if found is not None and found.kind == "AWS::Lambda::Version":
        found = distribution.stack.pointed(found["Properties.FunctionName"])
    return found if isinstance(found, Function) else None
