r"""A table whose keys and attribute definitions differ is refused.

`AttributeDefinitions` lists the attributes that are a key of the table or of one of its indexes, all of them and no
others: DynamoDB has no other columns to declare. CloudFormation answers "Number of attributes in KeySchema does not
exactly match number of attributes defined in AttributeDefinitions".
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html (as of 2026-11).

```yaml bad
Resources:
  Carts:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions:
        - {AttributeName: id, AttributeType: S}
        - {AttributeName: total, AttributeType: N}  #~ total
      KeySchema:
        - {AttributeName: id, KeyType: HASH}
        - {AttributeName: when, KeyType: RANGE}  #~ when
```
```yaml good
Resources:
  Carts:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}, {AttributeName: user, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      GlobalSecondaryIndexes: [{IndexName: user, KeySchema: [{AttributeName: user, KeyType: HASH}], Projection: {ProjectionType: ALL}}]
```
```yaml good
Parameters: {Key: {Type: String}}
Resources:
  Carts:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: !Ref Key, KeyType: HASH}]
```
"""

from predeploy import Findings, StackResource, rule

INDEXES = ("GlobalSecondaryIndexes", "LocalSecondaryIndexes")


@rule("high", since="0.1", kinds=("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"), replaces={"cfn-lint": "E3039"})
def dynamodb_key_mismatch(table: StackResource) -> Findings:
    properties = table["Properties"]
    lists = [properties[name] for name in INDEXES]
    schemas = [properties["KeySchema"], *(index["KeySchema"] for one in lists for index in one)]
    defined = [item["AttributeName"] for item in properties["AttributeDefinitions"]]
    keys = [item["AttributeName"] for schema in schemas for item in schema]
    if (
        any(one.unknown for one in [*lists, *schemas, *defined, *keys, properties["AttributeDefinitions"]])
        or not defined
        or not keys
    ):
        return
    names, used = {node.text for node in defined}, {node.text for node in keys}
    for node in keys:
        if node.text not in names:
            yield node.finding(
                f"key `{node.text}` of table `{table.name}` is not among its AttributeDefinitions: DynamoDB refuses the table; define it"
            )
    for node in defined:
        if node.text not in used:
            yield node.finding(
                f"attribute `{node.text}` of table `{table.name}` is no key of it or of an index: DynamoDB refuses the table; remove it"
            )
