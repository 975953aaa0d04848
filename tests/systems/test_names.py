"""The connections that names tell: who is called, how, and what is no call at all."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from making import opened
from predeploy.project import Project
from predeploy.systems.names import SYSTEM
from predeploy.systems.names.addresses import addresses
from predeploy.systems.names.resources import resources
from predeploy.systems.names.said import said
from predeploy.views import Connection
from predeploy.views.stack import stack_of


def edges(*files: str | tuple[str, str]) -> list[Connection]:
    named = [(f"{number}.yaml", file) if isinstance(file, str) else file for number, file in enumerate(files)]
    views = [view for path, text in named for view in opened(path, text)]
    found = [edge for edge in SYSTEM.links(Project(views)) if isinstance(edge, Connection)]
    trees = {id(view.node.tree): view.node.tree for view in views}
    with_stacks = [tree for tree in trees.values() if tree.format.name in ("cloudformation", "sam", "serverless")]
    return found + [edge for tree in with_stacks for edge in SYSTEM.connections(stack_of(tree))]


def told(*files: str | tuple[str, str]) -> list[tuple[str, str, str, str]]:
    """Kind, caller, callee and where the callee is."""
    return [(one.kind, one.caller.name, one.callee.name, one.callee.presence) for one in edges(*files)]


def pods(
    name: str, container: str = "", *, kind: str = "Deployment", namespace: str = "shop", image: str = "shop:1"
) -> str:
    return f"""
apiVersion: apps/v1
kind: {kind}
metadata: {{name: {name}, namespace: {namespace}}}
spec:
  template:
    metadata: {{labels: {{app: {name}}}}}
    spec: {{containers: [{{name: {name}, image: "{image}", {container}}}]}}
