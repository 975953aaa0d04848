"""Serverless Framework variables: what every spelling stands for, and that nothing makes the resolver raise or hang."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predeploy.formats.serverless.files import reader
from predeploy.formats.serverless.variables import is_variable, resolver
from predeploy.reading.source import Source
from predeploy.reading.values import ABSENT, UNKNOWN, Tagged

SERVICE: dict[str, Any] = {
    "service": "shop",
    "provider": {"name": "aws", "stage": "${opt:stage, 'test'}", "region": "eu-west-1"},
    "params": {
        "default": {"domain": "${sls:stage}.example.com", "size": 1, "only": "d"},
        "prod": {"domain": "example.com", "size": 2},
    },
    "stages": {"default": {"params": {"size": 3, "four": 4}}, "prod": {"params": {"size": 5}}},
    "custom": {
        "number": 900,
        "half": 1.5,
        "whole": 1.0,
        "yes": True,
        "nothing": None,
        "empty": "",
        "list": ["a", "${self:service}"],
        "map": {"deep": {"er": "x"}, "1": "one"},
        "ref": {"Ref": "Queue"},
        "tagged": Tagged("!Ref", "Queue"),
        "indirect": "${self:custom.number}",
        "env": "${env:HOME}",
        "stages": {"test": {"memory": 128}, "prod": {"memory": 1024}},
        "memory": "${self:custom.stages.${self:provider.stage}.memory}",
        "aliased": "${self:custom.stages}",
        "key": "deep",
        "null": "${opt:nope, null}",
        "escaped": "\\${self:service}",
        "a": "${self:custom.b}",
        "b": "${self:custom.a}",
        "c": "${self:custom.c}x",
        "round": {"back": "${self:custom.round}", "here": "${self:service}"},
        "whole-file": "${self:}",
    },
}
FILES: dict[str, Any] = {
    "a.yml": {"x": {"y": "${self:custom.number}"}, "list": ["${self:service}-${self:custom.key}"]},
    "./config.test.json": {"level": "low"},
    "text.txt": "for ${self:service}",
    "closed.yml": UNKNOWN,
}


def resolve(raw: Any, **options: Any) -> Any:
    return resolver(SERVICE, read=FILES.get, **options)(raw)


KNOWN = [
    # not ours
    ("plain", "plain"),
    (3, 3),
    (["${self:service}"], ["${self:service}"]),
    ("${AWS::Region}:${Queue}:${Queue.Arn}:${!Literal}", "${AWS::Region}:${Queue}:${Queue.Arn}:${!Literal}"),
    ("${self.custom.x} $x {y} ${} ${{ github.ref }}", "${self.custom.x} $x {y} ${} ${{ github.ref }}"),
    ("${iot:ClientId} ${PROP('Dim')} ${stageVariables.x}", "${iot:ClientId} ${PROP('Dim')} ${stageVariables.x}"),
    # self
    ("${self:service}", "shop"),
    ("${self:custom.number}", 900),
    ("${self:custom.indirect}", 900),
    ("${self:custom.list.1}", "shop"),
    ("${self:custom.map.1}", "one"),
    ("${self:custom.map.${self:custom.key}.er}", "x"),
    ("${self:custom.memory}", 128),
    ("${self:custom.aliased.prod.memory}", 1024),
    ("${self:custom.map}", SERVICE["custom"]["map"]),
    ("${self:custom.ref}", {"Ref": "Queue"}),
    ('${self:"service"}', "shop"),
    ("${ self:service }", "shop"),
    # mixed texts
    ("${self:service}-${sls:stage}-${AWS::Region}", "shop-test-${AWS::Region}"),
    ("${Name-${self:service}}", "${Name-shop}"),
    (
        "${self:custom.number} ${self:custom.half} ${self:custom.whole} ${self:custom.yes} ${self:custom.empty}.",
        "900 1.5 1 true .",
    ),
    (r"\${self:service} \\${self:service} \x", r"${self:service} \shop \x"),
    ("${self:custom.escaped}", "${self:service}"),
    # fallbacks
    ("${opt:stage, 'dev'}", "dev"),
    ('${opt:stage, "dev"}', "dev"),
    ("${opt:stage,'a, b}c'}", "a, b}c"),
    ("${opt:stage, self:provider.stage, 'dev'}", "test"),
    ("${opt:stage, self:custom.missing, 'dev'}", "dev"),
    ("${opt:stage, ${self:provider.stage}}", "test"),
    ("${opt:a, ${opt:b, ${opt:c}}, 'd'}", "d"),
    ("${opt:a, 'pre-${self:service}'}", "pre-shop"),
    ("${opt:a,\n  self:custom.missing,\n  30}", 30),
    ("${opt:a, -1.5}", -1.5),
    ("${opt:a, 1e3}", 1000.0),
    ("${opt:a, true}", True),
    ("${opt:a, false}", False),
    ("${opt:a, ''}", ""),
    ("${opt:a, null}", ABSENT),
    ("${self:custom.null, 'x'}", "x"),
    ("${self:custom.nothing, 'x'}", "x"),
    ("${self:custom.empty, 'x'}", ""),
    ("${self:custom.number, 'x'}", 900),
    ("${self:custom.number.deeper, 'x'}", "x"),
    ("${env:HOME, 'x'}", "x"),
    ("${ssm:/a/b~true, 'x'}", "x"),
    ("${cf(eu-west-1):stack.Out, 'x'}", "x"),
    ("${aws:ssm:/a/b, 'x'}", "x"),
    ("${vault:a.b, 'x'}${terraform:c, 'y'}", "xy"),
    # sls, aws, param, strToBool
    ("${sls:stage}", "test"),
    ("${aws:region}", "eu-west-1"),
    ("${param:domain}", "test.example.com"),
    ("${param:size}", 3),
    ("${param:only}", "d"),
    ("${param:nope, 'x'}", "x"),
    ("${strToBool('true')}", True),
    ("${strToBool(${self:custom.missing, '0'})}", False),
    # files
    ("${file(a.yml):x.y}", 900),
    ("${file(a.yml):list.0}", "shop-deep"),
    ("${file(a.yml)}", FILES["a.yml"]),
    ("${file('a.yml'):x}", FILES["a.yml"]["x"]),
    ("${file(./config.${self:provider.stage}.json):level}", "low"),
    ("${file(./config.${opt:stage, 'nope'}.json):level, 'none'}", "none"),
    ("${file(text.txt)}", "for shop"),
    ("${file(a.yml):nope, 'x'}", "x"),
]


@pytest.mark.parametrize(("raw", "value"), KNOWN)
def test_known(raw: Any, value: Any) -> None:
    found = resolve(raw)
    assert found == value
    assert found.__class__ is value.__class__


@pytest.mark.parametrize(
    "raw",
    [
        "${opt:stage}",
        "${env:HOME}",
        "${env:HOME}-${self:service}",
        "${self:custom.env}",
        "${self:custom.env, 'written, but never used'}",
        "${self:custom.missing}",
        "${self:custom.map.${env:X}.er, 'x'}",
        "${self:custom.map}-text",
        "${self:custom.tagged}",
        "${self:custom.tagged.deeper}",
        "${param:nope}",
        "${ssm:/a}${s3:bucket/key}",
        "${sls:instanceId}",
        "${aws:accountId, 'x'}",
        "${git:branch}",
        "${anything:else}",
        "${strToBool(maybe)}",
        "${file(missing.yml)}",
        "${file(closed.yml):a, 'x'}",
        "${file(./config.js):a, 'x'}",
        "${file(./config.ts)}",
        "${file(${env:NAME}.yml):a, 'x'}",
        "${opt:stage, unquoted}",
        "${opt:stage, 'open}",
        "${self:service",
        "${self:custom.${AWS::Region}}",
        "${self:custom.a}",
        "${self:custom.c}",
        Tagged("!Ref", "Queue"),
    ],
)
def test_unknown(raw: Any) -> None:
    assert resolve(raw) is UNKNOWN


def test_a_reference_to_what_it_stands_in_is_cut() -> None:
    effective = resolver(SERVICE)
    for raw in ("${self:custom.round}", "${self:}"):
        assert effective(raw) is UNKNOWN  # it stands in what it stands for
    inside = effective("${self:custom.round, 'none'}")
    assert effective(inside["back"]) is UNKNOWN
    assert effective(inside["here"]) == "shop"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("${opt:stage}", "prod"),
        ("${sls:stage}", "prod"),
        ("${self:custom.memory}", 1024),
        ("${param:domain}", "example.com"),
        ("${param:size}", 5),
        ("${param:four}", 4),
        ("${param:given}", "here"),
        ("${aws:region}", "us-west-2"),
    ],
)
def test_options_and_parameters(raw: str, value: Any) -> None:
    assert resolve(raw, options={"stage": "prod", "region": "us-west-2"}, params={"given": "here"}) == value


def test_defaults_of_the_framework() -> None:
    effective = resolver({"provider": "aws"})
    assert (effective("${sls:stage}"), effective("${aws:region}")) == ("dev", "us-east-1")
    assert resolver({"provider": {"stage": "${env:STAGE}"}})("${sls:stage}") is UNKNOWN


def test_cloudformation_sees_functions_with_their_variables_replaced() -> None:
    effective = resolver(SERVICE, fallback=lambda value: ("resolved", value))
    raw = {"Fn::Join": ["-", ["${self:service}", Tagged("!Sub", "${self:custom.key}-${Queue}"), "${env:X}"]]}
    done = {"Fn::Join": ["-", ["shop", Tagged("!Sub", "deep-${Queue}"), UNKNOWN]]}
    assert effective(raw) == ("resolved", done)
    assert effective("${self:custom.tagged}") == ("resolved", Tagged("!Ref", "Queue"))
    assert effective({"a": "${self:service}"}) == ("resolved", {"a": "${self:service}"})
    assert effective("{{resolve:x}}") == ("resolved", "{{resolve:x}}")
    assert effective("${env:X}") is UNKNOWN


@pytest.mark.parametrize(
    ("syntax", "raw", "value"),
    [
        (r"\${((?!AWS)[ ~:a-zA-Z0-9._'\",\-\/\(\)]+?)}", "${self:service}-${AWS::Region}", "shop-${AWS::Region}"),
        (r"\${{([~:a-zA-Z0-9._\-\/\(\)]+?)}}", "${{self:service}}", UNKNOWN),
        (r"\${{([~:a-zA-Z0-9._\-\/\(\)]+?)}}", "${AWS::Region}", "${AWS::Region}"),
        (r"%{([~:a-zA-Z0-9._\-\/\(\)]+?)}", "a-%{self:service}", UNKNOWN),
        (r"%{([~:a-zA-Z0-9._\-\/\(\)]+?)}", "${self:service}", UNKNOWN),
        (r"[$]{(.+?)}", "${self:service}", UNKNOWN),
        (r"(.)", "plain", "plain"),
        (7, "${self:service}", "shop"),
    ],
)
def test_variable_syntax(syntax: Any, raw: str, value: Any) -> None:
    data = {"service": "shop", "provider": {"variableSyntax": syntax}}
    found = resolver(data)(raw)
    assert found is UNKNOWN if value is UNKNOWN else found == value


def test_is_variable() -> None:
    assert all(map(is_variable, ("${self:a}", "x ${opt:a, 'b'}", "${file(a.yml)}", "${self:", "${Foo-${self:a}}")))
    assert not any(map(is_variable, ("", "${Foo}", "${AWS::Region}", r"\${self:a}", "$self:a", None, 3, ["${self:a}"])))


# nothing raises, nothing hangs

DEEP = 10_000


def chain(length: int, make: Callable[[str], Any]) -> dict[str, Any]:
    return {f"k{i}": make(f"${{self:k{i + 1}}}") for i in range(length)} | {f"k{length}": "x"}


BOMBS: dict[str, tuple[Any, Any]] = {
    "open variables": ({}, "${self:" * DEEP),
    "nested variables": ({}, "${self:" * DEEP + "a" + "}" * DEEP),
    "nested fallbacks": ({}, "${opt:a, " * DEEP + "'x'" + "}" * DEEP),
    "open quotes": ({}, "${a:b, 'x " * DEEP),
    "backslashes": ({}, "\\" * 100 * DEEP + "${env:X}"),
    "digits": ({}, "${a:b, " + "9" * DEEP + "}"),
    "a long chain": (chain(DEEP, lambda next: next), "${self:k0}"),
    "a wide text": (chain(60, lambda next: next + next), "${self:k0}"),
    "wide lists": (chain(60, lambda next: [next, next]), "${self:k0}"),
    "deep lists": (chain(DEEP, lambda next: [next]), "${self:k0}"),
    "a circle of three": ({"a": "${self:b}", "b": "-${self:c}", "c": "${self:a}"}, "${self:a}"),
    "numbers": ({"a": 10**5000, "b": float("inf")}, "${self:a}${self:b}"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_unknown_soon(name: str) -> None:
    data, raw = BOMBS[name]
    start = time.process_time()
    assert resolver(data)(raw) is UNKNOWN
    assert time.process_time() - start < 1


def test_the_work_of_a_whole_service_is_bounded() -> None:
    effective = resolver({"a": "x" * 200_000})
    built = [effective(f"${{self:a}}{i}") for i in range(1000)]
    assert sum(value is not UNKNOWN for value in built) < 100


WORDS = """${ } self: opt: file( ) : , ' " \\ a custom. a.b b 0 true null ${self:a} ${self:b.c, 'x'} ${file(f.yml):a} AWS::X
${opt:stage, sls: stage param: strToBool( $ {"""
PIECES = st.sampled_from([*WORDS.split(), " "])
TEXTS = st.lists(PIECES, max_size=12).map("".join)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | TEXTS.map(lambda t: Tagged("!Sub", t))
KEYS = st.sampled_from(["a", "b", "c", "custom", "provider", "stage", "params", "stages", "default", "dev", "Ref"])
DATA = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.integers(0, 2), inner, max_size=4),
    max_leaves=12,
)


@given(DATA, st.lists(TEXTS, min_size=1, max_size=4), DATA, st.dictionaries(KEYS, TEXTS, max_size=2))
@settings(max_examples=300, deadline=2000)
def test_junk_never_raises(data: Any, raws: list[str], content: Any, options: dict[str, str]) -> None:
    effective = resolver(data, options=options, params=options, read=lambda path: content, fallback=lambda value: value)
    for raw in [*raws, data]:
        walk(effective, raw, 0)
        is_variable(raw)


def walk(effective: Any, raw: Any, depth: int) -> None:
    assert depth < 200  # every walk ends: nothing stands for something that it stands in
    value = effective(raw)
    if isinstance(value, dict):
        value = list(value.values())
    for child in value if isinstance(value, list) else ():
        walk(effective, child, depth + 1)


# files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "root"
    (root / "app").mkdir(parents=True)
    (root / "shared.yaml").write_text("a: 1\n")
    (root / "app" / "x.json").write_text(json.dumps({"b": [2]}))
    (root / "app" / "broken.json").write_text("{" * 5000)
    (root / "app" / "note.txt").write_text("hello")
    (root / "app" / "code.js").write_text("module.exports = {}")
    (root / "app" / "key.pem").write_text("k")
    (root / "app" / "binary.yml").write_bytes(b"\0\1")
    (tmp_path / "outside.yml").write_text("a: 1\n")
    (root / "app" / "link.yml").symlink_to(tmp_path / "outside.yml")
    return root


@pytest.mark.parametrize(
    ("relative", "content"),
    [
        ("../shared.yaml", {"a": 1}),
        ("./x.json", {"b": [2]}),
        ("note.txt", "hello"),
        ("missing.yml", None),
        ("broken.json", UNKNOWN),
        ("code.js", UNKNOWN),
        ("key.pem", UNKNOWN),
        ("binary.yml", UNKNOWN),
        ("link.yml", UNKNOWN),
        ("../../outside.yml", UNKNOWN),
        ("../../missing.yml", UNKNOWN),
        ("/etc/hosts.yml", UNKNOWN),
        ("a\0.yml", UNKNOWN),
        ("\ud800.yml", UNKNOWN),
        ("../app/" * 2000 + "x.json", UNKNOWN),
        (".", UNKNOWN),
    ],
)
def test_reader(root: Path, relative: str, content: Any) -> None:
    read = reader(Source("app/serverless.yml", "", root=str(root)))
    found = read(relative)
    assert found is content if content is UNKNOWN else found == content


def test_reader_parses_once_and_knows_no_place_no_files(root: Path) -> None:
    read = reader(Source("app/serverless.yml", file=str(root / "app" / "serverless.yml"), root=str(root)))
    assert read("../shared.yaml") is read("../app/../shared.yaml")
    assert reader(Source("serverless.yml", ""))("x.json") is UNKNOWN
