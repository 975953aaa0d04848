"""From what rules yield to what is reported: order, fingerprints, settings, and what is injected."""

from datetime import date

import pytest

import estate
from making import rule_of, run
from predeploy import (  # fmt: skip
    Container,
    Document,
    Findings,
    Intent,
    Money,
    Problem,
    Project,
    Scaling,
    Service,
    Target,
    Workload,
)
from predeploy.finding import Finding, Place, Resource
from predeploy.reading.span import Span
from running import POD


def named(container: Container) -> Findings:
    """Every container, at its name."""
    yield container["name"].finding(f"container {container.name}")


def imaged(container: Container) -> Findings:
    """Every container, at its image."""
    yield container["image"].finding(f"image {container.image.text}")


NAMED, IMAGED = rule_of(named), rule_of(imaged, "low")


# ranking


def graded(container: Container) -> Findings:
    severity, _, dollars = container.name.partition("-")
    money = Money(float(dollars), 0.0, 0.0, "", "", date(2026, 11, 1)) if dollars.isdigit() else None
    yield container.finding(container.name, severity=severity, money=money)  # type: ignore[arg-type]


def test_worst_first_then_money_then_place():
    names = ["low-5", "info-x", "high-x", "low-30", "critical-x", "medium-x", "low-x", "high-y"]
    text = "---\n".join(POD.replace("web", name) for name in names)
    report = run({"b.yaml": text, "a.yaml": POD.replace("web", "low-x")}, rule_of(graded))
    told = [(one.message, one.place.path) for one in report.findings]
    assert told == [
        ("critical-x", "b.yaml"), ("high-x", "b.yaml"), ("high-y", "b.yaml"), ("medium-x", "b.yaml"),
        ("low-30", "b.yaml"), ("low-5", "b.yaml"), ("low-x", "a.yaml"), ("low-x", "b.yaml"), ("info-x", "b.yaml"),
    ]  # fmt: skip
    assert report.counts() == {"critical": 1, "high": 2, "medium": 1, "low": 4, "info": 1}
    assert report.summary.avoidable_usd_month == 35.0


def test_money_decides_the_severity_of_what_states_none():
    def costs(workload: Workload) -> Findings:
        yield workload.finding("", money=Money(float(workload.replicas.value), 0.0, 0.0, "", "", date(2026, 11, 1)))

    def severities(config: str = "{}") -> list[str]:
        files = {f"{n}.yaml": f"kind: Deployment\nspec: {{replicas: {n}}}\n" for n in (5, 50, 150, 5000)}
        found = run({**files, "predeploy.yaml": config}, rule_of(costs)).findings
        return [one.severity for one in found]

    assert severities() == ["high", "medium", "low", "info"]
    assert severities("money: {high: 10, low: 1}") == ["high", "high", "high", "low"]


def test_what_is_reachable_comes_first_among_equals():
    inside = estate.DEPLOYMENT.format(name="a", memory=1)
    outside = estate.DEPLOYMENT.format(name="b", memory=1)
    entry = "apiVersion: v1\nkind: Service\nmetadata: {name: b}\nspec: {type: LoadBalancer, selector: {app: b}}\n"

    def joined(workload: Workload, project: Project) -> Findings:
        yield workload.finding(workload.name)

    files = {"a.yaml": inside, "b.yaml": outside}
    assert [one.message for one in run(files, rule_of(joined)).findings] == ["a", "b"]
    found = run({**files, "c.yaml": entry}, rule_of(joined)).findings
    assert [(one.message, one.exposed) for one in found] == [("b", True), ("a", False)]


def test_findings_below_min_severity_are_hidden_and_counted():
    report = run({"a.yaml": POD, "predeploy.yaml": "min-severity: medium"}, NAMED, IMAGED)
    assert [one.rule for one in report.findings] == ["reliability/named"]
    assert report.summary.hidden == 1


def test_what_an_alias_repeats_is_reported_once():
    twice = "apiVersion: v1\nkind: List\nitems: [&pod {kind: Pod, apiVersion: v1, metadata: {name: a}, spec: {containers: [{name: c}]}}, *pod]\n"
    assert len(run({"a.yaml": twice}, NAMED).findings) == 1
    other = estate.ALIASES  # the same containers in two objects
    assert [one.resource.name for one in run({"a.yaml": other}, NAMED).findings] == ["one"]  # one place to mend


# swallowing


