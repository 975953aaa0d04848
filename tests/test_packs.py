"""Packs of rules: installed by entry point, never found in the scanned folder, refused when they are of the wrong shape."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest

from making import rule_of
from predeploy import Connection, Container, Document, Duration, Findings, Project, Service, Target, Usd, Workload
from predeploy.rules.packs import UnknownRule, find, load_rules
from running import POD, environment, install_pack, lines_of, predeploy_run, report, write

BOOM = '''\
r"""A pod is called web."""
from predeploy import Document, Duration, Findings, rule

@rule("high", since="1", tier="strict", formerly=("bang",), replaces={"checkov": "CKV_K8S_1"})
def boom(document: Document, *, wait: Duration = 3.0) -> Findings:
    if document.name == "web":
        yield document.node["metadata.name"].finding(f"boom {wait:g}")
'''


@pytest.fixture
def acme(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A repository with a pod, and an environment in which the pack `acme` is installed."""
    site = install_pack(tmp_path / "site", "acme", {"reliability/boom": BOOM})
    return write(tmp_path / "repo", {"pod.yaml": POD}), environment(site)


# installed packs


@pytest.mark.parametrize("word", ["acme:boom", "acme:reliability/boom", "boom", "acme:bang", "bang"])
def test_a_rule_of_a_pack_is_meant_by_its_names(acme, word):
    root, env = acme
    assert lines_of(report(".", "--select", word, cwd=root, env=env, code=1)) == [
        ("acme:reliability/boom", "pod.yaml", 3)
    ]


def test_a_peers_id_means_the_rules_that_replace_it(acme):
    root, env = acme
    found = report(".", "--select", "checkov:CKV_K8S_1", cwd=root, env=env)
    assert {one["rule"] for one in found["findings"]} <= {rule.id for rule in load_rules().values()} | {
        "acme:reliability/boom"
    }
    assert found["summary"]["rules"] >= 1


def test_the_tier_of_a_packs_rule_counts(acme):
    root, env = acme

    def rules(*arguments: str) -> set[str]:
        return {one["rule"] for one in report(".", *arguments, cwd=root, env=env)["findings"]}

    assert "acme:reliability/boom" not in rules()
    assert "acme:reliability/boom" in rules("--tier", "strict")
    assert "acme:reliability/boom" in rules("--extend-select", "acme:boom")


def test_a_pack_is_configured_and_suppressed_by_its_names(acme):
    root, env = acme
    write(root, {"predeploy.yaml": 'packs: [acme]\nrules: {"acme:boom": {severity: low, options: {wait: 1m30s}}}\n'})
    (one,) = report(".", "--select", "acme:boom", cwd=root, env=env, code=0)["findings"]
    assert (one["severity"], one["message"], one["category"]) == ("low", "boom 90", "reliability")
    write(root, {"pod.yaml": POD.replace("name: web}", "name: web}  # predeploy: ignore[acme:boom] it is fine")})
    assert report(".", "--select", "acme:boom", cwd=root, env=env)["findings"] == []


def test_a_pack_that_the_config_names_must_be_installed(acme):
    root, _ = acme
    write(root, {"predeploy.yaml": "packs: [acme]\n"})
    done = predeploy_run("scan", ".", cwd=root)
    assert done.returncode == 2
    assert "predeploy.yaml:1:9 packs: no installed pack is called 'acme'" in done.stderr


def test_rules_and_explain_know_the_pack(acme):
    root, env = acme
    listed = json.loads(predeploy_run("rules", "--format", "json", cwd=root, env=env).stdout)
    (mine,) = [one for one in listed if one["id"].startswith("acme:")]
    assert mine["id"] == "acme:reliability/boom"
    assert mine["options"] == {"wait": 3.0}
    assert mine["title"] == "A pod is called web."
    assert "acme:reliability/boom" in predeploy_run("explain", "acme:boom", cwd=root, env=env).stdout
    schema = json.loads(predeploy_run("schema", "config", cwd=root, env=env).stdout)
    assert (
        "wait"
        in schema["properties"]["rules"]["properties"]["acme:boom"]["then"]["properties"]["options"]["properties"]
    )


