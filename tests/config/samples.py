"""Rules, findings and repositories to configure."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest

from predeploy.config import Configs, UsageError, load
from predeploy.finding import Finding, Place, Resource
from predeploy.options import Duration, Option
from predeploy.rules.packs import find


@dataclass
class Known:
    """A rule as far as a configuration knows it."""

    category: str
    name: str
    tier: str = "default"
    options: dict[str, Option] = field(default_factory=dict)
    formerly: tuple[str, ...] = ()
    replaces: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pack: str = "predeploy"
    title: str = "A flaw."

    @property
    def id(self) -> str:
        return f"{self.category}/{self.name}"


FEW = Known(
    "reliability",
    "few-replicas",
    options={
        "minimum": Option("minimum", int, 2),
        "grace": Option("grace", Duration, 30),
        "mode": Option("mode", Literal["soft", "hard"], "soft"),
    },
    formerly=("too-few-replicas",),
)
RULES: dict[str, Any] = {
    rule.id: rule
    for rule in (
        FEW,
        Known("reliability", "mutable-image-tag", replaces={"checkov": ("CKV_K8S_14",)}),
        Known("reliability", "cpu-limit", tier="strict"),
        Known("reliability", "young", tier="preview"),
        Known("security", "privileged-container"),
        Known("security", "low-uid", tier="strict"),
        Known("security", "own", tier="preview", pack="acme_policies"),
    )
}


@dataclass
class Repo:
    root: Path

    def __call__(self, **overrides: Any) -> Configs:
        found = [path.relative_to(self.root).as_posix() for path in self.root.rglob("predeploy.yaml")]
        return load(
            str(self.root), [str(self.root)], {k.replace("_", "-"): v for k, v in overrides.items()}, found=found
        )

    def resolved(self, **overrides: Any) -> Configs:
        configs = self(**overrides)
        configs.resolve(RULES, partial(find, rules=RULES))
        return configs

    def mistakes(self, **overrides: Any) -> list[str]:
        with pytest.raises(UsageError) as raised:
            self.resolved(**overrides)
        return str(raised.value).splitlines()


def finding(
    rule: str, path: str = "a.yaml", kind: str = "Deployment", name: str = "web", namespace: str = ""
) -> Finding:
    place = Place(path, None)
    return Finding(rule, "high", "default", "…", place, Resource("kubernetes", kind, namespace, name))