def finding(rule: str, resource: str = "a", path: str = "a.yaml", line: int = 1) -> Finding:
    return Finding(
        rule,
        "low",
        "default",
        "",
        Place(path, Span(line, 1, line, 2, line, line + 1)),
        Resource("k", "Pod", "", resource),
    )


def test_one_cause_is_one_finding_and_the_others_are_related_places():
    def cause(document: Document) -> Findings:
        yield document.node["metadata.name"].finding("cause")

    def effect(document: Document) -> Findings:
        yield document.node["kind"].finding("effect")

    files = {"a.yaml": POD, "b.yaml": POD.replace("kind: Pod", "kind: Service")}
    only_pods = rule_of(cause, kinds=("Pod",), swallows=("effect",))
    found = run(files, only_pods, rule_of(effect)).findings
    assert [(one.message, one.place.path) for one in found] == [("cause", "a.yaml"), ("effect", "b.yaml")]
    assert [(one.label, one.place.span.line) for one in found[0].related] == [("effect", 2)]
    assert found[1].related == ()


def test_another_object_in_the_same_file_is_not_swallowed():
    def cause(container: Container) -> Findings:
        if container.name == "bad":
            yield container.finding("cause")

    text = POD.replace("web", "bad") + "---\n" + POD
    found = run({"a.yaml": text}, rule_of(cause, swallows=("named",)), NAMED).findings
    assert [one.message for one in found] == ["cause", "container web"]


# fingerprints


def fingerprints(text: str, path: str = "a.yaml", severity: str = "medium") -> dict[str, str]:
    config = {"predeploy.yaml": f"rules: {{named: {severity}}}"}
    return {one.message: one.fingerprint for one in run({path: text, **config}, NAMED).findings}


TWO = """\
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 2
  template:
    spec:
      containers:
        - {name: one, image: "a:1"}
        - {name: two, image: "b:1"}
"""


def test_fingerprints_outlive_order_values_lines_and_severity():
    first = fingerprints(TWO)
    assert len(set(first.values())) == 2
    lines = TWO.splitlines(keepends=True)
    turned = "# a comment\n\n" + "".join([*lines[:7], lines[8], lines[7]]).replace(":1", ":2").replace(
        "replicas: 2", "replicas: 9"
    )
    assert fingerprints(turned, severity="low") == first


def test_fingerprints_differ_between_files_objects_and_items():
    shops = [TWO, TWO.replace("shop", "other"), TWO.replace("Deployment", "StatefulSet"), TWO.replace("shop, ", "shop")]
    shops[3] = TWO.replace("{name: shop}", "{name: shop, namespace: x}")
    made = [fingerprint for text in shops for fingerprint in fingerprints(text).values()]
    made += fingerprints(TWO, path="b.yaml").values()
    assert len(set(made)) == 10


def test_equal_places_without_a_name_are_numbered():
    text = "kind: Pod\nspec: {containers: [{image: a}, {image: a}, {image: b}]}\n"
    found = run({"a.yaml": text}, IMAGED).findings
    assert len({one.fingerprint for one in found}) == 3
    again = run({"a.yaml": text.replace("image: b", "image: c")}, IMAGED).findings
    assert [one.fingerprint for one in again] == [one.fingerprint for one in found]


def test_a_fingerprint_is_of_the_rule_whatever_its_category():
    moved = run({"a.yaml": POD}, rule_of(named, category="cost")).findings[0]
    assert moved.rule == "cost/named"
    assert moved.fingerprint == run({"a.yaml": POD}, NAMED).findings[0].fingerprint


def test_what_is_wrong_with_an_excuse_is_a_finding_with_a_fingerprint():
    def excused(problem: Problem) -> Findings:
        yield problem.finding(f"{problem.kind}: {problem.message}")

    text = POD.replace("name: web\n", "name: web  # predeploy: ignore[imaged, named, nameed] because\n")
    report = run({"a.yaml": text, "b.yaml": text}, NAMED, IMAGED, rule_of(excused))
    told = [(one.place.path, one.place.span.line, one.message.partition(":")[0]) for one in report.findings]
    assert sorted(told) == [
        ("a.yaml", 6, "unknown-suppression"), ("a.yaml", 6, "unused-suppression"), ("a.yaml", 7, "image shop"),
        ("b.yaml", 6, "unknown-suppression"), ("b.yaml", 6, "unused-suppression"), ("b.yaml", 7, "image shop"),
    ]  # fmt: skip
    assert report.summary.suppressed == 2
    assert all(len(one.fingerprint) == 32 for one in report.findings)
    assert len({one.fingerprint for one in report.findings}) == len(report.findings)


