r"""A function that is told the name of a table, queue or bucket, and may do nothing with it, fails on the first call.

Its environment names a resource of the same stack, and its policies allow nothing on it: mostly they were copied, or the
policy names another resource. Silent where a role, a managed policy or a statement may reach further than the template says.
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Environment: {Variables: {TABLE: !Ref Orders, QUEUE: !Ref Sold}}  #~ !Ref
      Policies:
        - DynamoDBCrudPolicy: {TableName: !Ref Carts}
        - SQSSendMessagePolicy: {QueueName: !GetAtt Sold.QueueName}
  Orders: {Type: AWS::DynamoDB::Table}
  Carts: {Type: AWS::DynamoDB::Table}
  Sold: {Type: AWS::SQS::Queue}
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {QUEUE: !Ref Sold}}}}  #~ !Ref
  Sold: {Type: AWS::SQS::Queue}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Environment: {Variables: {FILES: !Ref Files}}}}
Parameters: {Policy: {Type: String}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Environment: {Variables: {TABLE: !Ref Orders, QUEUE: !Ref Sold}}
      Policies:
        - DynamoDBCrudPolicy: {TableName: !Ref Orders}
        - Statement: [{Effect: Allow, Action: "sqs:SendMessage", Resource: "*"}]
  Given: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {TABLE: !Ref Orders}}, Policies: [!Ref Policy]}}
  Full: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {TABLE: !Ref Orders}}, Policies: AmazonDynamoDBFullAccess}}
  Own: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {TABLE: !Ref Orders}}, Role: !Ref Policy}}
  Later: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {TABLE: !Ref Orders}}}}
  Extra: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref LaterRole], PolicyDocument: {Statement: []}}}
  Orders: {Type: AWS::DynamoDB::Table}
  Sold: {Type: AWS::SQS::Queue}
  Files: {Type: AWS::S3::Bucket}
```
SAM lets a function that a queue feeds read and delete its messages:
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Environment: {Variables: {QUEUE: !Ref Sold}}, Events: {Sold: {Type: SQS, Properties: {Queue: !GetAtt Sold.Arn}}}}
  Sold: {Type: AWS::SQS::Queue}
```
Its authorizer may hand over the keys of another role with each call:
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Tenant: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {ITEMS: !Ref Items}}}}
  OfTenant:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: !GetAtt Door.Arn}, Action: "sts:AssumeRole"}]}
      Policies: [{PolicyName: items, PolicyDocument: {Statement: [{Effect: Allow, Action: "dynamodb:*", Resource: !GetAtt Items.Arn}]}}]
  Door: {Type: AWS::IAM::Role}
  Items: {Type: AWS::DynamoDB::Table}
```
"""

from predeploy import Document, Findings, Function, Node, Stack, StackResource, is_whole, rule

# What is named → the prefix of its actions, and the word for it in the names of policies
NEEDS = {
    "AWS::DynamoDB::Table": ("dynamodb", "dynamodb"),
    "AWS::Serverless::SimpleTable": ("dynamodb", "dynamodb"),
    "AWS::SQS::Queue": ("sqs", "sqs"),
    "AWS::SNS::Topic": ("sns", "sns"),
    "AWS::S3::Bucket": ("s3", "s3"),
    "AWS::Kinesis::Stream": ("kinesis", "kinesis"),
    "AWS::SecretsManager::Secret": ("secretsmanager", "secret"),
}
# SAM lets a function that is fed by one of these read them all
FED = {"sqs": "queue", "kinesis": "stream", "dynamodb": "stream"}
HARMLESS = ("AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole", "AWSXRayDaemonWriteAccess")


@rule("medium", since="0.1", kinds=("AWS::Serverless::Function",))
def named_but_not_granted(function: Function) -> Findings:
    resource, policies = StackResource(function.node), function.setting("Policies")
    stack = resource.stack
    if not function.setting("Role").absent or not is_whole(Document(resource.root)) or reached(stack, function):
        return
    fed, events = {event.kind for event in function.events}, function["Properties.Events"]
    if events.unknown or any(one["Type"].unknown for _, one in events.items()):
        return
    for name, variable in function["Properties.Environment.Variables"].items():
        target = stack.pointed(variable)
        if target is None or target.kind not in NEEDS or target.name in stack.mentioned(policies):
            continue
        service, word = NEEDS[target.kind]
        if FED.get(service) in fed:
            continue
        if not any(may_reach(stack, policy, service, word) for policy in policies.each()):
            yield variable.finding(
                f"`{function.name}` is told the name of {target.kind} `{target.name}` ({name}), and no policy of it allows "
                f"anything there: its first call of it is denied; grant {service}:… on it",
                related=(target.node,),
            )


def reached(stack: Stack, function: Function) -> bool:
    """May it get rights from elsewhere: another policy for its role, a role that callers may take on, a connector, what is
    not known?"""
    if stack.once("rights for anyone", lambda: lends(stack)) or stack.mentioning(f"{function.name}Role"):
        return True
    return any(one.kind.endswith("Policy") for one in stack.mentioning(function.name))


def lends(stack: Stack) -> bool:
    """May something here give rights to whomever it likes?"""
    for one in stack.documents.values():
        if one.node["Type"].unknown or one.node["Connectors"].written or "Connector" in one.kind:
            return True
        whose = one["Properties.Roles"]
        if one.kind.endswith("Policy") and whose.written and not stack.mentioned(whose):
            return True
    trusts = (one["Properties.AssumeRolePolicyDocument.Statement"].each() for one in stack.of("AWS::IAM::Role"))
    return any(one["Principal.Service"].absent for statements in trusts for one in statements)


def may_reach(stack: Stack, policy: Node, service: str, word: str) -> bool:
    """May a policy be about any resource of a service, not only about others of this stack?"""
    if not policy.is_map:
        return policy.text is None or policy.text.rpartition("/")[2] not in HARMLESS
    if not policy["Statement"].written:
        about = [one for name, one in policy.items() if word in name.lower()]
        return policy["Fn::If"].written or any(not only_others(stack, one) for one in about)
    return any(open_to(stack, one, service) for one in policy["Statement"].each())


def open_to(stack: Stack, statement: Node, service: str) -> bool:
    actions = [one.text for one in statement["Action"].each()]
    ours = any(one is None or one.lower().startswith((f"{service}:", "*")) for one in actions) or not actions
    return ours and any(not only_others(stack, one) for one in statement["Resource"].each())


def only_others(stack: Stack, node: Node) -> bool:
    return any(name in stack.documents for name in stack.mentioned(node))