"""


def service(name: str, namespace: str = "shop", app: str = "") -> str:
    selector = f"{{app: {app or name}}}"
    return f"apiVersion: v1\nkind: Service\nmetadata: {{name: {name}, namespace: {namespace}}}\nspec: {{selector: {selector}}}\n"


def env(**values: str) -> str:
    return "env: [" + ", ".join(f'{{name: {name}, value: "{value}"}}' for name, value in values.items()) + "]"


CART = pods("cart") + "---\n" + service("cart")
HERE = [("request", "Deployment `web`", "Deployment `cart`", "here")]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CART", "http://cart", HERE),
        ("CART", "http://cart:8080/v1?x=1", HERE),
        ("CART", "grpc://cart.shop:50051", HERE),
        ("CART", "https://cart.shop.svc.cluster.local", HERE),
        ("CART", "cart:8080", HERE),
        ("CART", "cart-0.cart.shop.svc:8080", HERE),
        ("CART_HOST", "cart", HERE),
        ("CART", "cart", []),
        ("CART_HOST", "nobody", []),
        ("CART_ADDR", "nobody:80", [("request", "Deployment `web`", "nobody.shop", "elsewhere")]),
        ("CART", "nobody:80", []),
        ("CART", "http://nobody.other:8080", [("request", "Deployment `web`", "nobody.other", "elsewhere")]),
        ("PAY", "https://api.pay.com/v1", [("request", "Deployment `web`", "api.pay.com", "outside")]),
        ("PAY", "https://pay.com", [("request", "Deployment `web`", "pay.com", "outside")]),
        ("PAY", "tcp://api.pay.com:99", []),
        ("DB", "postgres://u:p@db.shop/x", [("store", "Deployment `web`", "db.shop", "elsewhere")]),
        ("DB_HOST", "db:5432", [("store", "Deployment `web`", "db.shop", "elsewhere")]),
        ("DSN", "root:pw@tcp(mysql:3306)/x", [("store", "Deployment `web`", "mysql.shop", "elsewhere")]),
        ("MQ", "amqp://guest@mq:5672/", [("push", "Deployment `web`", "mq.shop", "elsewhere")]),
        ("DB", "Server=cart;Port=1", HERE),
        ("WEB", "http://web:80", []),  # itself
        ("MODEL", "hf://cart/model", []),
        ("MODEL", "gs://cart/model", []),
        ("OWNER", "kubernetes://cart", []),
        ("CART", "http://localhost:8080", []),
        ("CART", "http://127.0.0.1:8080", []),
        ("API", "https://kubernetes.default.svc", []),
        ("CART", "http://{{ cart }}:80", []),
        ("CART", "http://cart.$(NAMESPACE):80", []),
        ("CORS_ORIGIN", "http://cart", []),
        ("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://cart:9092", []),
        ("CART_IMAGE", "cart:8080", []),
    ],
)
def test_a_value_of_the_environment(name, value, expected):
    assert told(pods("web", env(**{name: value})) + "---\n" + service("web"), CART) == expected


@pytest.mark.parametrize(
    "container",
    [
        'args: ["--cart-addr=cart:80"]',
        'args: ["--cart-addr", "cart:80"]',
        'args: ["-h", cart]',
        'command: [sh, -c, "curl -s http://cart/ping"]',
        'command: [sh, -c, "until nc -z cart 80; do sleep 1; done"]',
        'command: [./wait-for-it.sh, "cart:80"]',
        env(PORT="80", CART_ADDR="cart:$(PORT)"),
    ],
)
def test_what_a_command_line_and_other_variables_say(container):
    assert told(pods("web", container), CART) == HERE


@pytest.mark.parametrize(
    "container",
    [
        'command: [sh, -c, "# see http://cart\\necho http://cart"]',
        'command: [sh, -c, "curl http://$CART/"]',
        'args: ["--host=cart,cart.$(NAMESPACE).svc"]',
        env(CART_ENABLED="false", CART_ADDR="cart:80"),
        env(DISABLE_CART="1", CART_ADDR="cart:80"),
        "livenessProbe: {httpGet: {host: cart, path: /}}",
    ],
)
def test_what_is_no_call(container):
    assert told(pods("web", container), CART) == []


CONFIG = (
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: shop}\ndata: {CART_ADDR: 'cart:80', other: x}\n"
)


@pytest.mark.parametrize(
    ("container", "expected"),
    [
        ("envFrom: [{configMapRef: {name: web}}]", HERE),
        ("envFrom: [{configMapRef: {name: web}, prefix: THE_}]", HERE),
        ("env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: CART_ADDR}}}]", HERE),
        ("env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: other}}}]", []),
        ("envFrom: [{configMapRef: {name: web, optional: true}}]", []),
        ("envFrom: [{configMapRef: {name: web}}], " + env(CART_ADDR="x:1"), []),
        ("volumeMounts: [{name: web, mountPath: /etc}]", []),
    ],
)
def test_a_config_map(container, expected):
    assert told(pods("web", container), CONFIG, CART) == expected


def test_a_database_is_known_by_its_image():
    db = pods("db", image="docker.io/bitnami/postgresql:16") + "---\n" + service("db")
    assert told(pods("web", env(DATA_HOST="db")), db) == [("store", "Deployment `web`", "Deployment `db`", "here")]


def test_an_external_name_is_what_it_names():
    external = "apiVersion: v1\nkind: Service\nmetadata: {name: pay, namespace: shop}\nspec: {type: ExternalName, externalName: %s}"
    web = pods("web", env(PAY="http://pay"))
    assert told(web, external % "api.pay.com") == [("request", "Deployment `web`", "api.pay.com", "outside")]
    assert told(web, external % "cart.shop.svc.cluster.local", CART) == HERE
    assert told(web, external % "pay.shop.svc.cluster.local") == [
        ("request", "Deployment `web`", "pay.shop", "elsewhere")
    ]


def test_several_that_may_be_meant_are_none():
    assert (
        told(("a/web.yaml", pods("web", env(CART="http://cart"))), ("b/cart.yaml", CART), ("c/cart.yaml", CART)) == []
    )


def test_a_component_is_off_until_somebody_asks_for_it():
    web = ("base/web.yaml", pods("web", env(CART="http://cart")))
    assert told(web, ("components/cart/cart.yaml", CART)) == [("request", "Deployment `web`", "cart.shop", "elsewhere")]


HOSTED = "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: hello, namespace: shop}\nspec: {template: {spec: {timeoutSeconds: 20}}}"


def test_knative():
    [edge] = edges(pods("web", env(HELLO="http://hello.shop.svc.cluster.local")), HOSTED)
    assert (edge.callee.name, edge.works.value, edge.evidence) == ("Service `hello`", 20, "named")
    mapping = "apiVersion: serving.knative.dev/v1beta1\nkind: DomainMapping\nmetadata: {name: hi.shop.com, namespace: shop}\nspec: {ref: {name: hello}}"
    [edge] = edges(pods("web", env(HELLO="https://hi.shop.com")), HOSTED, mapping)
    assert (edge.callee.name, edge.works.value) == ("Service `hello`", 20)


ROUTES = [
    "apiVersion: http.keda.sh/v1alpha1\nkind: HTTPScaledObject\nmetadata: {name: r}\nspec: {hosts: [api.shop.com], scaleTargetRef: {name: cart, service: cart}}",
    "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: r}\nspec: {rules: [{host: api.shop.com, http: {paths: [{backend: {service: {name: cart}}}]}}]}",
    "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\nspec: {hostnames: [api.shop.com], rules: [{backendRefs: [{name: cart}]}]}",
    "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: r}\nspec: {hosts: [api.shop.com], http: [{route: [{destination: {host: cart}}]}]}",
    "apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: {name: r}\nspec: {host: api.shop.com, to: {kind: Service, name: cart}}",
]


@pytest.mark.parametrize("route", ROUTES)
def test_a_host_that_a_route_serves(route):
    [edge] = edges(pods("web", env(API="https://api.shop.com/v1")), CART, route)
    assert (edge.callee.name.partition(" ")[2], edge.callee.role, edge.kind) == ("`r`", "gateway", "request")
    if "Scaled" not in route:
        assert told(pods("cart", env(SITE="https://api.shop.com/")), service("cart"), route) == []  # its own address


def test_a_function_calls_a_cluster_through_its_route():
    function = 'Transform: AWS::Serverless-2016-10-31\nResources: {F: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {API: "https://api.shop.com", X: "http://cart"}}}}}'
    assert told(function, CART, ROUTES[1]) == [("request", "function `F`", "Ingress `r`", "here")]


OPENFAAS = "provider: {name: openfaas}\nfunctions:\n  pack: {lang: go, handler: ./pack, image: 'pack:1'}\n"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://gateway.openfaas:8080/function/pack", ("request", "Deployment `web`", "function `pack`", "here")),
        ("http://gateway.openfaas:8080/async-function/pack", ("push", "Deployment `web`", "function `pack`", "here")),
        ("http://gateway.openfaas:8080/function/gone", ("request", "Deployment `web`", "function `gone`", "elsewhere")),
    ],
)
def test_openfaas(url, expected):
    assert told(pods("web", env(PACK=url)), OPENFAAS) == [expected]


def test_dapr():
    callee = pods("cart").replace("{labels: {app: cart}}", "{annotations: {dapr.io/app-id: basket}}")
    url = "http://localhost:3500/v1.0/invoke/{}/method/add"
    assert told(pods("web", env(CART=url.format("basket"))), callee) == HERE
    assert told(pods("web", env(CART=url.format("gone"))), callee) == [
        ("request", "Deployment `web`", "app `gone`", "elsewhere")
    ]


COMPOSE = """
services:
  web:
    image: web
    environment: {DB: "postgres://db/x", CACHE_HOST: cache, GONE: "http://gone", PAY: "https://api.pay.com", ME: "http://web"}
  db: {image: "postgres:17"}
  redis: {image: "redis:8", networks: {default: {aliases: [cache]}}}
