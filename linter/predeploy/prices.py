"""Prices: what things cost when nobody calls, as dated list prices of one region."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from .finding import Money
from .record import NamedTuple

HOURS: Final = 730.0
"""Hours a month, as AWS's own calculators count them."""
REGION: Final = "us-east-1"
GIB: Final = 2.0**30

_READ: Final = date(2026, 11, 20)


class Rate(NamedTuple):
    """The price of one unit in USD, without free tiers and discounts. `low` and `high` bound it where clusters differ."""

    usd: float
    unit: str  # hour, vCPU-hour, GiB-hour, GB-month…; what ends in "hour" is billed 730 times a month
    service: str
    source: str
    low: float
    high: float
    as_of: date = _READ
    region: str = REGION

    @property
    def monthly(self) -> float:
        """USD a month for one unit held all the time."""
        return self.usd * (HOURS if self.unit.endswith("hour") else 1.0)

    @property
    def basis(self) -> str:
        return f"{self.service}, {self.region}, {self.source}"


def _rate(
    usd: float, unit: str, service: str, source: str, *, low: float | None = None, high: float | None = None
) -> Rate:
    return Rate(usd, unit, service, source, usd if low is None else low, usd if high is None else high)


def _run(usd: float, unit: str, service: str) -> Rate:
    return _rate(usd, unit, service, "price page")._replace(region="us-central1")


def _azure(usd: float, unit: str, service: str) -> Rate:
    return _rate(usd, unit, service, "retail prices")._replace(region="eastus")


