import math
from typing import Annotated, Any, Literal

import pytest

from predeploy.config.schema import config_schema, schema_with
from predeploy.options import Duration, Option, Quantity, Usd, coerce, schema, usd

from .samples import RULES


@pytest.mark.parametrize(
    ("kind", "default", "raw", "value"),
    [
        (int, 1, 5, 5),
        (float, 1.0, 5, 5.0),
        (float, 0, 0.5, 0.5),
        (str, "", "x", "x"),
        (bool, False, True, True),
        (tuple[str, ...], (), ["a", "b"], ("a", "b")),
        (Literal["soft", 3], "soft", 3, 3),
        (Duration, 30, "1m30s", 90.0),
        (Duration, 30, 5, 5.0),
        (Duration, 0, "200ms", 0.2),
        (Quantity, 0, "512Mi", 512.0 * 2**20),
        (Quantity, 0, "250m", 0.25),
        (Usd, 0, "50 USD/month", 50.0),
        (Usd, 0, "$9.50", 9.5),
        (Usd, 0, 10, 10.0),
    ],
)
def test_what_may_be_written(kind, default, raw, value):
    got = coerce(Option("x", kind, default), raw)
    assert (got, type(got)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "default", "raw", "said"),
    [
        (int, 1, True, "expects a whole number, not true"),
        (int, 1, 1.5, "expects a whole number, not 1.5"),
        (int, 1, "3", "expects a whole number, not '3'"),
        (float, 1, float("nan"), "expects a number, not nan"),
        (float, 1, 10**400, "expects a number, not one of that size"),
        (str, "", 1.1, "expects text, not 1.1 (put it in quotes)"),
        (str, "", None, "expects text, not null"),
        (bool, False, 1, "expects true or false, not 1"),
        (tuple[str, ...], (), "a", "expects a list of texts, not 'a'"),
        (tuple[str, ...], (), [1], "expects a list of texts, not [1]"),
        (Literal["soft", 1], "soft", True, "expects one of soft, 1, not true"),
        (Duration, 30, "5 apples", "expects a duration such as 30s, not '5 apples'"),
        (Duration, 30, -5, "expects a duration such as 30s, not -5"),
        (Duration, 30, "inf", "expects a duration such as 30s, not 'inf'"),
        (Quantity, 0, "1 GB", "expects a quantity such as 512Mi, not '1 GB'"),
        (Usd, 0, "50 EUR", "expects an amount of dollars such as 50 USD/month, not '50 EUR'"),
        (Usd, 0, {}, "expects an amount of dollars such as 50 USD/month, not {}"),
        (int, 1, "x" * 500, f"expects a whole number, not '{'x' * 58}…"),
    ],
)
def test_what_may_not(kind, default, raw, said):
    with pytest.raises(ValueError, match="expects") as raised:
        coerce(Option("x", kind, default), raw)
    assert str(raised.value) == said


@pytest.mark.parametrize(
    ("kind", "default"), [(list[str], []), (dict, {}), (Any, 1), (Annotated[int, "x"], 1), (int, "x")]
)
def test_an_option_of_another_type_is_refused_where_it_is_declared(kind, default):
    with pytest.raises(TypeError):
        Option("x", kind, default)


def test_schema_of_an_option():
    assert schema(Option("x", int, 2)) == {"type": "integer", "default": 2}
    assert schema(Option("x", Duration, 30)) == {
        "type": ["number", "string"],
        "minimum": 0,
        "examples": ["30s"],
        "default": 30,
    }
    assert schema(Option("x", Literal["a", "b"], "a")) == {"enum": ["a", "b"], "default": "a"}
    assert schema(Option("x", tuple[str, ...], ("a",))) == {
        "type": "array",
        "items": {"type": "string"},
        "default": ["a"],
    }


def test_schema_for_editors_knows_the_rules():
    import jsonschema

    full = schema_with(RULES)
    jsonschema.Draft202012Validator.check_schema(full)
    jsonschema.Draft202012Validator.check_schema(config_schema())
    check = jsonschema.Draft202012Validator(full).is_valid
    assert check(
        {"rules": {"few-replicas": {"options": {"minimum": 3, "grace": "1m"}}, "young": "low", "other:x": False}}
    )
    assert not check({"rules": {"few-replicas": {"options": {"minimum": "x"}}}})
    assert not check({"rules": {"few-replicas": {"options": {"nothing": 1}}}})
    assert "properties" not in config_schema()["properties"]["rules"]


def test_usd_is_silent_about_what_it_does_not_know():
    assert all(math.isnan(value) for value in map(usd, ("", "lots", "50 USD/year", None, [], True, "1e5")))
