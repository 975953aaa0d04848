r"""A function that is to read the stream of a table that has none makes the stack fail.

`!GetAtt Table.StreamArn` is there only when the table says StreamSpecification; a SimpleTable of SAM never has one. The
template is valid, so that it is found out half-way through the deployment.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Sold: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST}}  #~ !GetAtt
        Put: {Type: DynamoDB, Properties: {Stream: !GetAtt Simple.StreamArn, StartingPosition: LATEST}}  #~ !GetAtt
  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
  Simple: {Type: AWS::Serverless::SimpleTable}
  Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Orders.StreamArn}}  #~ !GetAtt
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Kind: {Type: String}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Sold: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST}}}}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: !Ref Kind}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Stream: {Type: String}}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Sold: {Type: DynamoDB, Properties: {Stream: !Ref Stream, StartingPosition: LATEST}}}}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
```
"""

from predeploy import Document, Findings, Function, StackResource, rule

TABLES = ("AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable")


@rule("high", since="0.1", kinds=("AWS::Lambda::Function", "AWS::Serverless::Function", "AWS::Pipes::Pipe", "function"))
def table_without_stream(reader: Document) -> Findings:
    if reader.platform not in ("aws", "aws-lambda"):
        return
    stack = StackResource(reader.node).stack
    sources = [one.source for one in reader.events] if isinstance(reader, Function) else [reader["Properties.Source"]]
    for source in sources:
        table = stack.pointed(source)
        if table is not None and table.kind in TABLES and table["Properties.StreamSpecification"].absent:
            yield source.finding(
                f"`{reader.name}` reads the stream of table `{table.name}`, which has none: the deploy fails; "
                "give the table a StreamSpecification",
                related=(table.node,),
            )
