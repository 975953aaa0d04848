"""Idle money: what each platform's things cost a month while nobody calls. Numbers: hours × the rates in prices.py."""

from typing import Any

import pytest

from making import run

H = 730.0
NODE = (0.0333 * 0.5 + 0.0040) * H  # half a core and a GiB on a node
SIZE = "resources: {requests: {cpu: 500m, memory: 1Gi}}"
ARM = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"


def pods(kind: str = "Deployment", spec: str = "", container: str = SIZE, api: str = "apps/v1", more: str = "") -> str:
    return (
        f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: web}}\n"
        f"spec: {{{spec} template: {{spec: {{containers: [{{name: m, image: w, {container}}}]{more}}}}}}}\n"
    )


def stack(*resources: str) -> str:
    return "Resources:\n" + "".join(f"  R{number}: {{{one}}}\n" for number, one in enumerate(resources))


def aws(kind: str, properties: str = "") -> str:
    return f"Type: AWS::{kind}, Properties: {{{properties}}}"


def arm(kind: str, body: str) -> str:
    return (
        f'{{"$schema": "{ARM}", "contentVersion": "1.0.0.0", "resources": '
        f'[{{"type": "{kind}", "apiVersion": "2023-12-01", "name": "x", {body}}}]}}'
    )


def service(kind: str, annotations: str = "") -> str:
    return f"apiVersion: v1\nkind: Service\nmetadata: {{name: web, annotations: {{{annotations}}}}}\nspec: {{type: {kind}}}\n"


def ingress(kind: str, annotations: str = "") -> str:
    return (
        f"apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {{name: web, annotations: {{{annotations}}}}}\n"
        f"spec: {{ingressClassName: {kind}}}\n"
    )


def claim(size: str) -> str:
    return (
        "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\n"
        f"spec: {{resources: {{requests: {{storage: {size}}}}}}}\n"
    )


def cloud_run(more: str = "") -> str:
    return (
        "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: web, labels: {cloud.googleapis.com/location: us-central1}}\n"
        f"spec: {{template: {{metadata: {{annotations: {{autoscaling.knative.dev/minScale: '1'{more}}}}}, "
        "spec: {containers: [{image: w, resources: {limits: {cpu: '1', memory: 512Mi}}}]}}}\n"
    )


