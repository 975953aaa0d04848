"""predeploy graph: what is drawn, of whom, and how it ends."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from making import opened
from predeploy.drawing import names, render
from predeploy.measure import Measure
from predeploy.project.calls import Calls
from predeploy.views import Connection, Document, Endpoint
from running import FIXTURES, predeploy_run, write

SHOP = """\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: entrance, labels: {app.kubernetes.io/part-of: shop}}
spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: cart, port: {number: 80}}}}]}}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, labels: {app.kubernetes.io/part-of: shop}}
spec:
  replicas: 2
  selector: {matchLabels: {app: cart}}
  template:
    metadata: {labels: {app: cart}}
    spec: {containers: [{name: cart, image: "cart:1", resources: {requests: {cpu: "1", memory: 1Gi}}}]}
"""


def graph(folder: Path, *more: str) -> Any:
    done = predeploy_run("graph", ".", "--format", "json", *more, cwd=folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_requests_come_in_through_the_ingress_and_reach_the_pods(tmp_path: Path) -> None:
    found = graph(write(tmp_path, {"shop.yaml": SHOP}))
    name = {node["id"]: node["name"] for node in found["nodes"]}
    assert {(name[edge["caller"]], name[edge["callee"]]) for edge in found["edges"]} == {
        ("internet", "entrance"),
        ("entrance", "cart"),
    }
    [cart] = [node for node in found["nodes"] if node["name"] == "cart"]
    [shop] = found["applications"]
    assert (cart["verdict"], cart["floor"], cart["application"], cart["line"]) == ("ready", 2, shop["id"], 13)
    assert shop["name"] == "shop"
    # two pods of a core and 1 GiB each, at the rates of prices.py
    assert cart["idle_usd_month"] == pytest.approx(2 * (0.0333 + 0.0040) * 730, abs=0.01)
    assert found["summary"]["idle_usd_month"] == pytest.approx(cart["idle_usd_month"], abs=0.01)


def test_an_edge_carries_both_times_where_they_are_decided_and_its_findings() -> None:
    found = graph(FIXTURES / "online-shop" / "orders")
    [faulty] = [edge for edge in found["edges"] if edge["kind"] == "poll"]
    assert (faulty["label"], faulty["slack"], faulty["faulty"]) == ("60 s / 120 s", -60, True)
    assert (faulty["waits"]["seconds"], faulty["works"]["seconds"]) == (60, 120)
    rules = [found["findings"][number]["rule"] for number in faulty["findings"]]
    assert "timeouts/redelivered-while-working" in rules
    text = (FIXTURES / "online-shop" / "orders" / "template.yaml").read_text(encoding="utf-8").splitlines()
    assert "VisibilityTimeout" in text[faulty["waits"]["line"] - 1]


def test_the_shop_of_the_demo_hangs_together_over_four_hops() -> None:
    """From the internet through Kubernetes and a queue to a function: two platforms, four files."""
    found = graph(FIXTURES / "online-shop")
    name = {node["id"]: node["name"] for node in found["nodes"]}
    edges = {(name[edge["caller"]], name[edge["callee"]]): edge for edge in found["edges"]}
    hops = [("internet", "shop"), ("shop", "frontend"), ("frontend", "Orders"), ("Orders", "Pack")]
    assert all(hop in edges for hop in hops)
    assert [edges[hop]["faulty"] for hop in hops] == [False, False, False, True]
    assert len({edges[hop]["path"] for hop in hops}) == 3


def test_only_one_application_with_what_it_touches(tmp_path: Path) -> None:
    folder = write(
        tmp_path, {"shop.yaml": SHOP, "bank/bank.yaml": SHOP.replace("cart", "vault").replace("shop", "bank")}
    )
    assert {one["name"] for one in graph(folder)["applications"]} == {"shop", "bank"}
    only = graph(folder, "--only", "bank")
    assert [one["name"] for one in only["applications"]] == ["bank"]
    assert {node["name"] for node in only["nodes"]} == {"internet", "entrance", "vault"}
    wrong = predeploy_run("graph", "--only", "banc", cwd=folder)
    assert wrong.returncode == 2
    assert "did you mean `bank`?" in wrong.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_same_map_whoever_does_the_work(jobs: str) -> None:
    args = ("graph", "online-shop", "--format", "json")
    assert predeploy_run(*args, "-j", jobs, cwd=FIXTURES).stdout == predeploy_run(*args, cwd=FIXTURES).stdout


def test_the_format_follows_the_name_of_the_file(tmp_path: Path) -> None:
    folder = write(tmp_path, {"shop.yaml": SHOP})
    for file, start in (
        ("map.json", "{"),
        ("map.html", "<!doctype html"),
        ("map.mmd", "flowchart LR\n"),
        ("map.md", "```mermaid\n"),
    ):
        done = predeploy_run("graph", "-o", file, cwd=folder)
        assert (done.returncode, done.stdout) == (0, "")
        assert (folder / file).read_text(encoding="utf-8").lower().startswith(start.lower())
    assert predeploy_run("graph", "--format", "dot", cwd=folder).returncode == 2


def test_nothing_to_draw(tmp_path: Path) -> None:
    done = predeploy_run("graph", cwd=write(tmp_path, {"notes.yaml": "a: 1\n"}))
    assert done.returncode == 4
    assert "nothing" in done.stderr


def test_what_could_not_be_read_is_said(tmp_path: Path) -> None:
    done = predeploy_run(
        "graph", cwd=write(tmp_path, {"shop.yaml": SHOP, "broken.yaml": "kind: Pod\napiVersion: v1\na: [\n"})
    )
    assert "flowchart LR" in done.stdout
    assert "broken.yaml" in done.stderr


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    name = 'a"]; click n1 href "javascript:alert(1)" --> <img src=x onerror=alert(1)>'
    folder = write(
        tmp_path, {"shop.yaml": SHOP.replace("{name: cart, labels", "{name: " + json.dumps(name) + ", labels")}
    )
    done = predeploy_run("graph", cwd=folder)
    drawn = done.stdout
    assert done.returncode == 0
    assert "<img" not in drawn
    assert 'href "' not in drawn
    assert "click n1 href" in drawn  # as the text of a box
    assert all(line.count('"') in (0, 2) for line in drawn.splitlines())


def edge(node: Any, caller: str, *, waits: float, evidence: Any = "declared") -> Connection:
    document = Document(node)
    times = {"waits": Measure(waits, node, "own"), "works": Measure(30.0, node, "own")}
    ends = Endpoint(None, caller, node), Endpoint(document, "callee", node)
    return Connection("request", *ends, via=node, evidence=evidence, **times)


def test_what_two_say_of_one_call_is_one_edge() -> None:
    [cart] = opened("a.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n")
    node = cart.node
    near, far, guessed = (
        edge(node, "x", waits=10),
        edge(node, "x", waits=60),
        edge(node, "x", waits=1, evidence="named"),
    )
    other = edge(node, "y", waits=60)
    for order in ((near, far, guessed, other), (other, guessed, far, near)):
        calls = Calls(order)
        assert set(calls.all) == {near, other}
        assert set(calls.to(Document(node))) == {near, other}
        assert calls.by(Document(node)) == []


def test_every_format_draws_an_empty_map() -> None:
    empty: Mapping[str, Any] = {
        "schema": "predeploy/graph/1", "tool": {"name": "predeploy", "version": "0"}, "applications": [], "nodes": [],
        "edges": [], "findings": [], "summary": {"applications": 0, "nodes": 0, "edges": 0, "faulty": 0, "elsewhere": 0,
                                                 "idle_usd_month": None, "unpriced": 0},
    }  # fmt: skip
    assert names() == ["html", "json", "mermaid"]
    assert all(render(name, empty).endswith("\n") for name in names())