def test_a_hostile_name_is_not_repeated_in_full():
    long = "x" * 100_000
    (one,) = run({"a.yaml": POD.replace("web", long)}, NAMED).findings
    assert len(one.message) < 3000
    assert len(one.resource.name) < 400
    assert one.message.endswith("…")


def spoken_of(workload: Workload) -> Findings:
    """Says a name behind its kind, alone, and at a related place."""
    yield workload.finding(
        f"`{workload.name}` calls {workload.kind} `{workload.name}` of `{workload.name}`",
        related=((workload.node, f"{workload.kind} `{workload.name}`"),),
    )


@pytest.mark.parametrize("name", ["{generateName: pay-}", '{name: "${NAME}"}', "{}"])
def test_a_name_that_nobody_knows_leaves_no_empty_quotes(name):
    pod = POD.replace("metadata: {name: web}", f"metadata: {name}")
    (one,) = run({"a.yaml": pod}, rule_of(spoken_of)).findings
    assert one.message == "this Pod calls Pod without a known name of this Pod"
    assert [related.label for related in one.related] == ["Pod without a known name"]


def test_a_known_name_is_said():
    (one,) = run({"a.yaml": POD}, rule_of(spoken_of)).findings
    assert one.message == "`web` calls Pod `web` of `web`"


# settings of folders


def test_a_folder_has_its_own_settings():
    files = {
        "predeploy.yaml": "rules: {imaged: off}",
        "a.yaml": POD,
        "quiet/predeploy.yaml": "rules: {named: off, imaged: high}",
        "quiet/deep/a.yaml": POD,
        "loud/predeploy.yaml": "rules: {named: critical}",
        "loud/a.yaml": POD,
    }
    found = run(files, NAMED, IMAGED).findings
    assert [(one.place.path, one.rule, one.severity) for one in found] == [
        ("loud/a.yaml", "reliability/named", "critical"),
        ("quiet/deep/a.yaml", "reliability/imaged", "high"),
        ("a.yaml", "reliability/named", "medium"),
    ]


def test_options_of_a_folder_reach_the_rule_in_both_passes():
    def early(container: Container, *, most: int = 3) -> Findings:
        yield container.finding(f"early {most}")

    def late(workload: Workload, project: Project, *, most: int = 3) -> Findings:
        yield workload.finding(f"late {most}")

    files = {
        "a.yaml": POD,
        "sub/b.yaml": POD,
        "sub/predeploy.yaml": "rules: {early: {options: {most: 4}}, late: {options: {most: 5}}}",
    }
    found = run(files, rule_of(early), rule_of(late)).findings
    assert sorted((one.place.path, one.message) for one in found) == [
        ("a.yaml", "early 3"), ("a.yaml", "late 3"), ("sub/b.yaml", "early 4"), ("sub/b.yaml", "late 5"),
    ]  # fmt: skip


# injection


def test_the_target_is_injected_into_both_passes():
    def early(document: Document, target: Target) -> Findings:
        yield document.finding(f"early {target.kubernetes} {target.region} {target.environment}")

    def late(document: Document, project: Project, target: Target) -> Findings:
        yield document.finding(f"late {target.kubernetes_at_least(1, 30)} {target.prices is not None}")

    files = {
        "a.yaml": TWO,
        "b/a.yaml": TWO,
        "b/predeploy.yaml": "{kubernetes: '1.29', region: eu-west-1, environment: production}",
    }
    found = run(files, rule_of(early), rule_of(late)).findings
    assert sorted((one.place.path, one.message) for one in found) == [
        ("a.yaml", "early None None None"), ("a.yaml", "late None True"),
        ("b/a.yaml", "early (1, 29) eu-west-1 prod"), ("b/a.yaml", "late False True"),
    ]  # fmt: skip


def wants(workload: Workload, intent: Intent) -> Findings:
    said = {key: (stated.value, stated.source) for key in intent._fields if (stated := getattr(intent, key)).stated}
    yield workload.finding(repr(said))


WANTS = rule_of(wants)


