"""The JSON report keeps to its published schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import predeploy
from predeploy.finding import Place
from predeploy.report import render

from . import samples

SCHEMA = json.loads((Path(predeploy.__file__).parent / "data" / "report.schema.json").read_text("utf-8"))


def rendered(report: object) -> Any:
    return json.loads(render("json", report, samples.context()))  # type: ignore[arg-type]


@pytest.mark.parametrize("sample", [samples.shop, samples.hostile, samples.report])
def test_the_output_keeps_to_the_schema(sample: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(rendered(sample()))


def properties(schema: dict[str, Any]) -> dict[str, Any]:
    """All properties of an object schema, those of what it refers to included."""
    found: dict[str, Any] = {}
    for part in [schema, *schema.get("allOf", []), *schema.get("oneOf", [])]:
        target = SCHEMA["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        found |= target.get("properties", {}) | (properties(target) if target is not schema else {})
    return found


def undescribed(data: Any, schema: dict[str, Any], at: str) -> list[str]:
    if isinstance(data, list):
        return [path for item in data for path in undescribed(item, schema["items"], f"{at}[]")]
    known = properties(schema)
    if not isinstance(data, dict) or (not known and "additionalProperties" in schema):
        return []
    out = [
        f"{at}.{key}" for key in data if "description" not in known.get(key, {}) and "$ref" not in known.get(key, {})
    ]
    return out + [
        path for key, value in data.items() if key in known for path in undescribed(value, known[key], f"{at}.{key}")
    ]


def test_every_field_is_described() -> None:
    for sample in (samples.shop(), samples.hostile()):
        assert undescribed(rendered(sample), SCHEMA, "") == []


def test_order_of_keys_and_findings_is_fixed() -> None:
    data = rendered(samples.shop())
    assert list(data) == ["schema", "columnKind", "summary", "findings", "skipped", "errors"]
    assert [each["fingerprint"] for each in data["findings"]] == ["f0", "f2", "f4", "f1", "f5", "f3"]
    assert data["summary"]["counts"] == {"critical": 0, "high": 3, "medium": 2, "low": 1, "info": 0}
    assert "seconds" not in data["summary"]


def test_unknown_places_are_null() -> None:
    finding = samples.finding(place=Place("chart.yaml", None), rendered=Place("rendered.yaml", None))
    [row] = rendered(samples.report(finding))["findings"]
    assert [row[key] for key in ("path", "line", "column", "end_line", "end_column")] == [
        "chart.yaml",
        None,
        None,
        None,
        None,
    ]
    assert row["rendered"]["line"] is None


def test_a_fix_is_text_edits() -> None:
    [edit] = rendered(samples.shop())["findings"][0]["fix"]["edits"]
    text = samples.TEMPLATE
    assert "VisibilityTimeout: 725\n" in text[: edit["start"]] + edit["text"] + text[edit["end"] :]


def test_texts_are_not_changed() -> None:
    [row, _] = rendered(samples.hostile())["findings"]
    assert row["resource"]["name"] == samples.HOSTILE.replace("\ud800", "\ufffd")
    assert row["money"]["high"] is None
