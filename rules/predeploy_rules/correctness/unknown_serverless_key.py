r"""A misspelt or misplaced key in a serverless.yml is dropped with a warning that nobody reads.

`configValidationMode` is `warn` unless somebody says otherwise: the Serverless Framework goes on without the key, so that a
function has the default time, or no permissions at all. Only names that are nearly right are reported, and those that
belong to another level: plug-ins read keys of their own.
https://www.serverless.com/framework/docs/configuration-validation (as of 2026-11)

```yaml bad file=serverless.yml
service: shop
plugin: [serverless-offline]  #~ plugin
provider:
  name: aws
  iamRoleStatments: [{Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*"}]  #~ iamRoleStatments
  handler: a.b  #~ a.b
functions:
  pack:
    handler: pack.handler
    memory: 512  #~ 512
    timeOut: 20  #~ 20
    enviroment: {STAGE: prod}  #~ enviroment
    event: [{httpApi: "GET /"}]  #~ event
    cors: true  #~ true
    vpc: {securityGroups: [sg-1], subnetIds: [subnet-1]}  #~ securityGroups
```
```yaml fixed file=serverless.yml
service: shop
provider:
  name: aws
  handler: a.b
  iamRoleStatements:
    - Effect: Allow
      Action: s3:GetObject
      Resource: arn:aws:s3:::shop/*
functions:
  pack:
    handler: pack.handler
    cors: true
    vpc: {subnetIds: [subnet-1], securityGroupIds: [sg-1]}
    environment:
      STAGE: prod
    events:
      - httpApi: GET /
    memorySize: 512
    timeout: 20
plugins:
  - serverless-offline
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws, x-team: shop, iam: {role: {statements: []}}, environment: {memory: 512}}
functions:
  pack: {handler: pack.handler, prewarm: true, timeout: "${ssm:/t}", lambdaLayer: {}, slicWatch: {alarms: {}}}
custom: {enviroment: prod, function: {timeOut: 3}}
```
```yaml good file=serverless.yml
service: shop
description: what it is
provider: {name: aws}
plugins: [serverless-domain-manager]
functions: "${file(functions.yml)}"
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, renamed, rule, similar
from predeploy.data.serverless_fields import FIELDS

ALIKE = 0.85  # of 1
MEANT = {"memory": "memorySize", "env": "environment", "securityGroups": "securityGroupIds", "subnets": "subnetIds"}
WITHIN = ("provider.iam.role", "provider.iam", "provider.vpc", "provider.tracing", "provider")
HOMES = {"a service": ("provider",), "provider": ("a function",), "a function": ("provider", "an event")}


@rule("medium", since="0.1", kinds=("serverless",))
def unknown_serverless_key(service: Document) -> Findings:
    for level, block in levels(service):
        known = FIELDS[level]
        for key, node in block.items():
            if key in known or key.startswith("x-"):
                continue
            near = MEANT.get(key) if MEANT.get(key) in known else similar_key(key, known)
            home = next((one for one in HOMES.get(level, ()) if key in FIELDS[one]), "")
            if near or home:
                hint = f"did you mean `{near}`?" if near else f"it belongs in {home}"
                yield node.finding(
                    f"there is no key `{key}` in {level}: the Serverless Framework drops it; {hint}",
                    fix=renamed(node, block.key(near)) if near else None,
                )


def similar_key(key: str, known: frozenset[str]) -> str | None:
    return next((one for one in known if one.lower() == key.lower()), None) or similar(key, known, ALIKE)


def levels(service: Document) -> Iterator[tuple[str, Node]]:
    """The places whose keys are known, by what they are."""
    yield "a service", service.node
    yield from ((level, service[level]) for level in WITHIN)
    for group in service["functions"].each():
        for _, function in group.items():
            yield "a function", function
            yield "a function's vpc", function["vpc"]