@pytest.mark.parametrize(
    ("config", "annotations", "told"),
    [
        ("{}", "{}", {}),
        ("defaults: {intent: {idle: any}}", "{}", {"idle": ("any", "config")}),
        ("applications: [{match: {name: shop}, intent: {idle: zero, latency: 200ms}}]", "{}",
         {"idle": ("zero", "config"), "latency": (0.2, "config")}),
        ("applications: [{match: {name: sh*p, kind: StatefulSet}, intent: {idle: zero}}]", "{}", {}),
        ("{}", '{predeploy/idle: warm, predeploy/budget: "50 USD/month"}', {"idle": ("warm", "own"), "budget": (50.0, "own")}),
        ("applications: [{match: {name: shop}, intent: {idle: zero}}]", "{predeploy/idle: warm}", {"idle": ("warm", "own")}),
        ("{}", '{predeploy/availability: "99.9"}', {"availability": (99.9, "own")}),
    ],
)  # fmt: skip
def test_the_intent_of_an_application_is_injected(config, annotations, told):
    text = TWO.replace("{name: shop}", f"{{name: shop, annotations: {annotations}}}")
    report = run({"a.yaml": text, "predeploy.yaml": config}, WANTS)
    assert [one.message for one in report.findings] == [repr(told)]


def test_a_stated_intent_is_told_with_its_place():
    config = "applications:\n  - match: {name: shop}\n    intent: {idle: zero}\n"
    text = TWO.replace("{name: shop}", "{name: shop, labels: {app: shop}}")
    report = run({"a.yaml": text, "predeploy.yaml": config}, WANTS)
    assert report.intents == {"shop": "wants zero when idle (stated in predeploy.yaml:3)"}


def test_a_bad_intent_is_a_problem_at_its_place_and_counts_as_unsaid():
    def bad(problem: Problem) -> Findings:
        yield problem.finding(problem.message)

    text = TWO.replace("{name: shop}", "\n  name: shop\n  annotations:\n    predeploy/idle: sometimes")
    report = run({"a.yaml": text}, WANTS, rule_of(bad, kinds=("bad-intent",)))
    told = {one.rule: (one.message, one.place.span.line) for one in report.findings}
    assert told["reliability/wants"][0] == "{}"
    assert told["reliability/bad"] == ("predeploy/idle expects zero, warm or any, not 'sometimes'", 5)


def test_scaling_is_injected_and_knows_the_autoscaler_of_another_file():
    def scaled(workload: Workload, scaling: Scaling) -> Findings:
        yield workload.finding(f"{workload.name} {scaling.floor.value:g}-{scaling.ceiling.value:g}")

    files = {
        "a.yaml": estate.DEPLOYMENT.format(name="a", memory=1),
        "policy.yaml": estate.POLICY.format(name="a"),
        "b.yaml": "kind: DaemonSet\napiVersion: apps/v1\nmetadata: {name: b}\nspec: {template: {}}\n",
    }
    assert sorted(one.message for one in run(files, rule_of(scaled)).findings) == ["a 2-5", "b nan-nan"]


def test_a_rule_about_several_views_and_kinds():
    def several(view: Service | Workload) -> Findings:
        yield view.finding(view.kind)

    files = {"a.yaml": TWO, "b.yaml": estate.SERVICE.format(name="x"), "c.yaml": POD}
    assert sorted(one.message for one in run(files, rule_of(several)).findings) == ["Deployment", "Pod", "Service"]
    assert [one.message for one in run(files, rule_of(several, kinds=("Pod",))).findings] == ["Pod"]


def test_a_defect_in_reading_one_file_does_not_lose_the_others(monkeypatch):
    from predeploy.engine import check

    real = check.read

    def fails(source):
        if source.path == "b.yaml":
            raise MemoryError("too much")
        return real(source)

    monkeypatch.setattr(check, "read", fails)
    report = run({"a.yaml": POD, "b.yaml": POD, "c.yaml": POD}, NAMED)
    assert [one.place.path for one in report.findings] == ["a.yaml", "c.yaml"]
    assert report.errors == ["b.yaml was not checked to its end: MemoryError: too much"]
    assert report.summary.files == 3


def test_a_defect_of_a_system_keeps_what_each_file_says(monkeypatch):
    from predeploy.systems import found

    system = next(one for one in found() if one.name == "kubernetes")
    monkeypatch.setattr(type(system), "links", lambda self, project: iter([1 / 0]))

    def joined(workload: Workload, project: Project) -> Findings:
        yield workload.finding("joined")

    report = run({"a.yaml": TWO}, NAMED, rule_of(joined))
    assert sorted(one.message for one in report.findings) == ["container one", "container two", "joined"]
    assert report.errors == ["system kubernetes failed: ZeroDivisionError: division by zero"]