# List prices of us-east-1 as of 2026-11-20. "AWS price list" is the public offer file of the service
# (https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/<service>/current/us-east-1/index.json).
_LIST, _QUOTED = "AWS price list", "price page, as others quote it"
RATES: Final[dict[str, Rate]] = {
    # A node's price split by solving m and r families of a generation (same CPU, other memory): m5/m6i.large $0.096,
    # r6i.large $0.126. low: OpenCost's defaults (configs/default.json); high: GKE Autopilot, billed on requests
    "vcpu-hour": _rate(0.0333, "vCPU-hour", "Kubernetes node", "m family on demand", low=0.031611, high=0.0445),
    "gib-hour": _rate(0.0040, "GiB-hour", "Kubernetes node", "m family on demand", low=0.004237, high=0.0049225),
    "fargate-vcpu-hour": _rate(0.04048, "vCPU-hour", "Fargate x86", _LIST),
    "fargate-gb-hour": _rate(0.004445, "GB-hour", "Fargate x86", _LIST),
    # $0.0000041667 (x86) and $0.0000033334 (arm64) a GB-second
    "fargate-arm-vcpu-hour": _rate(0.03238, "vCPU-hour", "Fargate arm64", _LIST),
    "fargate-arm-gb-hour": _rate(0.00356, "GB-hour", "Fargate arm64", _LIST),
    # https://aws.amazon.com/apprunner/pricing/: an instance that waits is billed for its memory
    "app-runner-gb-hour": _rate(0.007, "GB-hour", "App Runner, provisioned instance", "price page"),
    "alarm": _rate(0.10, "alarm-month", "CloudWatch alarm", "https://aws.amazon.com/cloudwatch/pricing/"),
    "provisioned-gb-hour": _rate(0.0150, "GB-hour", "Lambda provisioned concurrency x86", _LIST),
    "provisioned-arm-gb-hour": _rate(0.0120, "GB-hour", "Lambda provisioned concurrency arm64", _LIST),
    # infracost golden files @95ba4f4 (2026-08-21): EP1 = 1 vCPU $126.29 + 3.5 GB $31.43 a month; blogs say $146 to $158
    "azure-premium-vcpu-hour": _azure(0.173, "vCPU-hour", "Azure Functions Premium"),
    "azure-premium-gb-hour": _azure(0.0123, "GB-hour", "Azure Functions Premium"),
    # Azure's retail prices, quoted: $0.000003 a vCPU-second and GiB-second while nothing is done
    "container-app-vcpu-hour": _azure(0.0108, "vCPU-hour", "Azure Container Apps, idle"),
    "container-app-gib-hour": _azure(0.0108, "GiB-hour", "Azure Container Apps, idle"),
    "load-balancer-hour": _rate(0.0225, "hour", "ALB/NLB", _LIST),
    "nat-gateway-hour": _rate(0.045, "hour", "NAT gateway", _LIST),
    "interface-endpoint-hour": _rate(0.01, "hour", "VPC interface endpoint, one zone", _LIST),
    "public-ipv4-hour": _rate(0.005, "hour", "public IPv4 address", _LIST),
    "gp2-gb": _rate(0.10, "GB-month", "EBS gp2", _LIST),
    "gp3-gb": _rate(0.08, "GB-month", "EBS gp3", _LIST),
    "io1-gb": _rate(0.125, "GB-month", "EBS io1", _LIST),
    "shard-hour": _rate(0.015, "hour", "Kinesis provisioned shard", _LIST),
    "rcu-hour": _rate(0.00013, "hour", "DynamoDB read capacity unit", _LIST),
    "wcu-hour": _rate(0.00065, "hour", "DynamoDB write capacity unit", _LIST),
    "acu-hour": _rate(0.12, "hour", "Aurora Serverless v2 capacity unit", _LIST),
    # read off third parties' tables of June 2026 (usage.ai, awsnegotiations.com), not off AWS itself
    "ncu-hour": _rate(0.1608, "hour", "Neptune Serverless capacity unit", _QUOTED),
    "dcu-hour": _rate(0.0822, "hour", "DocumentDB serverless capacity unit", _QUOTED),
    "redis-gb-hour": _rate(0.125, "GB-hour", "ElastiCache Serverless, Redis OSS", _QUOTED),
    "valkey-gb-hour": _rate(0.084, "GB-hour", "ElastiCache Serverless, Valkey", _QUOTED),
    "eks-hour": _rate(0.10, "hour", "EKS cluster", _LIST),
    "eks-extended-hour": _rate(0.60, "hour", "EKS cluster in extended support", _LIST),
    "kms-key": _rate(1.00, "key-month", "KMS key", _LIST),
    "secret": _rate(0.40, "secret-month", "Secrets Manager", _LIST),
    "logs-ingested-gb": _rate(0.50, "GB", "CloudWatch Logs ingestion", _LIST),
    "logs-stored-gb": _rate(0.03, "GB-month", "CloudWatch Logs storage", _LIST),
    # https://aws.amazon.com/api-gateway/pricing/: by size of the cache, not in proportion to it
    "api-cache-0.5-hour": _rate(0.02, "hour", "API Gateway cache of 0.5 GB", _LIST),
    "api-cache-1.6-hour": _rate(0.038, "hour", "API Gateway cache of 1.6 GB", _LIST),
    "api-cache-6.1-hour": _rate(0.20, "hour", "API Gateway cache of 6.1 GB", _LIST),
    "api-cache-13.5-hour": _rate(0.25, "hour", "API Gateway cache of 13.5 GB", _LIST),
    "api-cache-28.4-hour": _rate(0.50, "hour", "API Gateway cache of 28.4 GB", _LIST),
    "api-cache-58.2-hour": _rate(1.00, "hour", "API Gateway cache of 58.2 GB", _LIST),
    "api-cache-118-hour": _rate(1.90, "hour", "API Gateway cache of 118 GB", _LIST),
    "api-cache-237-hour": _rate(3.80, "hour", "API Gateway cache of 237 GB", _LIST),
    # https://cloud.google.com/run/pricing, tier 1: $0.000018 a vCPU-second and $0.000002 a GiB-second while the CPU is
    # always there, $0.0000025 of both for an idle minimum instance whose CPU is taken away
    "run-vcpu-hour": _run(0.0648, "vCPU-hour", "Cloud Run, CPU always allocated"),
    "run-gib-hour": _run(0.0072, "GiB-hour", "Cloud Run, CPU always allocated"),
    "run-idle-vcpu-hour": _run(0.009, "vCPU-hour", "Cloud Run, idle minimum instance"),
    "run-idle-gib-hour": _run(0.009, "GiB-hour", "Cloud Run, idle minimum instance"),
}  # fmt: skip


