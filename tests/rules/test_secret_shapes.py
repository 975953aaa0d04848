"""What looks like a secret. The values are put together here, so that the repository holds none that looks like one."""

import time

import pytest

from predeploy.rules.packs import load_rules
from predeploy.testing import Example, check

RULE = load_rules()["security/plaintext-secret"]
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: cart}\nspec: {containers: [{name: cart, env: [{name: %s, value: %s}]}]}\n"
MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cart}\ndata:\n  file: |\n    %s\n"

SHAPES = {
    "an AWS access key": "AKIA" + "Z2" * 8,
    "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "a GitHub token": "ghp_" + "a1" * 18,
    "a GitLab token": "glpat-" + "a1" * 10,
    "a Slack token": "xoxb-" + "1" * 12 + "-" + "a1" * 12,
    "a Stripe key": "sk_live_" + "a1" * 12,
    "a Google API key": "AIza" + "a1" * 17 + "b",
    "an npm token": "npm_" + "a1" * 18,
    "a Hugging Face token": "hf_" + "ab" * 17,
    "a key of Anthropic or OpenAI": "sk-" + "ant-" + "a1" * 20,
    "a SendGrid key": "SG." + "a1" * 11 + "." + "a1" * 21 + "b",
    "a signed token (JWT)": "eyJ" + "hbGciOiJI" * 2 + ".eyJ" + "zdWIiOiIx" * 2 + "." + "a1" * 20,
}


def found(text: str) -> list[str]:
    return [one.message for one in check(RULE, Example("bad", 0, {"a.yaml": text})).findings]


@pytest.mark.parametrize(("what", "value"), SHAPES.items())
def test_known_shapes_count_whatever_the_name(what, value):
    for text in (POD % ("GREETING", f'"{value}"'), MAP % f"greeting: {value}"):
        (message,) = found(text)
        assert what in message
        assert value not in message


@pytest.mark.parametrize(
    "value",
    [
        "AKIA" + "IOSFODNN7EXAMPLE",  # the key of AWS's own documentation
        "-----BEGIN " + "CERTIFICATE-----",
        "-----BEGIN " + "PUBLIC KEY-----",
        "ghp_short",
        "https://hooks.slack.com/services/",
        "eyJ" + "hbGciOiJI",
    ],
)
def test_what_only_resembles_one_is_silent(value):
    assert found(POD % ("GREETING", f'"{value}"')) == []


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DB_PASSWORD", "Fake1Fake1", "a password"),
        ("dbPassword", "Fake1Fake1", "a password"),
        ("MYSQLPASSWORD", "Fake1Fake1", "a password"),
        ("API_KEY", "a1" * 16, "a secret"),
        ("APIKEY", "a1" * 16, "a secret"),
        ("SECRET_KEY_BASE", "a1" * 16, "a secret"),
        ("API_KEY_ID", "a1" * 16, ""),
        ("PASSWORD_MIN_LENGTH", "8", ""),
        ("PASSWORD_RESET_URL", "https://shop.example.com/reset1", ""),
        ("TOKEN_AUDIENCE", "a1" * 16, ""),
        ("COMPASS_HEADING", "a1" * 16, ""),
        ("NPM_TOKEN", "npm-token-secret-1", ""),
        ("CACHE", "redis://:" + "a1" * 8 + "@cache:6379", "an address with its password"),
        ("CACHE", "redis://cache:6379", ""),
        ("CACHE", "redis://user:<password>@cache:6379", ""),
        ("SQL", "Server=db;Password=" + "a1" * 8 + ";", "a connection string with its secret"),
        ("SQL", "Server=db;Password={0};", ""),
    ],
)
def test_names_and_values(name, value, says):
    messages = found(POD % (name, f'"{value}"'))
    assert [says in message for message in messages] == ([True] if says else [])


@pytest.mark.parametrize(
    "piece", ["a.", "eyJ-", "password=", "x-----BEGIN ", " ", "a=\t", "://", "sk-ant-", "\\n" + " " * 70]
)
def test_hostile_texts_take_no_time(piece):
    began = time.perf_counter()
    found(POD % ("X", f'"{piece * (100_000 // len(piece))}"'))
    assert time.perf_counter() - began < 5
