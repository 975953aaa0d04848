"""predeploy readiness: what it tells, how it ends, and that nobody's names can harm whoever reads it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import predeploy
from making import run
from predeploy.finding import Report
from predeploy.readiness import Context, names, render
from predeploy.readiness._document import document
from predeploy.report._layout import cells
from running import FIXTURES, predeploy_run, write

DATA = Path(predeploy.__file__).parent / "data"
SIZED = "resources: {requests: {cpu: 500m, memory: 1Gi}}"
SHOP = f"""\
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {{name: cart}}
spec:
  template:
    metadata: {{annotations: {{autoscaling.knative.dev/min-scale: "2"}}}}
    spec: {{containers: [{{image: "cart:1", {SIZED}}}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {{name: front}}
spec: {{template: {{metadata: {{labels: {{app: front}}}}, spec: {{containers: [{{name: m, image: "front:1", {SIZED}}}]}}}}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {{name: bare}}
spec: {{template: {{metadata: {{labels: {{app: bare}}}}, spec: {{containers: [{{name: m, image: "bare:1"}}]}}}}}}
---
apiVersion: v1
kind: Service
metadata: {{name: door}}
spec: {{type: LoadBalancer, selector: {{app: front}}, ports: [{{port: 443}}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {{name: db}}
spec: {{template: {{metadata: {{labels: {{app: db}}}}, spec: {{containers: [{{name: m, image: "postgres:18", {SIZED}}}]}}}}}}
"""
ONE = (0.0333 * 0.5 + 0.0040) * 730  # half a core and a GiB on a node
DOOR = 0.0225 * 730


def told(report: Report) -> Any:
    return document(report.estate, report.findings)


def shop(config: str = "", text: str = SHOP) -> Any:
    files = {"shop/app.yaml": text, **({"predeploy.yaml": config} if config else {})}
    return told(run(files, estate=True))


def test_each_unit_has_its_verdict_bounds_price_and_place() -> None:
    [application] = shop()["applications"]
    rows = {one["name"]: one for one in application["units"]}
    assert {name: one["verdict"] for name, one in rows.items()} == {
        "cart": "blocked", "front": "ready", "bare": "ready", "db": "unsuited",
    }  # fmt: skip
    assert (rows["cart"]["floor"], rows["cart"]["ceiling"]) == (2, "unlimited")
    assert rows["cart"]["held_by"] == [
        {
            "reason": "its floor is 2 replicas",
            "path": "shop/app.yaml",
            "line": 6,
            "rule": "scale-to-zero/floor-above-zero",
        }
    ]
    assert "internet" in rows["front"]["woken_by"]
    assert (rows["bare"]["idle"], rows["bare"]["priced"]) == (None, False)
    assert [one["name"] for one in application["fixed"]] == ["door"]


def test_what_it_costs_today_and_what_is_left_when_all_sleeps_that_can() -> None:
    figures = shop()["summary"]
    assert figures["idle_usd_month"] == pytest.approx(4 * ONE + DOOR, abs=0.01)
    assert figures["zero_usd_month"] == pytest.approx(ONE + DOOR, abs=0.01)  # the database and the load balancer
    assert (figures["could_sleep"], figures["unpriced"]) == (3, 1)


def test_steps_are_worth_most_first_and_name_the_line_to_change() -> None:
    steps = shop()["next"]
    priced = [step["usd_month"] for step in steps if step["usd_month"] is not None]
    assert priced == sorted(priced, reverse=True) == [pytest.approx(2 * ONE, abs=0.01), pytest.approx(ONE, abs=0.01)]
    assert steps[0]["places"] == [{"path": "shop/app.yaml", "line": 6}]
    assert steps[0]["command"] == "predeploy explain floor-above-zero"
    assert "Knative" in steps[1]["text"]
    assert any("`bare`" in step["text"] and "request" in step["text"] for step in steps)
    assert "predeploy.yaml" in steps[-1]["text"]


def test_what_is_wanted_is_told_with_its_source_and_warm_is_left_alone() -> None:
    found = shop("defaults: {intent: {idle: warm}}\n")
    [want] = [one for one in found["applications"][0]["intent"] if one["key"] == "idle"]
    assert (want["words"], want["source"], want["path"], want["line"]) == (
        "wants to stay warm",
        "stated",
        "predeploy.yaml",
        1,
    )
    assert not any(step["usd_month"] for step in found["next"])


def test_the_traits_are_shares_of_what_is_known() -> None:
    shares = {one["name"]: one["share"] for one in shop()["traits"]}
    assert shares == {
        "nothing to operate": 0, "pay per use": 0, "highly available": 0.25, "scales by itself": 0.25,
    }  # fmt: skip
    sam = "Transform: AWS::Serverless-2016-10-31\nResources: {F: {Type: AWS::Serverless::Function, Properties: {}}}\n"
    assert {one["share"] for one in told(run({"t.yaml": sam}, estate=True))["traits"]} == {1}
    unknown = SHOP.replace('"2"', '"${LEAST}"').replace(
        "metadata: {name: front}\nspec: {", "metadata: {name: front}\nspec: {replicas: '${N}', "
    )
    shares = {one["name"]: one["share"] for one in shop(text=unknown)["traits"]}
    assert shares["scales by itself"] == 0  # of the two that are known


def test_a_load_generator_is_to_be_left_out() -> None:
    load = SHOP.replace("name: bare", "name: loadgenerator")
    assert any(step["text"].startswith("leave `loadgenerator` out") for step in shop(text=load)["next"])


# formats


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_text_fits_its_width(width: int) -> None:
    text = render("text", shop(), Context(width=width))
    assert all(cells(line) <= min(width, 120) for line in text.splitlines())
    assert "\x1b" not in text
    for said in ("idle today $", "could be $", "blocked", "shop/app.yaml:6", "scale-to-zero/floor-above-zero"):
        assert said in text


def test_color_changes_nothing_but_color() -> None:
    plain, painted = (render("text", shop(), Context(color=color)) for color in (False, True))
    assert "\x1b[" in painted
    assert [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", painted).splitlines()] == plain.splitlines()


HOSTILE = 'a\\e[31m\\r::error::x ##[error] <img src=x> | `x` @you [l](http://x) \\u202e"'


@pytest.mark.parametrize("form", names())
def test_hostile_names_stay_harmless(form: str) -> None:
    text = SHOP.replace("name: cart", f'name: "{HOSTILE[:-1]}"')
    said = render(form, shop(text=text), Context(width=80))
    assert not set(said) & set("\x1b\r\u202e")
    assert not any(line.lstrip().startswith("::") for line in said.splitlines())
    assert "##[" not in said
    if form == "markdown":
        assert "<img" not in said


def test_markdown_fits_into_a_comment() -> None:
    many = "---\n".join(SHOP.split("---\n")[1].replace("front", f"part-{'x' * 150}-{n}") for n in range(400))
    files = {f"app{n}/app.yaml": many for n in range(3)}
    said = render("markdown", told(run(files, estate=True)), Context())
    assert len(said) < 65_536
    assert "did not fit" in said


@pytest.mark.parametrize("folder", ["online-shop", "photo-pipeline", "wiki-release", "tea-house"])
@pytest.mark.parametrize("what", ["readiness", "graph"])
def test_json_is_what_the_schema_says(what: str, folder: str) -> None:
    done = predeploy_run(what, ".", "--format", "json", cwd=FIXTURES / folder)
    schema = json.loads((DATA / f"{what}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(done.stdout))


# the command


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return write(tmp_path, {"shop/app.yaml": SHOP})


def test_it_fails_only_where_that_is_asked_for(folder: Path, tmp_path: Path) -> None:
    codes = [predeploy_run("readiness", *more, cwd=folder).returncode for more in ((), ("--fail-on", "blocked"))]
    assert codes == [0, 1]
    calm = write(tmp_path / "calm", {"app.yaml": SHOP.split("---\n")[4]})
    done = [predeploy_run("readiness", "--fail-on", level, cwd=calm).returncode for level in ("blocked", "unsuited")]
    assert done == [0, 1]


def test_nothing_that_runs_is_said_to_be_nothing(tmp_path: Path) -> None:
    empty = write(tmp_path, {"a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"})
    assert predeploy_run("readiness", cwd=empty).returncode == 4


def test_the_format_follows_the_file(folder: Path) -> None:
    for file, begin in (("r.json", "{"), ("r.md", "## predeploy readiness"), ("r.txt", "shop")):
        assert predeploy_run("readiness", "-o", file, cwd=folder).returncode == 0
        assert (folder / file).read_text("utf-8").startswith(begin)
    wrong = predeploy_run("readiness", "--format", "pdf", cwd=folder)
    assert (wrong.returncode, "json, markdown, text" in wrong.stderr) == (2, True)


def test_only_one_application(folder: Path) -> None:
    write(folder, {"bank/app.yaml": SHOP.replace("name: cart", "name: vault")})
    done = predeploy_run("readiness", "--only", "bank", "--format", "json", cwd=folder)
    assert [one["name"] for one in json.loads(done.stdout)["applications"]] == ["bank"]


def test_the_scan_tells_the_same_sum(folder: Path) -> None:
    summary = json.loads(predeploy_run("scan", "--format", "json", cwd=folder).stdout)["summary"]
    assert summary["idle_usd_month"] == pytest.approx(4 * ONE + DOOR, abs=0.01)
    assert summary["unpriced"] == 1