"""


def test_compose():
    assert told(("compose.yaml", COMPOSE)) == [
        ("store", "service `web`", "service `db`", "here"),
        ("store", "service `web`", "service `redis`", "here"),
        ("request", "service `web`", "gone", "elsewhere"),
        ("request", "service `web`", "api.pay.com", "outside"),
    ]


JOB = """
apiVersion: batch/v1
kind: CronJob
metadata: {{name: tick, namespace: shop}}
spec:
  schedule: "*/5 * * * *"
  jobTemplate: {{spec: {{template: {{spec: {{containers: [{{name: tick, {}}}]}}}}}}}}
"""


def test_a_cron_job_that_calls():
    [edge] = edges(JOB.format('command: [curl, "http://hello.shop/report"]'), HOSTED)
    assert (edge.kind, edge.caller.name, edge.period.value) == ("schedule", "CronJob `tick`", 300)
    assert not edge.works.known
    [edge] = edges(JOB.format(env(CART_ADDR="cart:80")), CART)
    assert (edge.kind, edge.period.value) == ("request", 300)


PING = """
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: tick, namespace: shop}
spec: {schedule: "*/5 * * * *", sink: {uri: "http://hello.shop.svc.cluster.local/x"}}
"""
TRIGGER = """
apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: tick, namespace: shop}
spec: {subscriber: {uri: "http://cart"}, delivery: {timeout: PT9S}}
"""
SCHEDULER = """
apiVersion: cloudscheduler.cnrm.cloud.google.com/v1beta1
kind: CloudSchedulerJob
metadata: {name: tick}
spec: {schedule: "*/5 * * * *", attemptDeadline: 30s, httpTarget: {uri: "https://api.shop.com/x"}}
"""


def test_who_sends_to_a_url():
    [edge] = edges(PING, HOSTED)
    assert (edge.kind, edge.caller.name, edge.callee.name) == ("schedule", "PingSource `tick`", "Service `hello`")
    assert (edge.period.value, edge.works.value) == (300, 20)
    [edge] = edges(TRIGGER, CART)
    assert (edge.kind, edge.callee.name, edge.waits.value) == ("push", "Deployment `cart`", 9)
    assert told(TRIGGER) == [("push", "Trigger `tick`", "cart.shop", "elsewhere")]
    [edge] = edges(SCHEDULER, CART, ROUTES[1])
    assert (edge.kind, edge.callee.name, edge.period.value) == ("schedule", "Ingress `r`", 300)
    assert edges(SCHEDULER.replace("https://api.shop.com", "http://cart"), CART) == []


# queues and the like

STACK = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
  News: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
  Pictures: {Type: AWS::S3::Bucket, Properties: {BucketName: shop-pictures}}
  Cache: {Type: AWS::ElastiCache::ReplicationGroup}
"""
URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("TO", URL + "orders", [("push", "Deployment `web`", "queue `Orders`", "here")]),
        ("TO", URL + "others", [("push", "Deployment `web`", "queue `others`", "elsewhere")]),
        ("TO", "arn:aws:sns:eu-west-1:123456789012:news", [("push", "Deployment `web`", "topic `News`", "here")]),
        (
            "TO",
            "arn:aws:dynamodb:eu-west-1:123456789012:table/t",
            [("store", "Deployment `web`", "table `t`", "elsewhere")],
        ),
        ("ROLE", "arn:aws:iam::123456789012:role/web", []),
        ("TO", "s3://shop-pictures/in", [("store", "Deployment `web`", "bucket `Pictures`", "here")]),
        ("TO", "s3://other/in", []),
        ("ORDERS_QUEUE", "orders", [("push", "Deployment `web`", "queue `Orders`", "here")]),
        ("QUEUE_NAME", "others", []),
        ("ORDERS", "orders", []),
    ],
)
def test_resources_by_name(name, value, expected):
    assert told(pods("web", env(**{name: value})), STACK) == expected


