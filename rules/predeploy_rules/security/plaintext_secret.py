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
apiVersion: example.org/v1
kind: ConfigMap
metadata: {name: cart}
data: {api-key: fake1fake1}
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

import re
from collections.abc import Iterator
from itertools import pairwise

from predeploy import Container, Document, Findings, Function, Node, Severity, pattern, rule
from predeploy.data.kubernetes_apis import is_native

_WORDS = pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_PASSWORD = pattern(r"(?:.*(?:password|passwd|passphrase|passcode)|pass|pwd)\Z")
_SECRET = pattern(r".*(?:secret|token|credentials?|apikey)\Z")
_KEY = pattern(
    r"(?:api|access|account|consumer|client|private|secret|signing|encryption|master|shared|license|auth|storage) key\Z"
)
# A name that ends so says something about a secret; it does not hold it
_ABOUT = pattern(
    r"(?:name|arn|path|file|dir|folder|ids?|ur[il]|endpoint|host|port|user(?:name)?|ref|ttl|seconds|minutes|hours|days|expiry|expiration"
    r"|expires|duration|age|timeout|interval|policy|type|mode|style|length|size|count|limit|max|min|header|prefix|suffix|selector|store"
    r"|backend|by|provider|issuer|audience|alg(?:orithm)?|field|column|param|version|region|bucket|namespace|mount|required|enabled|disabled"
    r"|rotation|cache|service|server|realm|format|encoding|stage|env|kind|scopes?|role|alias|table|topic|queue|annotation|label)\Z"
)
_OPEN = pattern(r"(?:public|publishable|allow|enable|disable|max|min)\Z")
_PLACEHOLDER = pattern(
    r"\W*\Z|.*[<>{}]|.*\$[(\w]|.*(?:x{3}|\*{3}|\.{3})|[A-Z]+(?:_[A-Z0-9]+)+\Z|[./~]\S*\Z|[\w+.-]*://|AQICAH|@Microsoft\.KeyVault\("
    r"|(?i:.*(?:\byour|insert|replace|placeholder|dummy|redacted|todo|example|fixme)|(?:arn|ssm|vault|enc|op|sm|kms|ref|projects)[:/\[]"
    r"|(?:true|false|yes|no|on|off|none|null|nil|enabled|disabled|optional|required)\Z)",
    re.S,
)
_NAMELIKE = pattern(r"[a-z][a-z0-9]*(?:[-.][a-z0-9]{1,15})+\Z")  # webhook-server-cert-1 names a Secret
_ADDRESS = pattern(r"\b[a-z][a-z0-9+.-]{0,30}://[^\s/:@]{0,100}:([^\s/@]{1,200})@")
_PART = pattern(
    r"(?i)(?:\A|[;,&?\s])(?:password|pwd|accountkey|sharedaccesskey|secret)\s{0,5}=\s{0,5}[\"']?([^;,&\s\"']{1,400})"
)
_LINE = pattern(
    r"(?m)^[ \t]{0,80}[\"']?([\w.-]{1,80})[\"']?[ \t]{0,9}[:=][ \t]{0,9}[\"']?([^\"'#\n]{0,200}?)[\"']?,?[ \t]{0,9}$"
)
_SHAPES = {
    "an AWS access key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b(?<!EXAMPLE)",
    "an access key of Alibaba Cloud": r"\bLTAI[0-9A-Za-z]{16,26}\b",
    "an access key of Tencent Cloud": r"\bAKID[0-9A-Za-z]{32}\b",
    "a private key": r"-----BEGIN (?:[A-Z]{2,9} ){0,3}PRIVATE KEY-----",
    "a GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60})",
    "a GitLab token": r"\bglpat-[\w-]{20}",
    "a Slack token": r"\bxox[abeprs]-[0-9]{6,20}-[\w-]{10}|\bhooks\.slack\.com/services/T\w{6,20}/B\w{6,20}/\w{16}",
    "a Stripe key": r"\b[rs]k_live_[0-9A-Za-z]{20}",
    "a Google API key": r"\bAIza[0-9A-Za-z_-]{35}\b",
    "an npm token": r"\bnpm_[A-Za-z0-9]{36}\b",
    "a Hugging Face token": r"\bhf_[A-Za-z]{34}\b",
    "a key of Anthropic or OpenAI": r"\bsk-(?:ant-|proj-)[\w-]{32}",
    "a SendGrid key": r"\bSG\.[\w-]{22}\.[\w-]{43}",
    "a signed token (JWT)": r"\beyJ[\w-]{10,200}\.eyJ[\w-]{10,2000}\.[\w-]{20}",
}
_SHAPE = pattern("|".join(f"(?P<s{i}>{shape})" for i, shape in enumerate(_SHAPES.values())))
_SIGNS = (
    "AKIA", "ASIA", " KEY-----", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "hooks.slack.com",
    "k_live_", "AIza", "npm_", "hf_", "sk-", "SG.", "eyJ",
)  # fmt: skip
"""One of them stands in each of these shapes: looking for it costs a hundredth of the search."""
_FORMS = (
    ("@", _ADDRESS, "an address with its password"),
    ("=", _PART, "a connection string with its secret"),
)
"""What stands in every such value, its form, and what it is."""
_MAX = 100_000  # characters that are read of one value; the patterns repeat a bounded number of times


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
        found = _secret(name, (node.text or "")[:_MAX])
        if found is not None:
            what, severity = found
            yield node.finding(f"{where} `{name}` holds {what} in plain text; {advice}", severity=severity, secret=True)


