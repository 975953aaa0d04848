"""ARM templates: expressions, the scopes of nested templates, parameters files, and what is recognised."""

import json
from typing import Any

import pytest

from making import documents
from predeploy.formats import claim
from predeploy.formats.arm.expressions import Malformed, parse
from predeploy.node import Node
from predeploy.reading import Source, read
from predeploy.reading.values import ABSENT, UNKNOWN
from predeploy.systems.azure.web import FunctionApp

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
PARAMETERS = {
    "name": {"type": "string", "defaultValue": "shop"},
    "count": {"type": "int", "defaultValue": 3},
    "zones": {"type": "array", "defaultValue": ["1", "2"]},
    "sku": {"type": "object", "defaultValue": {"name": "EP1", "capacity": 2}},
    "wanted": {"type": "bool", "defaultValue": False},
    "given": {"type": "string"},
}
VARIABLES = {
    "plan": "[concat(parameters('name'), '-plan')]",
    "round": "[variables('about')]",
    "about": "[variables('round')]",
    "copy": [{"name": "disks", "count": 2, "input": "[copyIndex('disks')]"}],
    "nothing": None,
}


def template(**sections: Any) -> dict[str, Any]:
    return {"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": [], **sections}


def opened(data: Any, path: str = "main.json") -> Node:
    [tree] = read(Source(path, json.dumps(data))).trees
    assert claim(tree) is not None
    return Node(tree, (), tree.data)


def value(expression: Any) -> Any:
    root = opened(template(parameters=PARAMETERS, variables=VARIABLES, outputs={"it": {"value": expression}}))
    return root["outputs.it.value"].value


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("plain", "plain"),
        ("[[literal]", "[literal]"),
        ("[parameters('name')]", "shop"),
        ("[PARAMETERS('Name')]", "shop"),
        ("[variables('plan')]", "shop-plan"),
        ("[concat('it''s ', 1, true)]", "it's 1True"),
        ("[concat(parameters('zones'), createArray('3'))]", ["1", "2", "3"]),
        ("[format('{0}-{1:N0}-{{x}}', parameters('name'), 2)]", "shop-2-{x}"),
        ("[if(parameters('wanted'), reference('x').y, 'no')]", "no"),
        ("[if(equals(parameters('given'), 'x'), 'same', 'same')]", "same"),
        ("[and(false, parameters('given'))]", False),
        ("[or(not(false()), parameters('given'))]", True),
        ("[equals('ABC', 'abc')]", True),
        ("[parameters('sku').name]", "EP1"),
        ("[parameters('sku')['capacity']]", 2),
        ("[parameters('zones')[1]]", "2"),
        ("[last(parameters('zones'))]", "2"),
        ("[length(parameters('zones'))]", 2),
        ("[json('0.5')]", 0.5),
        ("[json('null')]", ABSENT),
        ("[variables('nothing')]", ABSENT),
        ("[toLower(replace('A-B', '-', ''))]", "ab"),
        ("[union(createObject('a', 1), createObject('b', 2))]", {"a": 1, "b": 2}),
        ("[coalesce(null(), 'x')]", "x"),
        ("[createObject('a', parameters('given'))]", {"a": UNKNOWN}),
        ("[contains(createArray(parameters('given')), 'x')]", UNKNOWN),
        ("[union(createObject('a', parameters('given')), createObject('b', 2))]", {"a": UNKNOWN, "b": 2}),
        ("[max(1, add(parameters('count'), 4))]", 7),
        # known at deployment only
        ("[parameters('given')]", UNKNOWN),
        ("[uniqueString(resourceGroup().id)]", UNKNOWN),
        ("[concat('a', parameters('given'))]", UNKNOWN),
        ("[variables('round')]", UNKNOWN),
        ("[variables('disks')]", UNKNOWN),
        ("[parameters('zones')[7]]", UNKNOWN),
        ("[parameters('missing')]", UNKNOWN),
        ("[contoso.unique('x')]", UNKNOWN),
        ("[int('x')]", UNKNOWN),
        ("[concat('a'", UNKNOWN),
        ("[" + "concat(" * 500 + ")" * 500 + "]", UNKNOWN),
    ],
)
def test_expressions_are_evaluated_as_far_as_can_be(expression, expected):
    if expression == "[concat('a'":  # not closed: a text like any other
        assert value(expression) == expression
    else:
        assert value(expression) == expected


@pytest.mark.parametrize("text", ["[]", "[concat(]", "[a b]", "['x]", '["x"]', "[concat('a' 'b')]", "[x]", "[a().]"])
def test_what_is_no_expression_says_why(text):
    with pytest.raises(Malformed, match=r"\w"):
        parse(text)


def test_a_loop_over_a_property_makes_it_unknown():
    root = opened(
        template(outputs={"it": {"value": {"copy": [{"name": "rules", "count": 2, "input": {}}], "kept": 1}}})
    )
    assert root["outputs.it.value.rules"].unknown
    assert root["outputs.it.value.kept"].number == 1


def test_the_id_of_an_extension_leaves_out_what_it_extends():
    root = opened(template())
    inner = "resourceId('a.b/c', 'x')"
    target = root.tree.dialect.target
    assert target(f"[extensionResourceId({inner}, 'Microsoft.Insights/diagnosticSettings', 'd')]") == (
        "microsoft.insights/diagnosticsettings/d"
    )
    assert target("[resourceId(subscription().subscriptionId, 'group', 'A.B/c/d', 'x', 'y')]") == "a.b/c/d/x/y"