def test_who_takes_from_a_queue_does_not_fill_it():
    assert told(pods("order-worker", env(TO=URL + "orders")), STACK) == []


SCALER = """
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {{name: web, namespace: shop}}
spec: {{scaleTargetRef: {{name: web}}, triggers: [{{type: {}, metadata: {{{}}}}}]}}
"""


@pytest.mark.parametrize(
    ("kind", "metadata", "expected"),
    [
        ("aws-sqs-queue", f'queueURL: "{URL}orders"', ("queue `Orders`", "here")),
        ("aws-sqs-queue", "queueURLFromEnv: TO", ("queue `Orders`", "here")),
        ("rabbitmq", "queueName: mail", ("queue `mail`", "elsewhere")),
        ("kafka", "topic: clicks, bootstrapServers: x", ("topic `clicks`", "elsewhere")),
        ("kafka", "topic: news", ("topic `News`", "here")),
        ("azure-servicebus", "topicName: paid, subscriptionName: me", ("queue `paid`", "elsewhere")),
        ("rabbitmq", "queueName: '{{ queue }}'", None),
        ("cpu", "value: '50'", None),
    ],
)
def test_what_keda_scales_by(kind, metadata, expected):
    found = edges(pods("web", env(TO=URL + "orders")), SCALER.format(kind, metadata), STACK)
    polls = [one for one in found if one.kind == "poll"]
    assert [(one.caller.name, one.caller.presence) for one in polls] == ([expected] if expected else [])
    assert all(one.callee.name == "Deployment `web`" and one.buffered for one in polls)
    emptied = expected is not None and expected[0] == "queue `Orders`"
    assert [one.kind for one in found if one.kind != "poll"] == ([] if emptied else ["push"])