def test_spawned_workers_load_the_pack_too(acme):
    root, env = acme
    write(root, {"other.yaml": POD})
    found = report(".", "--select", "acme:boom", "-j", "2", cwd=root, env={**env, "PREDEPLOY_WORKERS": "spawn"}, code=1)
    assert [path for _, path, _ in lines_of(found)] == ["other.yaml", "pod.yaml"]


MARKS = "import pathlib; pathlib.Path(__file__).with_suffix('.ran').touch()\n"


@pytest.mark.parametrize("method", ["serial", "fork", "spawn"])
def test_nothing_that_lies_in_the_scanned_folder_is_imported(tmp_path, method):
    names = ("multiprocessing", "pickle", "click", "resource", "selectors", "json")
    root = write(tmp_path, {"a.yaml": POD, "b.yaml": POD, **{f"{name}.py": MARKS for name in names}})
    install_pack(root, "acme", {"reliability/boom": MARKS + BOOM})
    done = predeploy_run("scan", ".", "-j", "2", "--tier", "all", cwd=root, env=environment(PREDEPLOY_WORKERS=method))
    assert done.returncode == 1
    assert list(root.rglob("*.ran")) == []


def test_a_pack_in_the_current_folder_is_not_taken_for_an_installed_one(tmp_path):
    install_pack(tmp_path, "acme", {"reliability/boom": BOOM})
    env = environment()
    env["PYTHONPATH"] += f"{os.pathsep}{tmp_path}{os.sep}"  # as a dot in a shell's profile would
    assert "acme:" not in json.dumps(
        json.loads(predeploy_run("rules", "--format", "json", cwd=tmp_path, env=env).stdout)
    )
    done = predeploy_run("test", "acme:boom", "--pack", "acme_rules", cwd=tmp_path, env=env)
    assert (done.returncode, done.stdout) == (0, "0 passed, 0 failed\n")


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("import nonexistent_module\n", "ModuleNotFoundError: No module named 'nonexistent_module'"),
        ("def (\n", "SyntaxError"),
        ("raise SystemExit(0)\n", "SystemExit"),
        (BOOM.replace("def boom", "def bang"), "the function must be called boom, like its file"),
        (BOOM.replace('"high"', '"severe"'), "severity must be one of critical, high, medium, low, info"),
    ],
)
def test_a_broken_pack_is_a_usage_error(tmp_path, module, said):
    site = install_pack(tmp_path / "site", "acme", {"reliability/boom": module})
    done = predeploy_run("scan", ".", cwd=write(tmp_path / "repo", {"a.yaml": POD}), env=environment(site))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "the pack acme_rules cannot be loaded: " in done.stderr
    assert said in done.stderr


def test_a_pack_cannot_take_the_name_of_another_linter(tmp_path):
    site = install_pack(tmp_path / "site", "checkov", {"reliability/boom": BOOM})
    done = predeploy_run("rules", cwd=tmp_path, env=environment(site))
    assert done.returncode == 2
    assert "a pack cannot be called checkov: that stands for the checks of another linter" in done.stderr


def test_what_is_left_of_an_uninstalled_pack_is_a_usage_error(tmp_path):
    site = install_pack(tmp_path / "site", "acme", {})
    (site / "acme_rules" / "__init__.py").unlink()
    done = predeploy_run("rules", cwd=tmp_path, env=environment(site))
    assert done.returncode in (0, 2)  # an empty folder is still a namespace
    (site / "acme_rules").rmdir()
    done = predeploy_run("rules", cwd=tmp_path, env=environment(site))
    assert done.returncode == 2
    assert "acme_rules" in done.stderr


# names


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [("few-replica", "few-replicas"), ("reliability/few-replicsa", "few-replicas"), ("xyzzy", "")],
)
def test_an_unknown_rule_comes_with_a_suggestion(word, suggestion):
    with pytest.raises(UnknownRule) as caught:
        find(word, load_rules())
    assert caught.value.suggestion == suggestion


@pytest.mark.parametrize(
    "word", ["", ":", "checkov:", "checkov:NOPE", "acme:x", "pack:category/name", "a" * 100_000, "\0"]
)
def test_words_that_mean_nothing(word):
    with pytest.raises(UnknownRule):
        find(word, load_rules())


# shape


def broken(check: Callable[..., Any], **meta: Any) -> str:
    meta.setdefault("severity", "low")
    with pytest.raises(TypeError) as caught:
        rule_of(check, **meta)
    assert str(caught.value).startswith(f"{__file__}: ")
    return str(caught.value).removeprefix(f"{__file__}: ")