class Prices:
    """The rates of a run: the built-in ones, with the owner's own in their place (`prices:` in predeploy.yaml).

    Every estimate is Money a month, or None when an amount is not known (NaN, inf) or negative.
    """

    def __init__(self, own: Mapping[str, float] | None = None) -> None:
        """`own`: USD by name of the rate; names that nobody knows are passed over."""
        self._rates = dict(RATES)
        for name, usd in (own or {}).items():
            if name in RATES:
                known = RATES[name]
                self._rates[name] = known._replace(usd=usd, low=usd, high=usd, source="your own price")

    def rate(self, name: str) -> Rate:
        """Raises KeyError for a name that is not in RATES."""
        return self._rates[name]

    def of(self, *parts: tuple[float, str]) -> Money | None:
        """What (amount, rate name) pairs cost together when held all month."""
        low = middle = high = 0.0
        shown = []
        for amount, name in parts:
            if not 0 <= amount < float("inf"):
                return None
            rate = self._rates[name]
            hours = HOURS if rate.unit.endswith("hour") else 1.0
            middle += amount * rate.usd * hours
            low += amount * min(rate.low, rate.usd) * hours
            high += amount * max(rate.high, rate.usd) * hours
            shown.append(f"{amount:g} × ${rate.usd:.5g}" + (f" × {HOURS:g} h" if hours != 1 else ""))
        rates = [self._rates[name] for _, name in parts]
        if not rates:
            return None
        return Money(middle, low, high, " + ".join(shown), rates[0].basis, min(rate.as_of for rate in rates))

    def pods(self, cores: float, memory: float, replicas: float = 1.0, disk: float = 0.0) -> Money | None:
        """Pods that stand on a node all month, each with `disk` of its own; memory and disk in bytes."""
        volumes = [(replicas * disk / GIB, "gp3-gb")] if disk else []
        return self.of((replicas * cores, "vcpu-hour"), (replicas * memory / GIB, "gib-hour"), *volumes)

    def tasks(self, cores: float, memory: float, copies: float = 1.0, *, arm: bool = False) -> Money | None:
        """Tasks that run on Fargate all month; memory in bytes."""
        kind = "fargate-arm" if arm else "fargate"
        return self.of((copies * cores, f"{kind}-vcpu-hour"), (copies * memory / GIB, f"{kind}-gb-hour"))

    def provisioned(self, memory: float, instances: float, *, arm: bool = False) -> Money | None:
        """Lambda instances that are kept warm, of `memory` bytes each, before anything runs on them."""
        return self.of((instances * memory / GIB, "provisioned-arm-gb-hour" if arm else "provisioned-gb-hour"))

    def instances(self, cores: float, memory: float, count: float, *, always: bool) -> Money | None:
        """Cloud Run instances that are kept while nobody calls; `always`: with their CPU."""
        kind = "run" if always else "run-idle"
        return self.of((count * cores, f"{kind}-vcpu-hour"), (count * memory / GIB, f"{kind}-gib-hour"))

    def saved(self, before: Money | None, after: Money | None) -> Money | None:
        """What changing from one to the other saves; None when nothing is known or nothing is saved."""
        if before is None or after is None or not before.usd_month > after.usd_month:
            return None
        return Money(
            before.usd_month - after.usd_month,
            max(0.0, before.low - after.high),
            before.high - after.low,
            f"({before.formula}) − ({after.formula})",
            before.basis,
            min(before.as_of, after.as_of),
        )
