"""Azure App Service: plans, and the function apps that run on them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from ...measure import Measure, effective
from ...node import Node
from ...quantities import NaN
from ...views import MIB, Function, FunctionEvent, Hold, Range, Scaling, Setting, View
from .. import System
from .limits import FLEX_INSTANCES, FLEX_MEMORY, FLEX_MEMORY_DEFAULT, PREMIUM_FLOOR, PREMIUM_SIZES
from .resource import ArmResource
from .runtimes import FUNCTIONS_RUNTIMES

if TYPE_CHECKING:
    from ...finding import Money
    from ...prices import Prices
    from ...project import Project

Tier = Literal["consumption", "flex", "premium", "dedicated", "free"]
# The first letters of a plan's sku → what it is: azure-functions/functions-scale (as of 2026-11)
_TIERS: tuple[tuple[str, Tier], ...] = (
    ("Y", "consumption"), ("FC", "flex"), ("EP", "premium"), ("F", "free"), ("D", "free"), ("B", "dedicated"), ("S", "dedicated"),
    ("P", "dedicated"), ("I", "dedicated"),
)  # fmt: skip
_NAMES: dict[str, Tier] = {
    "dynamic": "consumption", "flexconsumption": "flex", "elasticpremium": "premium", "free": "free", "shared": "free",
    "basic": "dedicated", "standard": "dedicated", "premium": "dedicated", "premiumv2": "dedicated", "premiumv3": "dedicated",
    "isolated": "dedicated", "isolatedv2": "dedicated",
}  # fmt: skip


SLEEPING = frozenset({"consumption", "flex"})  # nothing runs there while nobody calls


class AppServicePlan(ArmResource):
    """Microsoft.Web/serverfarms."""

    __slots__ = ()

    @property
    def size(self) -> str:
        """`EP1`, `FC1`, `P1v3`; empty when it cannot be known."""
        return self["sku.name"].text or ""

    @property
    def tier(self) -> Tier | None:
        """None when it cannot be known, or is none that runs functions."""
        if self["sku.name"].absent:
            return _NAMES.get((self["sku.tier"].text or "").lower())
        size = self.size.upper()
        return next(
            (tier for start, tier in _TIERS if size.startswith(start) and size[len(start) :][:1].isdigit()), None
        )

    @property
    def cores(self) -> float:
        """Of one instance of a Premium plan; NaN of others."""
        return PREMIUM_SIZES.get(self.size.upper(), (NaN, NaN))[0]

    @property
    def memory(self) -> float:
        """GB of one instance of a Premium plan; NaN of others."""
        return PREMIUM_SIZES.get(self.size.upper(), (NaN, NaN))[1]

    @property
    def linux(self) -> bool | None:
        """None when it cannot be known."""
        reserved = self["properties.reserved"]
        return None if reserved.unknown else reserved.is_true

    @property
    def capacity(self) -> Measure:
        """Instances that are paid for all the time, of a dedicated plan."""
        return effective(self["sku.capacity"], default=1.0, unit="instances")

    @property
    def bills_idle(self) -> bool:
        return self.tier not in ("consumption", "flex", "free")

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        """A Premium plan keeps one instance at the least; sizes of others are not among the rates."""
        count = effective(self["sku.capacity"], default=PREMIUM_FLOOR.default).value
        cores, memory = (copies * max(count, 1.0) * one for one in (self.cores, self.memory))
        return prices.of((cores, "azure-premium-vcpu-hour"), (memory, "azure-premium-gb-hour"))


class AppServiceSite(ArmResource):
    """Microsoft.Web/sites: a web app, a function app, a workflow."""

    __slots__ = ()

    @property
    def plan(self) -> AppServicePlan | None:
        """The plan, where it stands in the same template."""
        found = self.stack.pointed(self["properties.serverFarmId"])
        return found if isinstance(found, AppServicePlan) else None

    @property
    def tier(self) -> Tier | None:
        """A function app without a plan gets a Consumption plan: azure-functions/functions-infrastructure-as-code (2026-11)."""
        if self["properties.serverFarmId"].absent and self["properties.managedEnvironmentId"].absent:
            return "consumption" if isinstance(self, FunctionApp) else None
        return self.plan.tier if self.plan is not None else None

    def config(self, name: str) -> Node:
        """A setting of siteConfig, or of the resource `config/web` that sets it apart."""
        own = self["properties.siteConfig"][name]
        if own.absent:
            for node in self._configs("web"):
                if not node[name].absent:
                    return node[name]
        return own

    def _configs(self, name: str) -> Iterator[Node]:
        """The properties of the `config` resources of this site under that name."""
        own = self.stack.identity(self).removeprefix(f"{self.kind}/".lower())
        return iter(self.stack.configs.get(f"{own}/{name}", ()))

    @property
    def settings(self) -> Iterator[tuple[str, Node]]:
        """The app settings: a list of names and values in siteConfig, a map in `config/appsettings`."""
        for entry in self["properties.siteConfig.appSettings"]:
            if entry["name"].text is not None:
                yield entry["name"].text, entry["value"]
        for node in self._configs("appsettings"):
            yield from node.items()

    @property
    def configured_here(self) -> bool:
        """Does this template say how the site is configured, and nothing else in it that is not known?"""
        known = not self["properties.siteConfig"].unknown and self.stack.whole
        written = self["properties.siteConfig"].is_map or any(True for _ in self._configs("web"))
        return known and written and not self._free

    @property
    def _free(self) -> bool:
        """May a `config` resource whose name is not known be one of this site's?"""
        return "" in self.stack.configs

    @property
    def settings_known(self) -> bool:
        """Are all names of the app settings known, and are there any?"""
        written = self["properties.siteConfig.appSettings"]
        if written.unknown or self["properties.siteConfig"].unknown or self["properties"].unknown:
            return False
        listed = list(written)
        apart = list(self._configs("appsettings"))
        whole = all(entry["name"].text is not None for entry in listed) and all(one.is_map for one in apart)
        return bool(listed or apart) and whole and self.stack.whole and not self._free