def module(scope: str) -> dict[str, Any]:
    inner = template(
        parameters={"size": {"type": "string", "defaultValue": "S1"}},
        resources=[
            {
                "type": "Microsoft.Web/serverfarms",
                "apiVersion": "1",
                "name": "plan",
                "sku": {"name": "[parameters('size')]"},
            }
        ],
        outputs={"id": {"type": "string", "value": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}},
    )
    deployment = {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "1",
        "name": "hosting",
        "properties": {
            "expressionEvaluationOptions": {"scope": scope},
            "parameters": {"size": {"value": "[parameters('wide')]"}},
            "template": inner,
        },
    }
    app = {
        "type": "Microsoft.Web/sites",
        "apiVersion": "1",
        "name": "shop",
        "kind": "functionapp",
        "properties": {"serverFarmId": "[reference('hosting').outputs.id.value]"},
    }
    return template(
        parameters={
            "wide": {"type": "string", "defaultValue": "EP1"},
            "size": {"type": "string", "defaultValue": "B1"},
        },
        resources={"hosting": deployment, "app": app},
    )


@pytest.mark.parametrize(("scope", "tier", "size"), [("inner", "premium", "EP1"), ("outer", "dedicated", "B1")])
def test_names_in_a_nested_template_are_its_own_or_those_of_the_outer_one(scope, tier, size):
    [app] = [one for one in documents(("main.json", json.dumps(module(scope)))) if isinstance(one, FunctionApp)]
    assert app.plan is not None
    assert (app.tier, app.plan.size, app.plan.name) == (tier, size, "plan")


def test_names_that_are_made_alike_are_the_same_name():
    made = "[concat('plan', uniqueString(resourceGroup().id))]"
    data = template(
        variables={"plan": made},
        resources=[
            {
                "type": "microsoft.web/serverFarms",
                "apiVersion": "1",
                "name": "[variables('plan')]",
                "sku": {"name": "FC1"},
            },
            {
                "type": "Microsoft.Web/sites",
                "apiVersion": "1",
                "name": "shop",
                "kind": "functionapp,linux",
                "properties": {"serverFarmId": f"[resourceId('Microsoft.Web/serverfarms', {made[1:-1]})]"},
                "resources": [
                    {"type": "config", "apiVersion": "1", "name": "appsettings", "properties": {"LEVEL": "info"}}
                ],
            },
        ],
    )
    views = documents(("main.json", json.dumps(data)))
    assert [(one.kind, one.name) for one in views[1:]] == [
        ("Microsoft.Web/serverfarms", "plan"),
        ("Microsoft.Web/sites", "shop"),
        ("Microsoft.Web/sites/config", "shop/appsettings"),
    ]
    app = views[2]
    assert isinstance(app, FunctionApp)
    assert (app.tier, [name for name, _ in app.environment]) == ("flex", ["LEVEL"])


@pytest.mark.parametrize(
    ("files", "size", "count"),
    [
        ({}, "B1", 1),
        ({"main.parameters.json": {"size": "S1"}}, "S1", 1),
        ({"main.parameters.dev.json": {"size": "S1"}, "main.parameters.prod.json": {"size": "P1"}}, None, 1),
        (
            {"main.parameters.dev.json": {"size": "S1", "count": 2}, "main.parameters.prod.json": {"size": "S1"}},
            "S1",
            None,
        ),
        ({"other.parameters.json": {"size": "S1"}}, "B1", 1),
    ],
)
def test_parameters_files_beside_a_template_give_its_parameters(tmp_path, files, size, count):
    declared = {"size": {"type": "string", "defaultValue": "B1"}, "count": {"type": "int", "defaultValue": 1}}
    data = template(
        parameters=declared, outputs={"a": {"value": "[parameters('size')]"}, "b": {"value": "[parameters('count')]"}}
    )
    (tmp_path / "main.json").write_text(json.dumps(data))
    for name, given in files.items():
        text = json.dumps({"parameters": {key: {"value": one} for key, one in given.items()}})
        (tmp_path / name).write_text(f"// written by a pipeline\n{text}")
    source = Source("main.json", file=str(tmp_path / "main.json"), root=str(tmp_path))
    [tree] = read(source).trees
    claim(tree)
    outputs = Node(tree, (), tree.data)["outputs"]
    assert outputs["a.value"].data == size
    assert outputs["b.value"].data == count
    assert source.included == {name for name in files if name.startswith("main.")}


@pytest.mark.parametrize(
    ("path", "data", "form"),
    [
        ("main.json", template(), "arm"),
        (
            "main.json",
            {"$schema": SCHEMA.replace("deploymentTemplate", "subscriptionDeploymentTemplate"), "resources": {}},
            "arm",
        ),
        (
            "a.json",
            {"contentVersion": "1.0.0.0", "resources": [{"type": "a/b", "apiVersion": "1", "name": "x"}]},
            "arm",
        ),
        (
            "a.parameters.json",
            {"$schema": SCHEMA.replace("Template.json", "Parameters.json"), "parameters": {}},
            "arm-parameters",
        ),
        ("a.parameters.json", {"$schema": SCHEMA, "parameters": {}}, "arm-parameters"),
        (
            "ui.json",
            {"$schema": "https://schema.management.azure.com/schemas/0.1.2/CreateUIDefinition.MultiVm.json#"},
            None,
        ),
        ("a.json", {"contentVersion": "1.0.0.0", "resources": ["x"]}, None),
        ("a.json", {"$schema": "https://json.schemastore.org/other.json", "resources": []}, None),
    ],
)
def test_templates_and_parameters_files_are_recognised(path, data, form):
    [tree] = read(Source(path, json.dumps(data))).trees
    found = claim(tree)
    assert (found.name if found else None) == form
