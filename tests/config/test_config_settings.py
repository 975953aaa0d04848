"""What a configuration says, by folder."""

import pickle
import subprocess
import sys
from datetime import date

import pytest

from predeploy.config import Settings, describe, enabled_rules, load, where
from predeploy.intent import Stated, Subject
from predeploy.target import Target

from .samples import RULES

FULL = """\
kubernetes: "1.34"
region: us-east-1
environment: production
tiers: [strict]
fail-on: medium
min-severity: low
rules:
  few-replicas: {severity: low, options: {minimum: 3, grace: 1m, mode: hard}}
  privileged-container: {locked: true}
exclude: [vendor/, "**/testdata/"]
ignore:
  - {rules: [mutable-image-tag], path: legacy/**, kind: Deployment, name: old-*, reason: retired in March, until: 2027-03-31}
ignores: {require-reason: true}
applications:
  - match: {name: checkout}
    intent: {idle: zero, latency: 200ms, availability: 99.9, budget: 50 USD/month}
defaults: {intent: {idle: any}}
prices: {vcpu-hour: 0.028, gib-hour: 0.0035}
money: {high: 300, low: $5}
renders:
  - {chart: charts/shop, name: prod, values: [charts/shop/values-prod.yaml], set: {image.tag: "1.4"}, namespace: shop}
values: {stage: [dev, prod], params: {Size: 3}}
complete: false
packs: [acme-policies]
rule-files: [policies/*.yaml]
"""


def test_every_key(repo):
    got = repo(FULL).resolved().settings_for("deploy/web.yaml")
    assert (got.kubernetes, got.region, got.environment) == ((1, 34), "us-east-1", "prod")
    assert got.target("list") == Target((1, 34), "us-east-1", "prod", "list")
    assert (got.fail_on, got.min_severity, got.tiers, got.complete) == (
        "medium",
        "low",
        frozenset({"default", "strict"}),
        False,
    )
    few = got.rules["reliability/few-replicas"]
    assert few.severity == "low"
    assert {name: at.value for name, at in few.options.items()} == {"minimum": 3, "grace": 60.0, "mode": "hard"}
    assert got.rules["security/privileged-container"].locked
    assert got.exclude == ("/**/vendor/", "/**/testdata/")
    (entry,) = got.ignores
    assert (entry.rules, entry.until, entry.reason) == (
        ("reliability/mutable-image-tag",),
        date(2027, 3, 31),
        "retired in March",
    )
    assert got.require_reason
    assert got.prices == {"vcpu-hour": 0.028, "gib-hour": 0.0035}
    assert got.money == {"high": 300, "medium": 100, "low": 5}
    assert got.renders == (
        {"chart": "charts/shop", "name": "prod", "values": ["charts/shop/values-prod.yaml"], "set": {"image.tag": "1.4"}, "namespace": "shop"},
    )  # fmt: skip
    assert got.values == {"stage": ("dev", "prod"), "params": {"Size": 3}}
    assert (got.packs, got.rule_files) == (("acme-policies",), ("policies/*.yaml",))
    checkout, default = got.intents_for(Subject("x.yaml", "Deployment", "web", {}, "checkout"))
    assert (checkout.idle.value, checkout.latency.value, checkout.availability.value, checkout.budget.value) == (
        "zero",
        0.2,
        99.9,
        50,
    )
    assert where(checkout.latency.place) == "predeploy.yaml:16:35"
    assert default.idle.value == "any"
    assert default.environment.value == "prod"  # the run's, unless an application says its own


def test_nothing_at_all_is_the_default_and_imports_nothing(repo):
    project = repo({})
    assert project.resolved().settings_for("a/b/c.yaml") == Settings(rule_entries=((),))
    code = "import sys, predeploy.config as c; c.load(sys.argv[1], ['a']); print(sorted({m.split('.')[0] for m in sys.modules}))"
    out = subprocess.run([sys.executable, "-c", code, str(project.root)], capture_output=True, text=True, check=True, env={"PYTHONPATH": "linter"}).stdout  # fmt: skip
    for heavy in ("jsonschema", "pathspec", "rich", "ruamel", "difflib"):
        assert f"'{heavy}'" not in out
    assert "importlib.metadata" not in out


def test_each_value_keeps_its_place(repo):
    settings = repo({"predeploy.yaml": "fail-on: low\nexclude: [a]\nprices: {x: 1, y: 2}\n", "sub/predeploy.yaml": "exclude:\n  - b\nprices: {y: 3}\nrules: {few-replicas: off}\n"}).resolved(region="eu-west-1").settings_for("sub/x.yaml")  # fmt: skip
    assert {key: where(place) for key, place in settings.origins.items()} == {
        "fail-on": "predeploy.yaml:1:10",
        "exclude[0]": "predeploy.yaml:2:11",
        "exclude[1]": "sub/predeploy.yaml:2:5",
        "prices.x": "predeploy.yaml:3:13",
        "prices.y": "sub/predeploy.yaml:3:13",
        "region": "command line",
        "rules.reliability/few-replicas.severity": "sub/predeploy.yaml:4:23",
    }
    rows = {key: (value, place and where(place)) for key, value, place in describe(settings)}
    assert rows["fail-on"] == ('"low"', "predeploy.yaml:1:10")
    assert rows["min-severity"] == ('"info"', None)
    assert rows["region"] == ('"eu-west-1"', "command line")


