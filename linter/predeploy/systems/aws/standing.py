"""What an AWS account pays for as long as it is there, whoever calls: gateways, balancers, addresses, shards, units.

What has no rate in `prices.py` (machines, most databases) is billed all the same: its money is not known.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from ...node import Node
from ...quantities import NaN
from ...views import Document
from ...views.stack import StackResource
from .. import System

if TYPE_CHECKING:
    from ...finding import Money
    from ...prices import Prices

Parts = list[tuple[float, str]]
"""(amount, name of the rate); an amount is NaN where it is not known. Empty: nothing is paid."""

_UNKNOWN: Final[Parts] = [(NaN, "load-balancer-hour")]


def _one(rate: str) -> Callable[[StackResource], Parts]:
    return lambda resource: [(1.0, rate)]


def _no_rate(resource: StackResource) -> Parts:
    return _UNKNOWN


def _balancer(balancer: StackResource) -> Parts:
    """A Gateway Load Balancer has another price."""
    kind = balancer["Properties.Type"]
    return [(1.0, "load-balancer-hour")] if kind.absent or kind.text in ("application", "network") else _UNKNOWN


def _endpoint(endpoint: StackResource) -> Parts:
    """One in each subnet. An endpoint whose type is not said is a gateway, which is free."""
    kind, subnets = endpoint["Properties.VpcEndpointType"], endpoint["Properties.SubnetIds"]
    if kind.absent or kind.text == "Gateway":
        return []
    known = kind.text == "Interface" and subnets.is_list
    return [(float(len(list(subnets))), "interface-endpoint-hour")] if known else _UNKNOWN


def _stream(stream: StackResource) -> Parts:
    mode = stream["Properties.StreamModeDetails.StreamMode"]
    shards = stream["Properties.ShardCount"]
    provisioned = mode.text == "PROVISIONED" or (mode.absent and not shards.absent)
    return [(shards.number, "shard-hour")] if provisioned else _UNKNOWN


def _table(table: StackResource) -> Parts:
    mode, capacity = table["Properties.BillingMode"], table["Properties.ProvisionedThroughput"]
    if mode.text == "PAY_PER_REQUEST" or (capacity.absent and mode.absent):
        return []
    scaled = any(one.kind == "AWS::ApplicationAutoScaling::ScalableTarget" for one in _around(table))
    if scaled or mode.unknown or not capacity.is_map:
        return _UNKNOWN
    levels = [capacity, *(one["ProvisionedThroughput"] for one in table["Properties.GlobalSecondaryIndexes"])]
    units = (("ReadCapacityUnits", "rcu-hour"), ("WriteCapacityUnits", "wcu-hour"))
    return [(sum(one[key].number for one in levels), rate) for key, rate in units]


def _cluster(cluster: StackResource) -> Parts:
    """Each instance of a cluster that scales keeps at least its minimum."""
    least = cluster["Properties.ServerlessV2ScalingConfiguration.MinCapacity"]
    if least.absent:
        return _UNKNOWN
    instances = [one for one in _around(cluster) if one.kind == "AWS::RDS::DBInstance" and _scales(one)]
    return [(least.number * len(instances), "acu-hour")] if instances and least.number != 0 else _free_at_zero(least)


def _free_at_zero(least: Node) -> Parts:
    return [] if least.number == 0 else _UNKNOWN


def _scales(instance: Document) -> bool:
    return instance["Properties.DBInstanceClass"].text == "db.serverless"


def _instance(instance: StackResource) -> Parts:
    """An instance that scales is paid for with its cluster."""
    return [] if _scales(instance) else _UNKNOWN


# https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html (as of 2026-11)
_CACHE_SIZES = frozenset({"0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"})
_SMALLEST = "0.5"  # GB, what a stage gets when it names no size


def _cache(stage: StackResource) -> Parts:
    enabled, size = stage["Properties.CacheClusterEnabled"], stage["Properties.CacheClusterSize"]
    if not (enabled.is_true or enabled.unknown):
        return []
    wanted = _SMALLEST if size.absent else size.text
    return [(1.0, f"api-cache-{wanted}-hour")] if enabled.is_true and wanted in _CACHE_SIZES else _UNKNOWN


# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-volume.html (as of 2026-11)
_DEFAULT_VOLUME = "gp2"


def _volume(volume: StackResource) -> Parts:
    """What is paid for more operations is not among the rates."""
    kind, size = volume["Properties.VolumeType"], volume["Properties.Size"]
    wanted = _DEFAULT_VOLUME if kind.absent else kind.text
    more = any(volume["Properties"][key].written for key in ("Iops", "Throughput"))
    return [(size.number, f"{wanted}-gb")] if wanted in ("gp2", "gp3") and not more else _UNKNOWN


def _machines(group: StackResource) -> Parts:
    return [] if group["Properties.MinSize"].number == 0 else _UNKNOWN


def _alarm(alarm: StackResource) -> Parts:
    """One that computes with several metrics, or looks every few seconds, costs more."""
    plain = alarm["Properties.Metrics"].absent and alarm["Properties.MetricName"].written
    often = alarm["Properties.Period"].number < 60
    return [(1.0, "alarm")] if plain and not often else _UNKNOWN


def _around(resource: StackResource) -> Iterator[Document]:
    """What mentions it in its stack."""
    return (one for one in resource.stack.mentioning(resource.name) if one.name != resource.name)


_STANDING: Mapping[str, Callable[[StackResource], Parts]] = {
    "AWS::EC2::NatGateway": _one("nat-gateway-hour"),
    "AWS::EC2::EIP": _one("public-ipv4-hour"),
    "AWS::EC2::VPCEndpoint": _endpoint,
    "AWS::EC2::Volume": _volume,
    "AWS::ElasticLoadBalancingV2::LoadBalancer": _balancer,
    "AWS::EKS::Cluster": _one("eks-hour"),
    "AWS::Kinesis::Stream": _stream,
    "AWS::DynamoDB::Table": _table,
    "AWS::Serverless::SimpleTable": _table,
    "AWS::KMS::Key": _one("kms-key"),
    "AWS::SecretsManager::Secret": _one("secret"),
    "AWS::RDS::DBCluster": _cluster,
    "AWS::RDS::DBInstance": _instance,
    "AWS::ApiGateway::Stage": _cache,
    "AWS::Serverless::Api": _cache,
    "AWS::CloudWatch::Alarm": _alarm,
    "AWS::AutoScaling::AutoScalingGroup": _machines,
    **dict.fromkeys(
        (
            "AWS::AmazonMQ::Broker",
            "AWS::DAX::Cluster",
            "AWS::DocDB::DBInstance",
            "AWS::EC2::Instance",
            "AWS::EC2::TransitGatewayAttachment",
            "AWS::EC2::VPNConnection",
            "AWS::ElastiCache::CacheCluster",
            "AWS::ElastiCache::ReplicationGroup",
            "AWS::ElastiCache::ServerlessCache",
            "AWS::ElasticLoadBalancing::LoadBalancer",
            "AWS::Elasticsearch::Domain",
            "AWS::FSx::FileSystem",
            "AWS::GlobalAccelerator::Accelerator",
            "AWS::MSK::Cluster",
            "AWS::MWAA::Environment",
            "AWS::Neptune::DBInstance",
            "AWS::OpenSearchService::Domain",
            "AWS::RDS::DBProxy",
            "AWS::Redshift::Cluster",
            "AWS::Route53::HostedZone",
            "AWS::SageMaker::Endpoint",
            "AWS::SageMaker::NotebookInstance",
            "AWS::WAFv2::WebACL",
        ),
        _no_rate,
    ),
}


class Standing(StackResource):
    """A resource that is paid for by the hour or month."""

    __slots__ = ()

    @property
    def parts(self) -> Parts:
        return _STANDING[self.kind](self)

    @property
    def bills_idle(self) -> bool:
        return bool(self.parts)

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        """What stands under a condition may not be there at all."""
        if self.node["Condition"].written:
            return None
        return prices.of(*((copies * amount, rate) for amount, rate in self.parts))


class EksctlCluster(Document):
    """eksctl's ClusterConfig: the control plane. Its machines are paid for with the pods that they carry."""

    __slots__ = ()

    @property
    def bills_idle(self) -> bool:
        return True

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        return prices.of((copies, "eks-hour"))


class StandingSystem(System):
    name = "aws-standing"
    types: ClassVar = dict.fromkeys(_STANDING, Standing)
    kinds: ClassVar = {"eksctl.io/ClusterConfig": EksctlCluster}


SYSTEM = StandingSystem()
