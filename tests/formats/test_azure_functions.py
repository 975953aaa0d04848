"""Azure Functions: which files are an app's, what its times mean, and what joins host.json, functions and plan."""

import json
from math import inf, isnan

import pytest

from making import documents
from predeploy.formats import claim
from predeploy.node import Node
from predeploy.project import Project
from predeploy.reading import Source, read
from predeploy.systems.azure.durations import iso, span
from predeploy.systems.azure.functions import SYSTEM, AzureFunction
from predeploy.systems.azure.host import FunctionHost
from predeploy.views import Connection

HTTP = '{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "req"}]}'
BUS = '{"bindings": [{"type": "serviceBusTrigger", "direction": "in", "name": "m", "queueName": "q"}]}'


def infrastructure(sku: str) -> str:
    plan = {"type": "Microsoft.Web/serverfarms", "apiVersion": "1", "name": "plan", "sku": {"name": sku}}
    where = {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}
    app = {"type": "Microsoft.Web/sites", "apiVersion": "1", "name": "app", "kind": "functionapp", "properties": where}
    return json.dumps({"$schema": "https://schema.example.com/deploymentTemplate.json#", "resources": [plan, app]})


def linked(*files: tuple[str, str]) -> tuple[list[FunctionHost], list[Connection]]:
    project = Project(documents(*files))
    edges = [view for view in SYSTEM.links(project) if isinstance(view, Connection)]
    return project.all(FunctionHost), edges


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:05:00", 300),
        ("0:00:01", 1),
        ("00:00:00.5000000", 0),
        ("1.02:00:00", 93_600),
        ("10:30", 37_800),
        ("24:00:00", 24 * 86_400),
        ("300", 300 * 86_400),
    ],
)
def test_a_time_span_counts_days_where_hours_do_not_fit(text, seconds):
    assert span(text) == seconds


@pytest.mark.parametrize("text", ["", "5m", "00:70:00", "1.24:00:00", "24:60:00", "1:2:3:4", "-1"])
def test_what_is_no_time_span_has_no_length(text):
    assert isnan(span(text))


@pytest.mark.parametrize(
    ("text", "seconds"), [("PT1M", 60), ("P14D", 1_209_600), ("PT1H30M", 5400), ("P10675199DT2H48M5.4775807S", inf)]
)
def test_durations_of_templates(text, seconds):
    assert iso(text) == seconds


@pytest.mark.parametrize("text", ["", "P", "PT", "60", "1M"])
def test_what_is_no_duration_has_no_length(text):
    assert isnan(iso(text))


@pytest.mark.parametrize(
    ("path", "text", "ours"),
    [
        ("app/host.json", '{"version": "2.0"} // of the runtime', True),
        ("app/host.json", '{"hosts": ["a"]}', False),
        ("app/Pay/function.json", HTTP, True),
        ("app/Pay/function.json", '{"bindings": {}}', False),
        ("app/function.json", '{"name": "wrong"}', False),
        ("app/local.settings.json", '{"IsEncrypted": false, "Values": {}}', True),
        ("app/settings.json", '{"IsEncrypted": false, "Values": {}}', False),
    ],
)
def test_the_files_of_an_app_are_known_by_name_and_content(path, text, ours):
    [tree] = read(Source(path, text)).trees
    assert (claim(tree) is not None) == ours


def test_the_timeout_of_host_json_is_that_of_its_functions():
    files = ("shop/host.json", '{"version": "2.0", "functionTimeout": "00:04:00"}'), ("shop/Pay/function.json", HTTP)
    project = Project(documents(*files, ("other/Pay/function.json", HTTP)))
    list(SYSTEM.links(project))
    own, other = project.all(AzureFunction)
    assert (own.timeout.value, own.timeout.node.tree.source.path) == (240, "shop/host.json")
    assert other.timeout.state == "unknown"


@pytest.mark.parametrize(
    ("sku", "seconds"), [("Y1", 300), ("FC1", 1800), ("EP2", 1800), ("F1", None), ("[parameters('x')]", None)]
)
def test_without_a_timeout_the_plan_in_the_template_decides(sku, seconds):
    [host], _ = linked(("shop/host.json", '{"version": "2.0"}'), ("infra/main.json", infrastructure(sku)))
    assert (host.timeout.value if host.timeout.known else None) == seconds


def test_an_app_setting_may_say_another_timeout():
    template = json.loads(infrastructure("EP1"))
    setting = {"name": "AzureFunctionsJobHost__functionTimeout", "value": "00:10:00"}
    template["resources"][1]["properties"]["siteConfig"] = {"appSettings": [setting]}
    [host], _ = linked(
        ("shop/host.json", '{"version": "2.0", "functionTimeout": "01:00:00"}'),
        ("infra/main.json", json.dumps(template)),
    )
    assert host.timeout.state == "unknown"


def test_two_apps_on_different_plans_leave_it_open():
    [host], _ = linked(
        ("shop/host.json", '{"version": "2.0"}'),
        ("infra/one.json", infrastructure("Y1")),
        ("infra/two.json", infrastructure("EP1")),
    )
    assert host.tier is None


@pytest.mark.parametrize(
    ("functions", "edges"),
    [
        ({"Pay": HTTP}, [("request", 230.0)]),
        ({"Pack": BUS}, [("poll", 300.0)]),
        ({"Pay": HTTP, "Pack": BUS}, []),
        ({}, []),
    ],
)
def test_a_timeout_is_held_against_the_one_kind_of_trigger_that_all_functions_have(functions, edges):
    host = ("shop/host.json", '{"version": "2.0", "functionTimeout": "00:10:00"}')
    _, found = linked(host, *((f"shop/{name}/function.json", text) for name, text in functions.items()))
    assert [(one.edge, one.waits.value) for one in found] == edges


def test_what_a_pipeline_replaces_is_unknown():
    [tree] = read(Source("app/host.json", '{"version": "2.0", "functionTimeout": "#{TIMEOUT}#"}')).trees
    claim(tree)
    assert Node(tree, (), tree.data)["functionTimeout"].unknown


def test_the_file_of_the_developer_cli_is_recognised():
    text = "name: shop\nservices:\n  api: {project: ./api, language: py, host: function}\n"
    [tree] = read(Source("azure.yaml", text)).trees
    found = claim(tree)
    assert found is not None
    assert (found.name, len(list(found.objects(Node(tree, (), tree.data))))) == ("azd", 1)
    [other] = read(Source("compose.yaml", text)).trees
    assert claim(other) is None or claim(other).name != "azd"
