r"""A secret written in plain text is known to everybody who can read the file, the cluster or the function's settings.

It stays in the history of the repository, shows in `kubectl describe` and in the console of the function, travels into
logs and crash reports, and cannot be changed without a deployment. In Kubernetes keep it in a Secret (better: in an
external store that fills one) and refer to it with `valueFrom.secretKeyRef`; for functions keep it in Secrets Manager or
Parameter Store and read it at run time. Once it was committed it must be replaced, too.

Read are environment variables of containers, functions and ECS tasks, ConfigMaps, and the metadata of Dapr components
and KEDA triggers, what opens the triggers of Nuclio and Fission, and the inputs and credentials of OpenWhisk. A value
counts when its name says password, secret, token or key and it looks like one (no reference, placeholder, file,
address or word), when it is an address or connection string with a password in it, or when it has the shape of a
well-known token. Weak passwords (`postgres`, `changeme`) count one step less: they are no secret to begin with.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          env:
            - {name: DB_PASSWORD, value: fake1fake1}  #~ fake1fake1 @high
            - {name: MYSQL_ROOT_PASSWORD, value: changeme}  #~ changeme @medium
            - {name: DATABASE, value: "postgres://shop:fake1fake1@db:5432/shop"}  #~ "postgres @high
            - {name: STORAGE, value: "DefaultEndpointsProtocol=https;AccountKey=fake1fake1fake1;AccountName=shop"}  #~ "Default @high
```
```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data:
  api-key: fake1fake1  #~ fake1fake1 @high
  application.properties: |  #~ | @medium
    spring.datasource.username=shop
    spring.datasource.password=shop
  token: |  #~ |
    fake1fake1
  one.properties: |  #~ |
    password=fake1fake1
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Environment: {Variables: {STRIPE_SECRET: fake1fake1}}}  #~ fake1fake1 @high
Resources:
  One: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {apiToken: fake1fake1}}}}  #~ fake1fake1 @high
  Two: {Type: AWS::Serverless::Function, Properties: {Timeout: 3}}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, environment: {SLACK_TOKEN: fake1fake1}}  #~ fake1fake1 @high
functions:
  one: {handler: one.handler}
  two: {handler: two.handler, environment: {PASSWORD: letmein}}  #~ letmein @medium
```
```yaml bad file=s.yaml
edition: 3.0.0
name: shop
vars: {region: cn-hangzhou, token: "${env('TOKEN')}"}
resources:
  pack:
    component: fc3
    props:
      runtime: custom-container
      environmentVariables: {DB_PASSWORD: fake1fake1, TOKEN: "${vars.token}"}  #~ fake1fake1 @high
      customContainerConfig:
        image: registry.cn-hangzhou.aliyuncs.com/shop/pack:1
        registryConfig: {authConfig: {userName: shop, password: fake1fake1}}  #~ fake1fake1 @high
```
```yaml bad file=serverless.yml
component: multi-scf
name: shop
inputs:
  environments: [{key: SECRET_KEY, value: fake1fake1}, {key: STAGE, value: dev}]  #~ fake1fake1 @high
  functions: {pack: {handler: pack.main}}
```
```yaml bad
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: {name: state}
spec:
  type: state.redis
  metadata:
    - {name: redisPassword, value: fake1fake1}  #~ fake1fake1 @high
```
```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: db}
spec:
  source:
    chart: postgresql
    helm:
      parameters: [{name: auth.password, value: fake1fake1}]  #~ fake1fake1 @high
      valuesObject: {auth: {existingSecret: db-1, passwordKey: database-password1, postgresPassword: fake1fake1}}  #~ fake1fake1}} @high
      values: |  #~ |
        auth:
          password: fake1fake1
```
```yaml bad
apiVersion: template.openshift.io/v1
kind: Template
metadata: {name: cart}
parameters: [{name: DB_PASSWORD, value: fake1fake1}, {name: TOKEN, generate: expression}]  #~ fake1fake1
objects:
  - apiVersion: build.openshift.io/v1
    kind: BuildConfig
    metadata: {name: cart}
    spec:
      strategy: {sourceStrategy: {env: [{name: NPM_TOKEN, value: fake1fake1}]}}  #~ fake1fake1
      triggers: [{type: GitHub, github: {secret: fake1fake1}}, {type: Generic, generic: {secret: "${TOKEN}"}}]  #~ fake1fake1
```
```yaml good
# somebody else's kind of that name
{apiVersion: example.org/v1, kind: ConfigMap, metadata: {name: cart}, data: {api-key: fake1fake1}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          env:
            - {name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
            - {name: PASSWORD, value: "$(DB_PASSWORD)"}
            - {name: DATABASE, value: "postgres://shop:$(DB_PASSWORD)@db:5432/shop"}
            - {name: SECRET_NAME, value: webhook-server-cert1}
            - {name: IMAGE_PULL_SECRET, value: registry-login-2}
            - {name: OAUTH_TOKEN, value: "<your token>"}
            - {name: OAUTH_CLIENT_SECRET, value: YOUR-CLIENT-SECRET-1-HERE}
            - {name: GOOGLE_API_KEY, value: GOOGLE_API_KEY_VAL1}
            - {name: ALLOW_EMPTY_PASSWORD, value: "yes"}
            - {name: DB_PASSWORD_FILE, value: /run/secrets/db1}
            - {name: TOKEN_PATH, value: /var/run/secrets/token1}
            - {name: TOKEN_URL, value: "https://login.example.com/oauth2/v2.0/token"}
            - {name: MAX_TOKENS, value: "4096"}
            - {name: JWT_PUBLIC_KEY, value: fake1fake1}
            - {name: BYPASS, value: fake1fake1}
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data:
  application.properties: |
    spring.datasource.password=${DB_PASSWORD}
    secretName: shop-tls1
  _example: |
    password: fake1fake1
```
```yaml good
Parameters: {Token: {Type: String, NoEcho: true}}
Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties:
      Environment:
        Variables:
          API_TOKEN: !Ref Token
          DB_PASSWORD: "{{resolve:secretsmanager:db:SecretString:password1}}"
          SECRET_ARN: arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-1
          PASSWORD_SECRET: !Sub "${AWS::StackName}-db1"
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws, environment: {SLACK_TOKEN: "${ssm:/shop/slack-token}", API_KEY: "${env:API_KEY}"}}
functions: {one: {handler: one.handler, environment: {API_KEY: abc123, TOKEN_TTL: 3600}}}
```
```yaml bad
packages:
  shop:
    credential: fake1fake1  #~ fake1fake1
    triggers:
      changed: {feed: cloudant/changes, inputs: {dbname: orders, password: {type: string, value: fake1fake1}}}  #~ fake1fake1
    actions:
      send: {function: src/send.js, inputs: {api_key: fake1fake1, token: $TOKEN}}  #~ fake1fake1
```
```yaml bad
metadata: {name: orders}
spec:
  runtime: golang
  handler: main:Handler
  triggers:
    orders: {kind: rabbit-mq, url: "amqp://shop:fake1fake1@rabbitmq:5672"}  #~ "amqp://shop:fake1fake1@rabbitmq:5672"
```
```yaml good
apiVersion: fission.io/v1
kind: MessageQueueTrigger
metadata: {name: orders}
spec: {topic: orders, secret: queue-login, metadata: {host: "amqp://rabbitmq:5672", queueName: orders, password: "${PASSWORD}"}}
```
In Azure the settings of an app, the secrets of a container app, defaults and parameters files hold them:
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"adminPassword": {"type": "securestring", "defaultValue": "fake1fake1"}},
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp", "properties": {"siteConfig": {"appSettings": [
      {"name": "SQL", "value": "Server=tcp:orders.example.com;Database=orders;User ID=orders;Password=fake1fake1"}
    ]}}},
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart", "properties": {"configuration": {"secrets": [
      {"name": "db-password", "value": "fake1fake1"}]}}}
  ]
}
#~ 4:76 @high
#~ 7:32 @high
#~ 10:40 @high
```
```json bad file=main.parameters.json
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"sqlPassword": {"value": "fake1fake1"}}
}
#~ 4:43 @high
```
```json bad file=app/local.settings.json
{"IsEncrypted": false,
 "Values": {"STORAGE": "DefaultEndpointsProtocol=https;AccountName=orders;AccountKey=fake1fake1fake1fake1=="}}
#~ 2:24 @high
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"adminPassword": {"type": "securestring"}},
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp", "properties": {"siteConfig": {"appSettings": [
      {"name": "SQL_PASSWORD", "value": "[parameters('adminPassword')]"},
      {"name": "API_KEY", "value": "@Microsoft.KeyVault(SecretUri=https://orders.vault.azure.net/secrets/api-key1/)"},
      {"name": "STORAGE", "value": "[concat('AccountName=orders;AccountKey=', listKeys('orders', '2023-05-01').keys[0].value)]"}]}}}
  ]
}
```
```json good file=main.parameters.json
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"sqlPassword": {"reference": {"keyVault": {"id": "vault"}, "secretName": "sql1"}}, "apiKey": {"value": "#{API_KEY1}#"}}
}
```
```json good file=app/local.settings.json
{"IsEncrypted": false, "Values": {"AzureWebJobsStorage": "UseDevelopmentStorage=true", "FUNCTIONS_WORKER_RUNTIME": "node"}}
```
```yaml bad file=compose.yaml
services:
  db:
    image: postgres:17.2
    environment:
      - POSTGRES_PASSWORD=postgres  #~ POSTGRES_PASSWORD @medium
```
```yaml good file=compose.yaml
services:
  db: {image: "postgres:17.2", environment: {POSTGRES_PASSWORD: "${DB_PASSWORD}", POSTGRES_PASSWORD_FILE: /run/secrets/db}}
  web: {image: "shop:1.4", environment: [DB_PASSWORD, "API_TOKEN=${TOKEN:?missing}"]}
```
"""