def test_what_may_be_a_secret_is_not_described(repo):
    hidden = "s3cr" + "et"
    text = f"values: {{params: {{DbWord: {hidden}}}}}\nrenders: [{{chart: c, set: {{db.word: {hidden}}}}}]\n"
    assert hidden not in str(describe(repo(text).resolved().settings_for("x")))


class TestInheritance:
    def test_nearest_wins_key_by_key(self, repo):
        configs = repo(
            {
                "predeploy.yaml": "fail-on: low\nregion: a\ntiers: [strict]\nmoney: {high: 1, low: 0.5}\nignore: [{rules: [young]}]\n",
                "x/predeploy.yaml": "region: b\ntiers: [preview]\nmoney: {high: 2}\nignore: [{rules: [few-replicas]}]\n",
                "x/y/z/predeploy.yaml": "fail-on: info\n",
            }
        ).resolved()
        root, x, z = (configs.settings_for(p) for p in ("a.yaml", "x/y/a.yaml", "x/y/z/w/a.yaml"))
        assert (root.fail_on, root.region, root.tiers, root.money["high"]) == ("low", "a", {"default", "strict"}, 1)
        assert (x.fail_on, x.region, x.tiers, x.money) == (
            "low",
            "b",
            {"default", "preview"},
            {"high": 2, "medium": 100, "low": 0.5},
        )
        assert [e.rules for e in x.ignores] == [("reliability/young",), ("reliability/few-replicas",)]
        assert (z.fail_on, z.region, z.folder) == ("info", "b", "x/y/z")
        assert [s.folder for s in configs.all()] == ["", "x", "x/y/z"]
        assert configs.settings_for("x/y/other.yaml") is x

    def test_the_command_line_is_nearest(self, repo):
        configs = repo({"predeploy.yaml": "fail-on: low\n", "a/predeploy.yaml": "fail-on: info\n"}).resolved(
            fail_on="critical", tiers=["all"], values={"stage": ["prod"]}, environment=None
        )
        got = configs.settings_for("a/x.yaml")
        assert (got.fail_on, got.tiers, got.values) == (
            "critical",
            {"default", "strict", "preview"},
            {"stage": ("prod",)},
        )

    def test_never_above_the_root(self, repo, tmp_path):
        (tmp_path / "predeploy.yaml").write_text("fail-on: info\n")
        project = repo({"a/x.yaml": ""})
        configs = load(str(project.root), [str(project.root / "a" / "x.yaml"), str(tmp_path), "/"])
        assert configs.settings_for("a/x.yaml").fail_on == "high"
        assert configs.paths == []

    def test_looked_up_from_the_scanned_paths(self, repo):
        project = repo({"a/predeploy.yaml": "fail-on: low\n", "a/b/x.yaml": "", "c/predeploy.yaml": "fail-on: x\n"})
        configs = load(str(project.root), [str(project.root / "a" / "b" / "x.yaml")])
        assert configs.settings_for("a/b/x.yaml").fail_on == "low"
        assert configs.paths == ["a/predeploy.yaml"]
        configs.add(["a/b/predeploy.yaml"])  # there is none
        assert configs.settings_for("/absolute/x.yaml").fail_on == "high"  # odd paths do not hang

    def test_patterns_are_relative_to_their_file(self, repo):
        configs = repo({"a/predeploy.yaml": "exclude: [gen/, /top.yaml, 'x/*.yaml', '!x/keep.yaml']\n"}).resolved()
        for path in ("a/gen/x.yaml", "a/b/gen/x.yaml", "a/top.yaml", "a/x/1.yaml", "a/b/gen/"):
            assert configs.excluded(path), path
        for path in ("gen/x.yaml", "top.yaml", "a/b/top.yaml", "a/b/x/1.yaml", "a/x/keep.yaml", "a/gen", "b/gen/"):
            assert not configs.excluded(path), path

    def test_a_locked_rule_is_final_for_nearer_files(self, repo):
        root = "rules: {privileged-container: {locked: true, severity: high}}\n"
        for nearer, column in (("off", 31), ("{severity: low}", 42), ("{locked: false}", 40)):
            said = repo({"predeploy.yaml": root, "a/predeploy.yaml": f"rules: {{security/privileged-container: {nearer}}}\n"}).mistakes()  # fmt: skip
            assert len(said) == 1
            assert said[0].endswith("rules: security/privileged-container is locked in predeploy.yaml:1:40 and cannot be changed here"), column  # fmt: skip
        repo({"predeploy.yaml": root, "a/predeploy.yaml": "rules: {privileged-container: high}\n"}).resolved()

    def test_one_rule_by_several_names_is_one_setting(self, repo):
        configs = repo(
            {
                "predeploy.yaml": "rules: {reliability/few-replicas: low, 'checkov:CKV_K8S_14': info}\n",
                "a/predeploy.yaml": "rules: {few-replicas: high}\n",
                "a/b/predeploy.yaml": "rules: {too-few-replicas: medium, mutable-image-tag: {options: {}}}\n",
            }
        ).resolved()
        severity = [configs.settings_for(p).rules["reliability/few-replicas"].severity for p in ("x", "a/x", "a/b/x")]
        assert severity == ["low", "high", "medium"]
        assert configs.settings_for("a/b/x").rules["reliability/mutable-image-tag"].severity == "info"