@pytest.mark.parametrize(
    ("variables", "policies", "expected"),
    [
        ("{A: !Ref Orders}", "[SQSSendMessagePolicy: {QueueName: !GetAtt Orders.QueueName}]", ("push", "queue `Orders`")),
        ("{A: orders}", "[SQSSendMessagePolicy: {QueueName: orders}]", ("push", "queue `Orders`")),
        ("{A: !Ref Orders}", "[{Statement: [{Effect: Allow, Action: 'sqs:*', Resource: !GetAtt Orders.Arn}]}]", ("push", "queue `Orders`")),
        ("{A: !Ref Orders}", "[{Statement: [{Effect: Allow, Action: 'sqs:ReceiveMessage', Resource: '*'}]}]", None),
        ("{A: !Ref Orders}", "[{Statement: [{Effect: Allow, Action: 'sqs:*', Resource: !Ref News}]}]", None),
        ("{A: !Ref Orders}", "[{Statement: [{Effect: Deny, Action: 'sqs:*', Resource: '*'}]}]", None),
        ("{A: !Ref Orders}", "[SQSPollerPolicy: {QueueName: !GetAtt Orders.QueueName}]", None),
        ("{A: !Ref Orders}", "[AmazonSQSFullAccess]", ("push", "queue `Orders`")),
        ("{A: !Ref Orders}", "[]", None),
        ("{A: x}", "[AmazonSQSFullAccess]", None),
        ("{A: !Sub 's3://${Pictures}/in'}", "[S3CrudPolicy: {BucketName: !Ref Pictures}]", ("store", "bucket `Pictures`")),
        ("{A: !GetAtt Cache.PrimaryEndPoint.Address}", "[]", ("store", "cache `Cache`")),
    ],
)  # fmt: skip
def test_a_function_that_is_told_and_allowed(variables, policies, expected):
    function = f"  F: {{Type: AWS::Serverless::Function, Properties: {{Environment: {{Variables: {variables}}}, Policies: {policies}}}}}\n"
    found = edges(STACK + function)
    assert [(one.kind, one.callee.name) for one in found] == ([expected] if expected else [])
    assert all(one.evidence == ("named" if "Cache" in one.callee.name else "declared") for one in found)