def _variables(subject: Container | Document) -> tuple[str, str, Iterator[tuple[str, Node]]]:
    """What is read: what to call it, what to do instead, and names with the nodes of their values."""
    at_run_time = "keep it in Secrets Manager or Parameter Store and read it at run time"
    if isinstance(subject, Container):
        advice = subject.document.spelled("keep it in a Secret and refer to it with valueFrom.secretKeyRef")
        return "environment variable", advice, _pairs(subject["env"], "name", "value")
    if subject.disclosed is not None:
        return subject.disclosed
    if subject.platform in AZURE:
        return _of_azure(subject)
    if isinstance(subject, Function):
        own = ((k, n) for k, n in subject.environment if n.path[: len(subject.node.path)] == subject.node.path)
        return "environment variable", at_run_time, own
    if subject.kind in ("template", "serverless"):  # what every function of it inherits
        shared = "Globals.Function.Environment.Variables" if subject.kind == "template" else "provider.environment"
        return "environment variable", at_run_time, subject[shared].items()
    if subject.kind == "AWS::ECS::TaskDefinition":
        tasks = (
            p for c in subject["Properties.ContainerDefinitions"] for p in _pairs(c["Environment"], "Name", "Value")
        )
        return "environment variable", "keep it in Secrets Manager and name it under Secrets", tasks
    if subject.kind == "ConfigMap" and is_native(subject.api):
        return (
            "ConfigMap key",
            "move it to a Secret",
            ((k, n) for k, n in subject["data"].items() if not k.startswith("_")),
        )
    if subject.kind == "Component" and subject.group == "dapr.io":
        return (
            "metadata",
            "keep it in a secret store and refer to it with secretKeyRef",
            _pairs(subject["spec.metadata"], "name", "value"),
        )
    if subject.group == "keda.sh":
        triggers = (item for trigger in subject["spec.triggers"] for item in trigger["metadata"].items())
        return "trigger metadata", "refer to it with a TriggerAuthentication", triggers
    return "", "", iter(())


AZURE = frozenset({"azure", "azure-functions", "azure-container-apps"})


def _of_azure(subject: Document) -> tuple[str, str, Iterator[tuple[str, Node]]]:
    """App settings, wherever they stand; secrets of Container Apps; values in parameters files."""
    vault = "keep it in Key Vault and refer to it with @Microsoft.KeyVault(…)"
    if isinstance(subject, Function):
        return "app setting", vault, _pairs(subject["properties.siteConfig.appSettings"], "name", "value")
    if subject.kind == "Microsoft.Web/sites/config" and subject["name"].text is not None:
        return "app setting", vault, subject["properties"].items()
    if subject.kind == "local settings" and not (subject["IsEncrypted"].unknown or subject["IsEncrypted"].is_true):
        return (
            "app setting",
            "keep the file out of the repository, and the value in Key Vault",
            subject["Values"].items(),
        )
    if subject.kind in ("Microsoft.App/containerApps", "Microsoft.App/jobs"):
        secrets = (
            (f"{item['name'].text} secret", item["value"]) for item in subject["properties.configuration.secrets"]
        )
        return "secret", "give it as a securestring parameter, or as keyVaultUrl", secrets
    if subject.kind == "arm parameters":
        values = ((name, item["value"]) for name, item in subject["parameters"].items())
        return "parameter", "refer to Key Vault with `reference`", values
    if subject.kind == "arm template":
        hidden = ((n, p["defaultValue"]) for n, p in subject["parameters"].items() if not n.endswith("Name"))
        return "the default of parameter", "leave the default out", hidden
    return "", "", iter(())


def _pairs(items: Node, name: str, value: str) -> Iterator[tuple[str, Node]]:
    return ((item[name].text or "", item[value]) for item in items)


def _secret(name: str, value: str) -> tuple[str, Severity] | None:
    """What a value holds, if it is a secret, and how bad that is."""
    if any(sign in value for sign in _SIGNS) and (shape := _SHAPE.search(value)):
        return list(_SHAPES)[int((shape.lastgroup or "s0")[1:])], "high"
    for sign, form, what in _FORMS:
        for match in form.finditer(value) if sign in value else ():
            if not _PLACEHOLDER.match(match[1]):
                return what, "high" if _looks_random(match[1]) else "medium"
    found = _by_name(name, value.strip()) if "\n" not in value.strip() else None
    if found is None and "\n" in value:
        return next((inner for line in _LINE.finditer(value) if (inner := _by_name(line[1], line[2]))), None)
    return found


def _by_name(name: str, value: str) -> tuple[str, Severity] | None:
    words = [word.lower() for word in _WORDS.findall(name)]
    if not words or _ABOUT.match(words[-1]) or any(map(_OPEN.match, words)) or _PLACEHOLDER.match(value):
        return None
    telling = [word for word in words if _PASSWORD.match(word) or _SECRET.match(word)]
    if telling and _PASSWORD.match(telling[-1]):
        return "a password", "high" if _looks_random(value) else "medium"
    named = telling or any(_KEY.match(f"{one} {other}") for one, other in pairwise(words))
    return ("a secret", "high") if named and _looks_random(value) else None


def _looks_random(value: str) -> bool:
    """Long, of letters and digits, and no name of something."""
    mixed = re.search(r"[A-Za-z]", value) and re.search(r"[0-9]", value)
    return bool(mixed) and len(value) >= 8 and not _NAMELIKE.match(value) and " " not in value