from collections.abc import Iterator

from predeploy import Container, Document, Findings, Node, Severity, rule, secret_in, tells


@rule(
    "high",
    since="0.1",
    severities=("medium",),
    replaces={
        "kube-linter": "env-var-secret",
        "polaris": ("sensitiveContainerEnvVar", "sensitiveConfigmapContent"),
        "checkov": ("CKV_AWS_45", "CKV_AWS_41"),
        "trivy": "KSV-0109",
        "kubescape": ("C-0012", "C-0259"),
    },
)
def plaintext_secret(subject: Container | Document) -> Findings:
    where, advice, variables = _variables(subject)
    for name, node in variables:
        value = node.value
        if value.__class__ is not str:  # a number can be a secret for its name's sake only
            value = node.text if tells(name) else None
        found = secret_in(name, value) if value else None
        if found is not None:
            severity: Severity = "high" if found.random else "medium"
            message = f"{where} `{name}` holds {found.what} in plain text; {advice}"
            yield node.finding(message, severity=severity, secret=True)


def _variables(subject: Container | Document) -> tuple[str, str, Iterator[tuple[str, Node]]]:
    """What is read: what to call it, what to do instead, and names with the nodes of their values."""
    if not isinstance(subject, Container):
        return subject.disclosed
    advice = subject.document.spelled("keep it in a Secret and refer to it with valueFrom.secretKeyRef")
    entries = ((entry["name"].text or "", entry["value"]) for entry in subject["env"])
    return "environment variable", advice, entries