def test_a_role_that_trusts_another_lends_it_nothing():
    roles = """
  F: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Own.Arn, Environment: {Variables: {A: !Ref Orders}}}}
  Own: {Type: AWS::IAM::Role, Properties: {}}
  Other:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: !GetAtt Own.Arn}, Action: "sts:AssumeRole"}]}
      Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: "sqs:*", Resource: "*"}]}}]
"""
    attached = '  P: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Own], PolicyDocument: {Statement: {Effect: Allow, Action: "sqs:*", Resource: "*"}}}}\n'
    assert told(STACK + roles) == []
    assert told(STACK + roles + attached) == [("push", "function `F`", "queue `Orders`", "here")]


def test_a_service_of_the_serverless_framework():
    text = """
service: shop
provider:
  name: aws
  environment: {TABLE: orders}
  iam: {role: {statements: [{Effect: Allow, Action: ["dynamodb:PutItem"], Resource: "arn:aws:dynamodb:${aws:region}:*:table/orders"}]}}
functions: {add: {handler: a.b}}
resources: {Resources: {Orders: {Type: "AWS::DynamoDB::Table", Properties: {TableName: orders}}}}
"""
    assert told(("serverless.yml", text)) == [("store", "function `add`", "table `Orders`", "here")]


def test_a_task_of_ecs_calls_as_its_service():
    tasks = """
  T:
    Type: AWS::ECS::TaskDefinition
    Properties: {TaskRoleArn: !GetAtt R.Arn, ContainerDefinitions: [{Name: a, Environment: [{Name: Q, Value: !Ref Orders}]}]}
  S: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref T}}
  R: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyDocument: {Statement: {Effect: Allow, Action: "sqs:SendMessage", Resource: !GetAtt Orders.Arn}}}]}}
"""
    assert told(STACK + tasks) == [("push", "service `S`", "queue `Orders`", "here")]


# whatever may stand in a file

TEXTS = st.text(
    st.sampled_from(list("abz09.:/-_@,;=$(){}<> \n\t\\\"'#éß%?&|[]")) | st.characters(), max_size=200
) | st.lists(st.sampled_from(["http://", "a.b", ".svc", ":80", "tcp(", "host=", "arn:aws:sqs:", "--x=", "nc ", ",", " ", "$(A)"]), max_size=30).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(key=st.sampled_from(["", "host", "DB_HOST", "QUEUE_NAME", "x"]), text=TEXTS)
def test_any_text_is_read(key, text):
    project = Project(opened("web.yaml", CART))
    [caller] = [one for one in project.views if one.kind == "Deployment"]
    for command in (False, True):
        assert all(one.host for one in addresses(key, text, command=command))
    assert all(one.name for one in resources(project, caller, key, text))


@pytest.mark.parametrize("piece", ["a", "a.", "a-", ".svc", "://", "http://", "a:1,", "tcp(", "host=a;", "nc -z ", "-x ", "#\n", "$(A)", "s3://", "arn:aws:sqs:"])  # fmt: skip
def test_long_texts_take_linear_time(piece):
    def taken(times: int) -> float:
        text = pods(
            "web",
            f"args: ['{(piece * times).encode('unicode_escape').decode()}'], env: [{{name: A_HOST, value: '{piece.strip() * times}'}}]",
        )
        project = Project(opened("web.yaml", text) + opened("cart.yaml", CART))
        began = time.process_time()
        list(SYSTEM.links(project))
        return time.process_time() - began

    assert taken(40_000) < 1.0


@pytest.mark.parametrize(
    "odd", ["3", "[]", "{a: b}", "null", "[1, {name: 2, value: [x]}]", "[{name: A, valueFrom: 3}]", '"${X}"']
)
@pytest.mark.parametrize("key", ["env", "envFrom", "args", "command"])
def test_wrong_types_are_silent(key, odd):
    assert told(pods("web", f"{key}: {odd}"), CART) == []


def test_nothing_is_told_twice():
    container = env(A="http://cart", B="http://cart:80/x", CART_HOST="cart")
    assert told(pods("web", container), CART) == HERE
    assert len(list(said(Project(opened("web.yaml", pods("web", container)))))) == 3