ECS = aws("ECS::TaskDefinition", "RequiresCompatibilities: [FARGATE], Cpu: 512, Memory: 1024")
UNKNOWN = "unpriced"
CASES: list[tuple[str, float | str | None]] = [
    # a cluster's pods: requests, else limits; GPUs and what says nothing have no price
    (pods(spec="replicas: 2,"), 2 * NODE),
    (pods(container="resources: {limits: {cpu: 500m, memory: 1Gi}}"), NODE),
    (pods(container="tty: true"), UNKNOWN),
    (pods(container="resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {nvidia.com/gpu: 1}}"), UNKNOWN),
    (pods(spec="replicas: 0,"), None),
    (pods("Job", api="batch/v1"), None),
    (pods("DaemonSet"), UNKNOWN),
    (pods("StatefulSet", "volumeClaimTemplates: [{spec: {resources: {requests: {storage: 10Gi}}}}],"), NODE + 0.8),
    (pods(spec="replicas: '${N}',"), UNKNOWN),
    (service("LoadBalancer"), 0.0225 * H),
    (service("LoadBalancer", "metallb.io/pool: a"), None),
    (service("ClusterIP"), None),
    (ingress("alb"), 0.0225 * H),
    (ingress("alb", "alb.ingress.kubernetes.io/group.name: shop"), UNKNOWN),
    (ingress("gce"), UNKNOWN),
    (ingress("nginx"), None),
    (claim("10Gi"), 0.8),
    (claim("'${SIZE}'"), UNKNOWN),
    ("apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: c, version: '1.34'}\n", 0.10 * H),
    # Fission: the pool, and the functions that keep pods of their own
    (
        "apiVersion: fission.io/v1\nkind: Environment\nmetadata: {name: python}\n"
        "spec: {version: 3, poolsize: 3, resources: {requests: {cpu: 500m, memory: 1Gi}}, runtime: {image: p}}\n",
        3 * NODE,
    ),
    # Cloud Run: an instance that waits with its CPU taken away, or kept
    (cloud_run(), (0.009 + 0.009 * 0.5) * H),
    (cloud_run(", run.googleapis.com/cpu-throttling: 'false'"), (0.0648 + 0.0072 * 0.5) * H),
    # ECS: Fargate; machines of one's own say themselves what they cost
    (stack(aws("ECS::Service", "TaskDefinition: !Ref R1, DesiredCount: 2"), ECS), 2 * (0.04048 * 0.5 + 0.004445) * H),
    (stack(aws("ECS::Service", "TaskDefinition: !Ref R1, LaunchType: EC2, DesiredCount: 2"), ECS), UNKNOWN),
    (stack(ECS), None),
    # Lambda
    (
        "Transform: AWS::Serverless-2016-10-31\nResources: {F: {Type: AWS::Serverless::Function, Properties: {MemorySize: 1024, "
        "AutoPublishAlias: live, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}}}}\n",
        54.75,
    ),
    (stack(aws("Lambda::Function", "MemorySize: 1024")), None),
    # what an account pays for by the hour
    (stack(aws("EC2::NatGateway"), aws("EC2::EIP")), 0.05 * H),
    (stack(aws("EC2::VPCEndpoint", "VpcEndpointType: Interface, SubnetIds: [a, b]")), 0.02 * H),
    (stack(aws("EC2::VPCEndpoint", "VpcEndpointType: Interface, SubnetIds: !Split [',', !ImportValue x]")), UNKNOWN),
    (stack(aws("EC2::VPCEndpoint", "ServiceName: s3")), None),
    (stack(aws("ElasticLoadBalancingV2::LoadBalancer", "Type: network")), 0.0225 * H),
    (stack(aws("ElasticLoadBalancingV2::LoadBalancer", "Type: gateway")), UNKNOWN),
    (stack(aws("ElasticLoadBalancing::LoadBalancer")), UNKNOWN),
    (stack("Condition: Prod, " + aws("EC2::NatGateway")), UNKNOWN),
    (stack(aws("EKS::Cluster")), 0.10 * H),
    (stack(aws("Kinesis::Stream", "ShardCount: 2")), 0.03 * H),
    (stack(aws("Kinesis::Stream", "StreamModeDetails: {StreamMode: ON_DEMAND}")), UNKNOWN),
    (stack(aws("DynamoDB::Table", "ProvisionedThroughput: {ReadCapacityUnits: 5, WriteCapacityUnits: 5}")), 5 * 0.00078 * H),
    (stack(aws("DynamoDB::Table", "BillingMode: PAY_PER_REQUEST")), None),
    (stack(aws("KMS::Key"), aws("SecretsManager::Secret")), 1.40),
    (
        stack(
            aws("RDS::DBCluster", "ServerlessV2ScalingConfiguration: {MinCapacity: 0.5, MaxCapacity: 4}"),
            aws("RDS::DBInstance", "DBClusterIdentifier: !Ref R0, DBInstanceClass: db.serverless"),
        ),
        0.06 * H,
    ),
    (stack(aws("RDS::DBCluster", "ServerlessV2ScalingConfiguration: {MinCapacity: 0, MaxCapacity: 4}")), None),
    (stack(aws("RDS::DBInstance", "DBInstanceClass: db.t4g.micro")), UNKNOWN),
    (stack(aws("ApiGateway::Stage", "CacheClusterEnabled: true")), 0.02 * H),
    (stack(aws("ApiGateway::Stage")), None),
    (stack(aws("EC2::Volume", "Size: 100, VolumeType: gp3")), 8.0),
    (stack(aws("EC2::Volume", "Size: 100, VolumeType: io1, Iops: 3000")), UNKNOWN),
    (stack(aws("EC2::Instance")), UNKNOWN),
    (stack(aws("AutoScaling::AutoScalingGroup", "MinSize: 0, MaxSize: 4")), None),
    (stack(aws("AppRunner::Service", "InstanceConfiguration: {Memory: 4096}")), 4 * 0.007 * H),
    # Azure
    (arm("Microsoft.Web/serverfarms", '"sku": {"name": "EP1"}'), (0.173 + 0.0123 * 3.5) * H),
    (arm("Microsoft.Web/serverfarms", '"sku": {"name": "S1"}'), UNKNOWN),
    (arm("Microsoft.Web/serverfarms", '"sku": {"name": "FC1"}'), None),
    (
        arm(
            "Microsoft.App/containerApps",
            '"properties": {"configuration": {"ingress": {"targetPort": 80}}, "template": {"scale": {"minReplicas": 1}, '
            '"containers": [{"name": "c", "image": "i", "resources": {"cpu": 0.5, "memory": "1Gi"}}]}}',
        ),
        (0.0108 * 0.5 + 0.0108) * H,
    ),
    # others that keep copies have no rate: Alibaba's are billed in CNY
    (
        "edition: 3.0.0\nname: shop\nresources: {pack: {component: fc3, props: {runtime: nodejs20, handler: i.h, memorySize: 512, "
        "provisionConfig: {defaultTarget: 1}}}}\n",
        UNKNOWN,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "usd"), CASES)
def test_what_stands_costs_its_rate_and_never_zero(text: str, usd: Any) -> None:
    name = "s.yaml" if "edition:" in text else "azuredeploy.json" if text.startswith("{") else "app.yaml"
    summary = run({name: text}).summary
    assert summary.resources
    if usd is None:
        assert (summary.idle_usd_month, summary.unpriced) == (None, 0)
    elif usd == UNKNOWN:
        assert (summary.idle_usd_month, summary.unpriced) == (None, 1)
    else:
        assert summary.idle_usd_month == pytest.approx(usd, abs=0.005)
        assert summary.unpriced == 0


def test_the_owner_s_own_prices_are_taken() -> None:
    report = run({"app.yaml": service("LoadBalancer"), "predeploy.yaml": "prices: {load-balancer-hour: 0.1}\n"})
    assert report.summary.idle_usd_month == pytest.approx(73.0)


def test_nothing_is_paid_twice() -> None:
    """The pods behind a Service, the tasks of a service, the instances of a cluster, the pods of a function."""
    files = {
        "app.yaml": pods("Deployment")
        + "---\n"
        + service("LoadBalancer").replace("spec: {", "spec: {selector: {app: web}, "),
        "nuclio.yaml": "apiVersion: nuclio.io/v1\nkind: NuclioFunction\nmetadata: {name: pack}\n"
        "spec: {handler: h, minReplicas: 1, resources: {requests: {cpu: 500m, memory: 1Gi}}}\n",
    }
    assert run(files).summary.idle_usd_month == pytest.approx(2 * NODE + 0.0225 * H, abs=0.005)
