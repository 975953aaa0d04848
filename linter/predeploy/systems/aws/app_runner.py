"""AWS App Runner: a web service made of a repository or an image, as a template or its own apprunner.yaml describe it."""

import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from ...node import Node
from ...quantities import NaN
from ...views import Function, Runtime, Setting
from ...views.base import Disclosed
from ...views.stack import StackResource
from .. import System

if TYPE_CHECKING:
    from ...finding import Money
    from ...prices import Prices

_ADVICE = "keep it in Secrets Manager or Parameter Store and name it under {}"
_VARIABLE = "environment variable"
# https://docs.aws.amazon.com/apprunner/latest/dg/service-source-code-nodejs-releases.html, …-dotnet-releases.html and
# …-go-releases.html (as of 2026-11): what is said to have ended
_ENDED = date(2025, 12, 1)
RUNTIMES = {
    **{f"nodejs{version}": Runtime(_ENDED, None, None, "nodejs22") for version in (12, 14, 16, 18)},
    **{name: Runtime(_ENDED, None, None, "an image of your own") for name in ("dotnet6", "go1")},
}


# GB, and what an instance gets that names none; a template may also write MB:
# https://docs.aws.amazon.com/apprunner/latest/api/API_InstanceConfiguration.html (as of 2026-11)
MEMORY = 2.0
_MEMORY = {"512": 0.5, "0.5": 0.5, **{str(size * 1024): float(size) for size in (1, 2, 3, 4, 6, 8, 10, 12)}}
_MEMORY |= {f"{size:g}": size for size in _MEMORY.values()}


class AppRunnerService(StackResource):
    """AWS::AppRunner::Service."""

    __slots__ = ()

    @property
    def bills_idle(self) -> bool:
        return True

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        """One instance waits at the least, billed for its memory; an auto scaling configuration may keep more."""
        own, scaling = self["Properties.InstanceConfiguration.Memory"], self["Properties.AutoScalingConfigurationArn"]
        gigabytes = MEMORY if own.absent else _MEMORY.get((own.text or "").removesuffix(" GB"), NaN)
        return prices.of((copies * gigabytes, "app-runner-gb-hour")) if scaling.absent else None

    @property
    def disclosed(self) -> Disclosed:
        source = self["Properties.SourceConfiguration"]
        said = (
            source["ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables"],
            source["CodeRepository.CodeConfiguration.CodeConfigurationValues.RuntimeEnvironmentVariables"],
        )
        found = ((one["Name"].text or "", one["Value"]) for listed in said for one in listed)
        return Disclosed(_VARIABLE, _ADVICE.format("RuntimeEnvironmentSecrets"), found)


class AppRunnerFile(Function):
    """apprunner.yaml. https://docs.aws.amazon.com/apprunner/latest/dg/config-file-ref.html (as of 2026-11)"""

    __slots__ = ()
    platform: ClassVar[str] = "aws-app-runner"
    host: ClassVar[str] = "App Runner"
    SETTINGS: ClassVar[dict[str, Setting]] = {"runtime": Setting("runtime")}
    RUNTIMES: ClassVar = RUNTIMES

    def __init__(self, node: Node) -> None:
        super().__init__(node, node)

    @property
    def kind(self) -> str:
        return "App Runner service"

    @property
    def name(self) -> str:
        path = self.node.tree.source.path
        return os.path.basename(os.path.dirname(path)) or os.path.basename(path)

    @property
    def namespace(self) -> str:
        return ""

    @property
    def environment(self) -> Iterator[tuple[str, Node]]:
        return ((one["name"].text or "", one["value"]) for one in self.node["run.env"])

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed(_VARIABLE, _ADVICE.format("secrets"), self.environment)


class AppRunner(System):
    name = "app-runner"
    types: ClassVar = {"AWS::AppRunner::Service": AppRunnerService}


SYSTEM = AppRunner()
