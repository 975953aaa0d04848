r"""A function that writes where its own trigger looks calls itself without end.

Each object that a function puts into the bucket that wakes it wakes it again: one upload becomes a chain of calls and
objects. Lambda stops such a loop after about sixteen rounds where it recognises it, and not at all with
`RecursiveLoop: Allow`. Write to another bucket, or let the trigger listen to a prefix that the function never writes to.
Said where the trigger has no filter and the function may put objects into the very bucket; the right to do so is all
that a template shows, so take it away where it is not used.
https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      Policies: [{S3CrudPolicy: {BucketName: uploads}}]
      Events:
        Upload:  #~ Upload @medium
          Type: S3
          Properties: {Bucket: !Ref Uploads, Events: s3:ObjectCreated:*}
  Uploads: {Type: AWS::S3::Bucket, Properties: {BucketName: uploads}}
```
```yaml bad file=serverless.yml
service: shop
provider:
  name: aws
  iam: {role: {statements: [{Effect: Allow, Action: "s3:PutObject", Resource: "arn:aws:s3:::uploads/*"}]}}
functions:
  resize: {handler: resize.handler, recursiveLoop: Allow, events: [{s3: uploads}]}  #~ uploads @critical
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      Policies: [{S3ReadPolicy: {BucketName: uploads}}, {S3WritePolicy: {BucketName: thumbs}}]
      Events: {Upload: {Type: S3, Properties: {Bucket: !Ref Uploads, Events: s3:ObjectCreated:*}}}
  Uploads: {Type: AWS::S3::Bucket, Properties: {BucketName: uploads}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      Policies: [{S3CrudPolicy: {BucketName: uploads}}]
      Events:
        Upload:
          Type: S3
          Properties: {Bucket: !Ref Uploads, Events: s3:ObjectCreated:*, Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}]}}}
        Gone: {Type: S3, Properties: {Bucket: !Ref Uploads, Events: s3:ObjectRemoved:*}}
  Uploads: {Type: AWS::S3::Bucket, Properties: {BucketName: uploads}}
```
```yaml good file=serverless.yml
service: shop
provider:
  name: aws
  iam: {role: {statements: [{Effect: Allow, Action: "s3:PutObject", Resource: "arn:aws:s3:::uploads/thumbs/*"}]}}
functions:
  resize: {handler: resize.handler, events: [{s3: uploads}]}
```
A template says at the bucket whom it calls, and in the role what the function may do:
```yaml bad
Resources:
  Resize: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt ResizeRole.Arn}}
  ResizeRole:
    Type: AWS::IAM::Role
    Properties:
      Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: "s3:PutObject", Resource: !Sub "arn:${AWS::Partition}:s3:::uploads/*"}]}}]
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: uploads
      NotificationConfiguration:
        LambdaConfigurations:
          - {Event: "s3:ObjectCreated:*", Function: !GetAtt Resize.Arn}  #~ Event @medium
```
```json bad file=Photos.template.json
{"Resources": {
  "Resize": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["ResizeRole", "Arn"]}}},
  "ResizeRole": {"Type": "AWS::IAM::Role", "Properties": {}},
  "ResizePolicy": {"Type": "AWS::IAM::Policy", "Properties": {
    "Roles": [{"Ref": "ResizeRole"}],
    "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": ["s3:DeleteObject*", "s3:PutObject"], "Resource": [
      {"Fn::GetAtt": ["Uploads", "Arn"]}, {"Fn::Join": ["", [{"Fn::GetAtt": ["Uploads", "Arn"]}, "/*"]]}]}]}}},
  "Uploads": {"Type": "AWS::S3::Bucket"},
  "Told": {"Type": "Custom::S3BucketNotifications", "Properties": {
    "BucketName": {"Ref": "Uploads"},
    "NotificationConfiguration": {"LambdaFunctionConfigurations": [
      {"Events": ["s3:ObjectCreated:*"], "LambdaFunctionArn": {"Fn::GetAtt": ["Resize", "Arn"]}}]}}}
}}
#~ 12:8 "Events" @medium
```
```yaml good
# it listens to one folder, or writes to one; a permission is no trigger
Resources:
  Resize: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt ResizeRole.Arn}}
  Index: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt IndexRole.Arn}}
  ResizeRole: {Type: AWS::IAM::Role}
  IndexRole: {Type: AWS::IAM::Role}
  MayResize:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref ResizeRole]
      PolicyDocument: {Statement: [{Effect: Allow, Action: "s3:PutObject", Resource: !Sub "${Uploads.Arn}/*"}]}
  MayIndex:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref IndexRole]
      PolicyDocument: {Statement: [{Effect: Allow, Action: "s3:PutObject", Resource: !Sub "${Uploads.Arn}/index/*"}]}
  MayCall:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref Resize, Action: "lambda:InvokeFunction", Principal: s3.amazonaws.com, SourceArn: !GetAtt Uploads.Arn}
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        LambdaConfigurations:
          - {Event: "s3:ObjectCreated:*", Function: !GetAtt Resize.Arn, Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}]}}}
          - {Event: "s3:ObjectCreated:*", Function: !GetAtt Index.Arn}
```
On Azure the bindings of a function say where it is called from and where it writes:
```json bad file=app/Resize/function.json
{"bindings": [
  {"type": "blobTrigger", "direction": "in", "name": "photo", "path": "photos/{name}", "connection": "Photos"},
  {"type": "blob", "direction": "out", "name": "small", "path": "photos/{name}", "connection": "Photos"}
]}
#~ 3:65 @critical
```
```json good file=app/Resize/function.json
{"bindings": [
  {"type": "blobTrigger", "direction": "in", "name": "photo", "path": "photos/{name}", "connection": "Photos"},
  {"type": "blob", "direction": "out", "name": "small", "path": "small/{name}", "connection": "Photos"},
  {"type": "blob", "direction": "in", "name": "again", "path": "photos/{name}", "connection": "Photos"},
  {"type": "blob", "direction": "out", "name": "copy", "path": "photos/{name}", "connection": "Archive"}
]}
```
"""