# https://learn.microsoft.com/azure/templates/microsoft.web/sites (as of 2026-11)
_SETTINGS: dict[str, Setting] = {
    "memory": Setting("functionAppConfig.scaleAndConcurrency.instanceMemoryMB", NaN, "bytes", MIB),
}


class FunctionApp(AppServiceSite, Function):
    """A site whose kind says functionapp: one view for all functions of the app."""

    __slots__ = ()
    platform: ClassVar[str] = "azure-functions"
    host: ClassVar[str] = "Azure Functions"
    RUNTIMES: ClassVar = FUNCTIONS_RUNTIMES
    SETTINGS: ClassVar[dict[str, Setting]] = _SETTINGS

    def __init__(self, node: Node) -> None:
        Function.__init__(self, node, node["properties"])

    @property
    def environment(self) -> Iterator[tuple[str, Node]]:
        return self.settings

    @property
    def bills_idle(self) -> bool:
        """Elsewhere the plan does."""
        return self.tier == "flex"

    def measure(self, word: str) -> Measure:
        """Memory is that of one instance on Flex Consumption: everywhere else it is that of the plan."""
        found = super().measure(word)
        if word == "memory" and found.state == "absent" and self.tier == "flex":
            return found._replace(value=FLEX_MEMORY_DEFAULT, state="default")
        return found

    def limit(self, word: str) -> Range:
        if word == "memory" and self.tier == "flex":
            return Range(FLEX_MEMORY[0] * MIB, FLEX_MEMORY[-1] * MIB, FLEX_MEMORY[1] * MIB)
        return super().limit(word)

    @property
    def runtime(self) -> Node:
        """What it runs on, as `language|version` or the version of the host: of several the one whose end comes first."""
        found = list(self._runtimes())
        ends = [one for one in found if one.text is not None and one.text in FUNCTIONS_RUNTIMES]
        return min(ends, key=lambda one: FUNCTIONS_RUNTIMES[one.text or ""].deprecation, default=found[-1])

    def _runtimes(self) -> Iterator[Node]:
        settings = dict(self.settings)
        flex, worker = self.body["functionAppConfig.runtime"], settings.get("FUNCTIONS_WORKER_RUNTIME")
        node, net = settings.get("WEBSITE_NODE_DEFAULT_VERSION"), self.config("netFrameworkVersion")
        shell = self.config("powerShellVersion")
        language = (worker.text or "").lower() if worker is not None else ""
        if "FUNCTIONS_EXTENSION_VERSION" in settings:
            yield settings["FUNCTIONS_EXTENSION_VERSION"]
        if node is not None and node.text and language == "node":
            yield _as(node, f"node|{node.text.removeprefix('~').partition('.')[0]}")
        if net.text and language.startswith("dotnet"):
            yield _as(net, f"{language}|{net.text.removeprefix('v')}")
        if shell.text and language == "powershell":
            yield _as(shell, f"powershell|{shell.text}")
        if flex["version"].text and flex["name"].text:
            yield _as(flex["version"], f"{flex['name'].text}|{flex['version'].text}")
        yield self.config("linuxFxVersion")

    @property
    def provisioned(self) -> Measure:
        """Instances that are always ready (Flex Consumption), or that a Premium plan keeps for this app."""
        ready = self.body["functionAppConfig.scaleAndConcurrency.alwaysReady"]
        if self.tier == "premium":
            return effective(
                self.config("minimumElasticInstanceCount"), default=PREMIUM_FLOOR.default, unit="instances"
            )
        counts = [entry["instanceCount"] for entry in ready]
        first = next((one for one in counts if one.number > 0), counts[0] if counts else ready)
        if ready.unknown or any(one.unknown for one in counts):
            return Measure(NaN, first, "unknown", "instances")
        return Measure(sum(one.number for one in counts), first, "own" if counts else "absent", "instances")

    @property
    def scaling(self) -> Scaling:
        most = self.body["functionAppConfig.scaleAndConcurrency.maximumInstanceCount"]
        ceiling = effective(most, default=FLEX_INSTANCES.default if self.tier == "flex" else NaN, unit="instances")
        floor, plan = self.provisioned, self.plan
        if self.tier == "dedicated" and plan is not None:
            floor = plan.capacity
        elif floor.state == "absent":
            sleeps = self.tier in SLEEPING
            floor = Measure(0.0 if sleeps else NaN, floor.node, "default" if sleeps else "unknown", "instances")
        return Scaling(self, floor, ceiling, can_sleep=self.tier in SLEEPING, holds=tuple(self._holds()))

    def _holds(self) -> Iterator[Hold]:
        plan = self.plan
        if plan is not None and plan.tier in ("premium", "dedicated"):
            yield Hold(f"its plan {plan.size} never sleeps", plan["sku.name"], "scale-to-zero/plan-never-sleeps")

    def find_events(self) -> list[FunctionEvent]:
        return []  # its functions say what calls them


def _as(node: Node, text: str) -> Node:
    """The same place, read as linuxFxVersion would say it."""
    return Node(node.tree, node.path, text)


def site(node: Node) -> AppServiceSite:
    """A function app, a Logic App (`functionapp,workflowapp`) or a web app."""
    kinds = (node["kind"].text or "").lower().split(",")
    return (FunctionApp if "functionapp" in kinds and "workflowapp" not in kinds else AppServiceSite)(node)


class AppService(System):
    name = "azure-app-service"
    types: ClassVar = {
        "Microsoft.Web/serverfarms": AppServicePlan,
        "Microsoft.Web/sites": site,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for app in project.all(FunctionApp):
            yield app.scaling


SYSTEM = AppService()