class TestIntent:
    def test_later_entries_win_and_all_conditions_must_fit(self, repo):
        text = """\
applications:
  - match: {kind: Deployment}
    intent: {idle: any, availability: "99%"}
  - match: {name: shop-*, label: tier=fr*, path: apps/}
    intent: {idle: zero}
  - match: {label: pinned}
    intent: {idle: warm}
"""
        settings = repo(text).resolved().settings_for("apps/a.yaml")

        def idle(*labels, path="apps/a.yaml", name="shop-1", application=""):
            subject = Subject(path, "Deployment", name, dict(label.split("=") for label in labels), application)
            return [intent.idle.value for intent in settings.intents_for(subject)]

        assert idle("tier=front") == ["zero", "any", None]
        assert idle("tier=front", "pinned=yes") == ["warm", "zero", "any", None]
        assert idle("tier=front", name="x", application="shop-2") == ["zero", "any", None]
        assert idle("tier=back") == idle("tier=front", path="b/a.yaml") == idle("tier=front", name="x") == ["any", None]
        assert next(iter(settings.intents_for(Subject("x", "Job", "", {}, "")))).idle == Stated()


class TestEnabled:
    @pytest.mark.parametrize(
        ("text", "overrides", "expected"),
        [
            ("", {}, "few-replicas mutable-image-tag privileged-container"),
            ("tiers: [strict]", {}, "few-replicas mutable-image-tag cpu-limit privileged-container low-uid"),
            ("tiers: [strict]", {"tiers": ["default"]}, "few-replicas mutable-image-tag privileged-container"),
            ("", {"tiers": ["all"]}, "few-replicas mutable-image-tag cpu-limit young privileged-container low-uid own"),
            ("rules: {young: low, few-replicas: off}", {}, "mutable-image-tag young privileged-container"),
            ("rules: {young: on}", {}, "few-replicas mutable-image-tag young privileged-container"),
            ("rules: {young: {locked: true}}", {}, "few-replicas mutable-image-tag privileged-container"),
            ("rules: {young: {severity: off, locked: true}}", {}, "few-replicas mutable-image-tag privileged-container"),
            ("", {"select": ["security"]}, "privileged-container"),
            ("tiers: [strict]", {"select": ["security"]}, "privileged-container low-uid"),
            ("", {"select": ["low-uid"]}, "low-uid"),
            ("rules: {low-uid: off}", {"select": ["low-uid"]}, "low-uid"),
            ("rules: {low-uid: off}", {"select": ["all"]}, "few-replicas mutable-image-tag cpu-limit young privileged-container own"),
            ("", {"select": ["checkov:CKV_K8S_14"], "extend_select": ["young"]}, "mutable-image-tag young"),
            ("", {"extend_select": ["young"], "ignore": ["few-replicas", "security"]}, "mutable-image-tag young"),
        ],
    )  # fmt: skip
    def test_set(self, repo, text, overrides, expected):
        settings = repo(text).resolved(**overrides).settings_for("x")
        assert " ".join(RULES[i].name for i in enabled_rules(settings, RULES)) == expected

    def test_severity_and_options(self, repo):
        text = "rules: {few-replicas: {severity: info, options: {minimum: 5}}, young: on}"
        enabled = enabled_rules(repo(text).resolved().settings_for("x"), RULES)
        assert enabled["reliability/few-replicas"].severity == "info"
        assert enabled["reliability/few-replicas"].options == {"minimum": 5}  # the function has the other defaults
        assert enabled["reliability/young"].severity is None


def test_settings_travel_to_another_process(repo):
    configs = repo(FULL).resolved()
    settings = configs.settings_for("x")
    assert pickle.loads(pickle.dumps(settings)) == settings
    assert pickle.loads(pickle.dumps(configs)).settings_for("x") == settings
    assert hash(settings) == hash(settings.folder)
    assert len({settings, settings}) == 1