def fine(document: Document) -> Findings:
    yield from ()


def test_what_a_rule_is_called_and_where_it_lies():
    assert broken(fine, category="sadness").startswith("its folder must be one of security, timeouts,")
    assert rule_of(fine, category="scale_to_zero").id == "scale-to-zero/fine"


def test_what_the_decorator_says():
    assert broken(fine, severity="bad") == "severity must be one of critical, high, medium, low, info, not 'bad'"
    assert broken(fine, severities=("bad",)) == "severity must be one of critical, high, medium, low, info, not 'bad'"
    assert broken(fine, tier="gold") == "tier must be one of default, strict, preview, not 'gold'"
    assert broken(fine, kinds="Pod") == "kinds must be a tuple, such as ('Pod',)"
    assert broken(fine, keys="hostPath") == "keys must be a tuple, such as ('hostPath',)"
    assert broken(fine, swallows="other-rule") == "swallows must be a tuple, such as ('other-rule',)"
    assert broken(fine, replaces={"chekov": "CKV_1", "lint": "x"}) == "replaces names an unknown linter: chekov, lint"


def test_what_the_parameters_say():
    def none() -> Findings:
        yield from ()

    def bare(document) -> Findings:
        yield from ()

    def text(document: "Document") -> Findings:
        yield from ()

    def number(document: Document | int) -> Findings:
        yield from ()

    def second(document: Document, other: Service) -> Findings:
        yield from ()

    assert broken(none) == "the first parameter says what the rule is about"
    assert broken(bare) == "the first parameter must be annotated with a view, not None"
    assert broken(text) == "the first parameter must be annotated with a view, not 'Document'"
    assert broken(number) == f"the first parameter must be annotated with a view, not {Document | int!r}"
    assert broken(second).startswith("a further parameter must be one of Target, Intent, Scaling, Project, not <class")


def test_what_the_options_say():
    def unannotated(document: Document, *, most=3) -> Findings:
        yield from ()

    def demanded(document: Document, *, most: int) -> Findings:
        yield from ()

    def mistyped(document: Document, *, most: int = "3") -> Findings:  # type: ignore[assignment]
        yield from ()

    def strange(document: Document, *, most: list[int] = []) -> Findings:  # noqa: B006
        yield from ()

    def mischosen(document: Document, *, most: Literal["a", "b"] = "c") -> Findings:  # type: ignore[assignment]
        yield from ()

    assert broken(unannotated) == "option most needs an annotation and a default"
    assert broken(demanded) == "option most needs an annotation and a default"
    assert broken(mistyped) == "the default of option most is wrong: it expects a whole number, not '3'"
    assert broken(strange).startswith("option most has a type that options cannot have")
    assert broken(mischosen) == "the default of option most is wrong: it expects one of a, b, not 'c'"


def test_what_a_good_rule_says():
    def good(
        view: Container | Service, target: Target, *, wait: Duration = 1.5, cost: Usd = 2.0, names: tuple[str, ...] = ()
    ) -> Findings:
        yield from ()

    def late(connection: Connection) -> Findings:
        yield from ()

    def joined(workload: Workload, target: Target, project: Project) -> Findings:
        yield from ()

    made = rule_of(good, severities=("high",), kinds=("app",), replaces={"checkov": "A", "polaris": ("b", "c")})
    assert made.subjects == (Container, Service)
    assert made.injected == (Target,)
    assert {name: option.default for name, option in made.options.items()} == {"wait": 1.5, "cost": 2.0, "names": ()}
    assert made.replaces == {"checkov": ("A",), "polaris": ("b", "c")}
    assert (made.second_pass, made.both_passes) == (False, False)
    assert (rule_of(late).second_pass, rule_of(late).both_passes) == (False, True)
    assert (rule_of(joined).second_pass, rule_of(joined).both_passes) == (True, False)


def test_two_rules_of_one_name_in_different_files_are_refused():
    from predeploy.rules import register_rule, registered

    first, second = rule_of(fine), rule_of(fine)
    second.file = "/else/where.py"
    register_rule(first)
    try:
        with pytest.raises(TypeError, match="there are two rules called reliability/fine"):
            register_rule(second)
    finally:
        registered().pop(first.id)