from collections.abc import Iterator

from predeploy import Findings, Function, Node, StackResource, bucket_names, rule

# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html (2026-11)
WRITING = ("S3CrudPolicy", "S3WritePolicy", "S3FullAccessPolicy")
PUTS = ("s3:PutObject", "s3:PutObject*", "s3:Put*", "s3:*", "*")


@rule("medium", since="0.1", severities=("critical",))
def recursive_trigger(function: Function) -> Findings:
    if function.platform == "azure-functions":
        yield from of_bindings(function)
        return
    events = [one for one in function.events if one.kind == "bucket" and unfiltered(one.node)]
    written = {name for node in destinations(function) for name in bucket_names(node)} if events else set[str]()
    for event in events:
        own = written & bucket_names(event.source)
        if own:
            loop = function.setting("RecursiveLoop" if isinstance(function, StackResource) else "recursiveLoop")
            endless = loop.text == "Allow"
            yield event.node.finding(
                f"each new object in bucket `{min(own)}` calls `{function.name}`, which may put objects there itself: one upload"
                f" can call it {'without end' if endless else 'again and again'}; filter by prefix or write elsewhere",
                severity="critical" if endless else "medium",
            )


# What names the place of a binding, and whether whatever is in it counts as the same place
PLACES = {"queue": ("queueName", "medium"), "serviceBus": ("queueName", "medium"), "blob": ("path", "critical")}


def of_bindings(function: Function) -> Findings:
    """A function of Azure that writes where it is called from: the output binding names what the trigger does."""
    for event in function.events:
        kind = (event.node["type"].text or "").removesuffix("Trigger")
        key, severity = PLACES.get(kind, ("", ""))
        for one in function.body["bindings"] if key else ():
            where = one[key]
            same = one["type"].text == kind and one["direction"].text == "out" and where.text == event.node[key].text
            if same and where.text and one["connection"].value == event.node["connection"].value:
                yield where.finding(
                    f"`{function.name}` is called by what comes into `{where.text}`, and writes there itself: each call makes"
                    " another; write elsewhere",
                    severity="critical" if severity == "critical" else "medium",
                    related=((event.node[key], "calls it"),),
                )


def unfiltered(event: Node) -> bool:
    """Does every new object of the bucket count? A permission lets somebody call, and does not say what for."""
    settings = event["Properties"] if event["Properties"].written else event
    wakes = next((settings[key] for key in ("Events", "Event") if settings[key].written), settings["event"])
    created = all("ObjectCreated" in (kind.text or "") for kind in wakes.each())
    listens = event["Type"].text != "AWS::Lambda::Permission"
    return listens and created and settings["Filter"].absent and settings["rules"].absent


def destinations(function: Function) -> Iterator[Node]:
    """Where its permissions name what it may put objects into."""
    for policy in function.setting("Policies"):
        for template in WRITING:
            yield policy[template]["BucketName"]
    for grant in function.permissions:
        if grant.allows and any(action in PUTS for action, _ in grant.actions):
            yield from grant.node["Resource"].each()
