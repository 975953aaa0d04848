"""Intrinsic functions: every one in both spellings, what stays unknown, and what holds for whatever is written."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predeploy.formats.cloudformation.intrinsics import Intrinsics
from predeploy.reading.values import ABSENT, UNKNOWN, Tagged

TEMPLATE: dict[str, Any] = {
    "Transform": ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"],
    "Parameters": {
        "Text": {"Type": "String", "Default": "dev"},
        "Count": {"Type": "Number", "Default": "30"},
        "Share": {"Type": "Number", "Default": 0.5},
        "Bad": {"Type": "Number", "Default": "many"},
        "Port": {"Type": "String", "Default": 8080},
        "Version": {"Type": "String", "Default": 1.3},
        "Flag": {"Type": "String", "Default": True},
        "List": {"Type": "CommaDelimitedList", "Default": "a, b,c"},
        "Numbers": {"Type": "List<Number>", "Default": "1,2"},
        "Stored": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/shop/key"},
        "Named": {"Type": "AWS::SSM::Parameter::Name", "Default": "/shop/key"},
        "Dynamic": {"Type": "String", "Default": "{{resolve:ssm:/shop/key}}"},
        "Only": {"Type": "String", "AllowedValues": ["one"]},
        "Free": {"Type": "String"},
        "Broken": ["Type", "String"],
    },
    "Mappings": {
        "Stages": {"dev": {"Timeout": 3, "Zones": ["x", "y"]}, "prod": {"Timeout": 60}, "30": {"Timeout": 7}},
        "Included": {"Fn::Transform": {"Name": "AWS::Include"}},
    },
    "Conditions": {
        "IsDev": {"Fn::Equals": [{"Ref": "Text"}, "dev"]},
        "IsProd": {"Fn::Equals": [{"Ref": "Text"}, "prod"]},
        "IsFree": {"Fn::Equals": [{"Ref": "Free"}, ""]},
        "IsThirty": {"Fn::Equals": [{"Ref": "Count"}, "30"]},
        "IsTrue": {"Fn::Equals": [{"Ref": "Flag"}, "true"]},
        "Vague": {"Fn::Equals": [{"Ref": "Count"}, "30.0"]},
        "Both": {"Fn::And": [{"Condition": "IsDev"}, {"Condition": "IsThirty"}]},
        "OffAnyway": {"Fn::And": [{"Condition": "IsFree"}, {"Condition": "IsProd"}]},
        "OnAnyway": {"Fn::Or": [{"Condition": "IsFree"}, {"Condition": "IsDev"}]},
        "NotDev": {"Fn::Not": [{"Condition": "IsDev"}]},
        "NotFree": {"Fn::Not": [{"Condition": "IsFree"}]},
        "Self": {"Fn::Not": [{"Condition": "Self"}]},
        "Here": {"Fn::Or": [{"Condition": "There"}, {"Condition": "There"}]},
        "There": {"Fn::And": [{"Condition": "Here"}, {"Condition": "Here"}]},
        "Listed": ["IsDev"],
        "Three": {"Fn::Equals": ["a", "a", "a"]},
    },
    "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}, "Work": {"Type": "AWS::Serverless::Function"}},
}


def tagged(raw: Any, *more: str) -> Any:
    """The same value with its functions as YAML tags; `more` are other keys to write so."""
    if isinstance(raw, list):
        return [tagged(item, *more) for item in raw]
    if isinstance(raw, dict):
        key = str(next(iter(raw), ""))
        if len(raw) == 1 and (key in ("Ref", *more) or key.startswith("Fn::")):
            return Tagged("!" + key.removeprefix("Fn::"), tagged(raw[key], *more))
        return {key: tagged(value, *more) for key, value in raw.items()}
    return raw


@pytest.fixture(params=["long", "short"])
def spelled(request: pytest.FixtureRequest) -> Callable[[Any], Any]:
    return tagged if request.param == "short" else lambda raw: raw


KNOWN: list[tuple[Any, Any]] = [
    ({"Ref": "Text"}, "dev"),
    ({"Ref": "Count"}, 30),
    ({"Ref": "Share"}, 0.5),
    ({"Ref": "Port"}, "8080"),
    ({"Ref": "Flag"}, "true"),
    ({"Ref": "List"}, ["a", "b", "c"]),
    ({"Ref": "Numbers"}, ["1", "2"]),
    ({"Ref": "Named"}, "/shop/key"),
    ({"Ref": "AWS::NoValue"}, ABSENT),
    ({"Fn::Sub": "a-${Text}-${Count}"}, "a-dev-30"),
    ({"Fn::Sub": "echo ${!HOME} $HOME ${Text}"}, "echo ${HOME} $HOME dev"),
    ({"Fn::Sub": "no names"}, "no names"),
    ({"Fn::Sub": ["${A}/${Text}/${A}", {"A": {"Ref": "Count"}}]}, "30/dev/30"),
    ({"Fn::Sub": ["${Text}", {"Text": "own"}]}, "own"),
    ({"Fn::Sub": ["${Free}", {"Free": 5}]}, "5"),
    ({"Fn::Join": ["-", ["a", {"Ref": "Text"}, 1, True]]}, "a-dev-1-true"),
    ({"Fn::Join": [",", {"Ref": "List"}]}, "a,b,c"),
    ({"Fn::Join": ["-", ["a", {"Fn::If": ["IsProd", "b", {"Ref": "AWS::NoValue"}]}, "c"]]}, "a-c"),
    ({"Fn::Select": [1, ["a", "b"]]}, "b"),
    ({"Fn::Select": ["2", {"Ref": "List"}]}, "c"),
    ({"Fn::Select": [0, [{"Ref": "Text"}, {"Ref": "Free"}]]}, "dev"),
    ({"Fn::Select": [1, {"Fn::Split": ["/", "a/b/c"]}]}, "b"),
    ({"Fn::Split": ["|", "a|b"]}, ["a", "b"]),
    ({"Fn::FindInMap": ["Stages", "prod", "Timeout"]}, 60),
    ({"Fn::FindInMap": ["Stages", {"Ref": "Text"}, "Zones"]}, ["x", "y"]),
    ({"Fn::FindInMap": ["Stages", {"Ref": "Count"}, {"Fn::Sub": "Timeout"}]}, 7),
    ({"Fn::FindInMap": ["Stages", "test", "Timeout", {"DefaultValue": 9}]}, 9),
    ({"Fn::FindInMap": ["Stages", "dev", "Memory", {"DefaultValue": {"Ref": "Count"}}]}, 30),
    ({"Fn::If": ["IsDev", 1, 2]}, 1),
    ({"Fn::If": ["IsProd", 1, {"Ref": "Count"}]}, 30),
    ({"Fn::If": ["IsProd", 1, {"Ref": "AWS::NoValue"}]}, ABSENT),
    ({"Fn::If": ["IsProd", 1, None]}, ABSENT),
    ({"Fn::If": ["IsFree", "dev", {"Ref": "Text"}]}, "dev"),
    ({"Fn::If": ["IsFree", {"a": [{"Ref": "Count"}]}, {"a": [30]}]}, {"a": [{"Ref": "Count"}]}),
    ({"Fn::If": ["IsFree", {"Ref": "AWS::NoValue"}, {"Ref": "AWS::NoValue"}]}, ABSENT),
    ({"Fn::If": ["IsDev", {"Fn::If": ["NotDev", 1, 2]}, 3]}, 2),
    ({"Fn::Base64": {"Fn::Sub": "run ${Text}"}}, "run dev"),
    ({"Fn::Length": {"Ref": "List"}}, 3),
    ({"Fn::Length": [{"Ref": "Text"}, 2]}, 2),
    ({"Fn::ToJsonString": {"a": {"Ref": "Count"}, "b": [{"Ref": "AWS::NoValue"}, True]}}, '{"a":30,"b":[true]}'),
    ({"Fn::Equals": ["a", "a"]}, True),
    ({"Fn::Not": [{"Condition": "IsDev"}]}, False),
]

NOT_KNOWN: list[Any] = [
    {"Ref": "Bad"},
    {"Ref": "Version"},
    {"Ref": "Stored"},
    {"Ref": "Dynamic"},
    {"Ref": "Only"},
    {"Ref": "Free"},
    {"Ref": "Broken"},
    {"Ref": "Queue"},
    {"Ref": "Nowhere"},
    {"Ref": ["Text"]},
    {"Ref": None},
    {"Ref": "AWS::Region"},
    {"Ref": "AWS::Partition"},
    {"Ref": "AWS::StackName"},
    {"Fn::GetAtt": ["Queue", "Arn"]},
    {"Fn::GetAtt": "Queue.Arn"},
    {"Fn::Sub": "${Queue}"},
    {"Fn::Sub": "${Queue.Arn}"},
    {"Fn::Sub": "${not a name}"},
    {"Fn::Sub": "${Text} ${AWS::Region}"},
    {"Fn::Sub": "${List}"},
    {"Fn::Sub": ["${A}", {"A": {"Ref": "Free"}}]},
    {"Fn::Sub": ["${A}"]},
    {"Fn::Sub": {"Ref": "Text"}},
    {"Fn::Join": ["-", ["a", {"Ref": "Free"}]]},
    {"Fn::Join": ["-", ["a", {"Fn::If": ["IsFree", "b", {"Ref": "AWS::NoValue"}]}]]},
    {"Fn::Join": ["-", ["a", ["b"]]]},
    {"Fn::Join": ["", ["{{resolve:", "ssm:/shop/key}}"]]},
    {"Fn::Join": ["-", "a"]},
    {"Fn::Join": "-"},
    {"Fn::Select": [3, ["a"]]},
    {"Fn::Select": [-1, ["a"]]},
    {"Fn::Select": [True, ["a", "b"]]},
    {"Fn::Select": [0, {"Fn::GetAZs": ""}]},
    {"Fn::Select": [1, [{"Fn::If": ["IsFree", "b", {"Ref": "AWS::NoValue"}]}, "c"]]},
    {"Fn::Split": ["", "abc"]},
    {"Fn::FindInMap": ["Stages", {"Ref": "Free"}, "Timeout"]},
    {"Fn::FindInMap": ["Stages", {"Ref": "Free"}, "Timeout", {"DefaultValue": 9}]},
    {"Fn::FindInMap": ["Stages", "test", "Timeout"]},
    {"Fn::FindInMap": ["Nowhere", "dev", "Timeout", {"DefaultValue": 9}]},
    {"Fn::FindInMap": ["Included", "dev", "Timeout", {"DefaultValue": 9}]},
    {"Fn::FindInMap": ["Stages", "dev"]},
    {"Fn::If": ["IsFree", 1, 2]},
    {"Fn::If": ["IsFree", 1, True]},
    {"Fn::If": ["IsFree", {"a": {"Ref": "Free"}}, {"a": {"Ref": "Free"}}]},
    {"Fn::If": ["Nowhere", 1, 2]},
    {"Fn::If": ["IsDev", 1]},
    {"Fn::If": [["IsDev"], 1, 2]},
    {"Fn::Base64": {"Ref": "Free"}},
    {"Fn::Length": {"Ref": "Free"}},
    {"Fn::Length": [{"Fn::If": ["IsFree", "b", {"Ref": "AWS::NoValue"}]}, "c"]},
    {"Fn::ToJsonString": {"a": {"Ref": "Free"}}},
    {"Fn::ToJsonString": {"a": float("nan")}},
    {"Fn::ImportValue": "shared-queue"},
    {"Fn::Cidr": ["10.0.0.0/16", 1, 8]},
    {"Fn::Transform": {"Name": "AWS::Include"}},
    {"Fn::Tomorrow": "Text"},
    {"Fn::Equals": [{"Ref": "Free"}, "a"]},
    {"Fn::Sub": "${Text}{{resolve:ssm:/shop/key}}"},
    # what another dialect has found out to be unknown, within
    {"Ref": UNKNOWN},
    {"Fn::Sub": UNKNOWN},
    {"Fn::Join": ["-", ["a", UNKNOWN]]},
    {"Fn::Equals": [UNKNOWN, UNKNOWN]},
    {"Fn::If": ["IsFree", UNKNOWN, UNKNOWN]},
]


@pytest.mark.parametrize(("raw", "value"), KNOWN, ids=repr)
def test_known(raw: Any, value: Any, spelled: Callable[[Any], Any]) -> None:
    found = Intrinsics(TEMPLATE).resolve(spelled(raw))
    assert repr(found) == repr(spelled(value))


@pytest.mark.parametrize("raw", NOT_KNOWN, ids=repr)
def test_not_known(raw: Any, spelled: Callable[[Any], Any]) -> None:
    assert Intrinsics(TEMPLATE).resolve(spelled(raw)) is UNKNOWN


@pytest.mark.parametrize(
    "plain",
    [
        "text",
        "${Text}",
        3,
        1.5,
        True,
        None,
        [],
        [{"Ref": "Text"}],
        {},
        {"Condition": "IsDev"},
        {"Ref": "Text", "b": 1},
        {1: 2},
    ],
    ids=repr,
)
def test_plain_data_is_the_same_object(plain: Any) -> None:
    assert Intrinsics(TEMPLATE).resolve(plain) is plain


def test_dynamic_reference_is_unknown() -> None:
    assert Intrinsics(TEMPLATE).resolve("user:{{resolve:secretsmanager:db:SecretString:user}}") is UNKNOWN


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("IsDev", True), ("IsProd", False), ("IsFree", None), ("IsThirty", True), ("IsTrue", True), ("Vague", None),
        ("Both", True), ("OffAnyway", False), ("OnAnyway", True), ("NotDev", False), ("NotFree", None),
        ("Self", None), ("Here", None), ("There", None), ("Listed", None), ("Three", None), ("Nowhere", None), (["IsDev"], None),
    ],
)  # fmt: skip
def test_conditions(name: Any, holds: bool | None) -> None:
    assert Intrinsics(TEMPLATE).condition(name) is holds
    short = {key: tagged(value, "Condition") for key, value in TEMPLATE["Conditions"].items()}
    assert Intrinsics({**TEMPLATE, "Conditions": short}).condition(name) is holds


def test_given_values_win_and_keep_their_type() -> None:
    given_values = {"Text": "prod", "Count": "7", "Free": "", "List": "x", "Stored": "/other", "Version": 1.5}
    known = Intrinsics(TEMPLATE, given_values)
    assert known.resolve({"Ref": "Text"}) == "prod"
    assert known.resolve({"Ref": "Count"}) == 7
    assert known.resolve({"Ref": "List"}) == ["x"]
    assert known.resolve({"Ref": "Version"}) == "1.5"
    assert known.resolve({"Ref": "Stored"}) is UNKNOWN
    assert known.resolve({"Fn::FindInMap": ["Stages", {"Ref": "Text"}, "Timeout"]}) == 60
    assert known.condition("IsProd") is True
    assert known.condition("IsFree") is True


def test_region_and_account_are_known_when_given() -> None:
    known = Intrinsics(TEMPLATE, region="eu-west-1", account="123456789012")
    assert known.resolve({"Fn::Sub": "${AWS::AccountId}-${AWS::Region}"}) == "123456789012-eu-west-1"
    assert known.resolve({"Ref": "AWS::Partition"}) is UNKNOWN


def test_a_number_as_text_is_what_was_written() -> None:
    written = {"Parameters.Version.Default": "1.30", "Parameters.Port.Default": "08080"}
    known = Intrinsics(TEMPLATE, spelling=lambda path: written.get(".".join(path)))
    assert known.resolve({"Ref": "Version"}) == "1.30"
    assert known.resolve({"Fn::Sub": "v${Version}:${Port}"}) == "v1.30:08080"


TARGETS: list[tuple[Any, str | None, set[str]]] = [
    ({"Ref": "Queue"}, "Queue", {"Queue"}),
    ({"Ref": "Work.Alias"}, "Work", {"Work"}),
    ({"Ref": "ServerlessRestApi"}, "ServerlessRestApi", {"ServerlessRestApi"}),
    ({"Ref": "Text"}, None, set()),
    ({"Ref": "AWS::Region"}, None, set()),
    ({"Fn::GetAtt": "Queue.Arn"}, "Queue", {"Queue"}),
    ({"Fn::GetAtt": ["Queue", "Arn"]}, "Queue", {"Queue"}),
    ({"Fn::GetAtt": []}, None, set()),
    ({"Fn::Sub": "${Queue}"}, "Queue", {"Queue"}),
    ({"Fn::Sub": "${Queue.Arn}"}, "Queue", {"Queue"}),
    ({"Fn::Sub": ["${Q}", {"Q": {"Fn::GetAtt": ["Queue", "Arn"]}}]}, "Queue", {"Queue"}),
    ({"Fn::Sub": "${!Queue}"}, None, set()),
    ({"Fn::Sub": "arn:${AWS::Partition}:x/${Work.Arn}/${Queue}"}, None, {"Work", "Queue"}),
    ({"Fn::Join": ["", [{"Fn::GetAtt": ["Queue", "Arn"]}]]}, "Queue", {"Queue"}),
    ({"Fn::Join": ["/", [{"Ref": "Queue"}, {"Ref": "Work"}, {"Ref": "Text"}]]}, None, {"Queue", "Work"}),
    ({"Fn::If": ["IsDev", {"Ref": "Queue"}, {"Ref": "Work"}]}, "Queue", {"Queue"}),
    ({"Fn::If": ["IsFree", {"Ref": "Queue"}, {"Fn::GetAtt": ["Queue", "Arn"]}]}, "Queue", {"Queue"}),
    ({"Fn::If": ["IsFree", {"Ref": "Queue"}, {"Ref": "Work"}]}, None, {"Queue", "Work"}),
    ({"Fn::If": ["IsFree", {"Ref": "Queue"}, {"Ref": "AWS::NoValue"}]}, None, {"Queue"}),
    ({"Fn::ImportValue": {"Fn::Sub": "${Queue}-x"}}, None, {"Queue"}),
    ({"DependsOn": "Queue", "Properties": {"A": [{"B": {"Ref": "Work"}}]}}, None, {"Work"}),
    ("Queue", None, set()),
]


@pytest.mark.parametrize(("raw", "target", "targets"), TARGETS, ids=[repr(raw) for raw, _, _ in TARGETS])
def test_targets(raw: Any, target: str | None, targets: set[str], spelled: Callable[[Any], Any]) -> None:
    known = Intrinsics(TEMPLATE)
    assert known.target(spelled(raw)) == target
    assert known.targets(spelled(raw)) == targets


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        (5, "own"),
        ({"Ref": "Text"}, "default"),
        ({"Ref": "Count"}, "own"),
        ({"Ref": "Queue"}, "own"),
        ({"Fn::Sub": "x-${Text}"}, "default"),
        ({"Fn::If": ["IsDev", 1, 2]}, "default"),
        ({"Fn::If": ["Both", 1, 2]}, "default"),
        ({"Fn::If": ["IsThirty", 1, 2]}, "own"),
        ({"Fn::If": ["IsThirty", 1, {"Ref": "Text"}]}, "own"),
    ],
)
def test_state_says_that_a_default_speaks(raw: Any, state: str, spelled: Callable[[Any], Any]) -> None:
    assert Intrinsics(TEMPLATE, {"Count": 30}).state(spelled(raw)) == state


def test_at_finds_what_is_written_behind_a_choice(spelled: Callable[[Any], Any]) -> None:
    chosen = {"Fn::If": ["IsDev", {"Dlq": {"Ref": "Queue"}, "Max": 3}, {"Ref": "AWS::NoValue"}]}
    resources = {"A": {"Redrive": spelled(chosen), "List": [spelled({"Ref": "Work"})]}}
    known = Intrinsics({**TEMPLATE, "Resources": resources})
    assert known.target(known.at(("Resources", "A", "Redrive", "Dlq"))) == "Queue"
    assert known.target(known.at(("Resources", "A", "List", 0))) == "Work"
    assert known.at(("Resources", "A", "Redrive", "Max")) == 3
    for nowhere in (("Resources", "A", "List", 1), ("Resources", "A", "List", 0, "x"), ("Nowhere",), (0,)):
        assert known.at(nowhere) is ABSENT


def test_a_mapping_that_a_transform_completes_is_unknown_but_the_sections_are_not() -> None:
    loop = {"Fn::ForEach::Tables": ["T", ["A"], {"${T}": {"Type": "AWS::DynamoDB::Table"}}]}
    include = {"Fn::Transform": {"Name": "AWS::Include"}}
    properties = [{"a": 1, **loop}, {"a": 1, **include}]
    data = {**TEMPLATE, "Resources": {**loop, **include, "A": {"Type": "AWS::SQS::Queue"}}}
    known = Intrinsics(data)
    assert known.resolve(data["Resources"]) is data["Resources"]
    assert [known.resolve(value) for value in properties] == [UNKNOWN, UNKNOWN]
    plain = Intrinsics({"Transform": "AWS::Serverless-2016-10-31"})
    assert plain.resolve(properties[0]) is properties[0]


# whatever is written

JUNK: list[Any] = [None, True, 0, 5, 10**6000, -1.5, "", "x", [], {}, [[]], {"a": 1}, ["a", "b"], Tagged("!Ref", None), Tagged("", [1])]  # fmt: skip


@pytest.mark.parametrize("section", ["Parameters", "Mappings", "Conditions", "Resources", "Transform"])
@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:20] if not isinstance(junk, int) else "number")
def test_sections_of_any_shape(section: str, junk: Any) -> None:
    for data in ({**TEMPLATE, section: junk}, {section: {"Text": junk}}, junk):
        known = Intrinsics(data)
        for raw, _ in KNOWN:
            known.resolve(raw)
            known.targets(raw)
            known.state(raw)
        known.condition("IsDev")
        known.condition("Text")


def nested(function: str, wrap: Callable[[Any], Any], depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = {function: wrap(value)}
    return value


@pytest.mark.parametrize(
    ("function", "wrap"),
    [
        ("Fn::Join", lambda v: ["", [v]]),
        ("Fn::Sub", lambda v: ["${a}", {"a": v}]),
        ("Fn::If", lambda v: ["IsFree", v, v]),
        ("Fn::Select", lambda v: [0, [v]]),
        ("Fn::FindInMap", lambda v: ["Stages", "none", "none", {"DefaultValue": v}]),
        ("Fn::ToJsonString", lambda v: {"a": v}),
        ("Fn::Not", lambda v: [v]),
        ("Ref", lambda v: v),
        ("Fn::GetAtt", lambda v: [v, "Arn"]),
    ],
)
def test_depth_is_bounded(function: str, wrap: Callable[[Any], Any]) -> None:
    deep, known = nested(function, wrap, 10_000), Intrinsics(TEMPLATE)
    assert known.resolve(deep) is UNKNOWN
    known.target(deep)
    known.targets(deep)
    known.state(deep)
    Intrinsics({"Conditions": {"Deep": deep}}).condition("Deep")


def test_work_is_bounded() -> None:
    shared: Any = "xxxxxxxxxx"
    doubled: Any = ["x"]
    for _ in range(200):
        shared = {"Fn::Join": ["", [shared, shared]]}
        doubled = {"Fn::If": ["IsFree", [doubled, doubled], [doubled, doubled]]}
    known = Intrinsics(TEMPLATE)
    assert known.resolve(shared) is UNKNOWN
    assert known.resolve(doubled) is UNKNOWN
    assert known.targets([shared, doubled]) == set()
    long = {"Fn::Sub": ["${a}" * 2000, {"a": "y" * 2000}]}
    assert known.resolve(long) is UNKNOWN


def test_conditions_may_be_a_long_chain() -> None:
    chain = {f"C{n}": {"Fn::Not": [{"Condition": f"C{n + 1}"}]} for n in range(5000)}
    assert Intrinsics({"Conditions": chain}).condition("C0") is None


def test_a_value_that_contains_itself() -> None:
    loop: list[Any] = ["", []]
    loop[1].append({"Fn::Join": loop})
    known = Intrinsics(TEMPLATE)
    assert known.resolve({"Fn::Join": loop}) is UNKNOWN
    assert known.targets({"Fn::Join": loop}) == set()


WORDS = [
    "Text", "Count", "Free", "List", "Stages", "dev", "prod", "Timeout", "IsDev", "IsFree", "NotDev", "Queue", "Queue.Arn",
    "AWS::Region", "AWS::NoValue", "${Text}", "${Free}-${Queue.Arn}", "${a}", "a,b", ",", "1", "0", "x", "",
]  # fmt: skip
LEAVES = st.sampled_from([*WORDS, None, True, False, 0, 1, 2, 1.5, UNKNOWN, ABSENT])
FUNCTIONS = [
    "Ref", "Fn::GetAtt", "Fn::Sub", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::FindInMap", "Fn::If", "Fn::And", "Fn::Or",
    "Fn::Not", "Fn::Equals", "Condition", "Fn::Base64", "Fn::Length", "Fn::ToJsonString", "Fn::ImportValue", "Fn::Transform",
    "Fn::ForEach::X",
]  # fmt: skip


def call(name: str, argument: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return argument.map(lambda value: {name: value})


def grow(part: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    listed = st.lists(part, max_size=3)
    condition = st.sampled_from(["IsDev", "IsFree", "NotDev", "Nowhere"])
    return st.one_of(
        listed,
        st.dictionaries(st.sampled_from(["a", "b", "Condition", "Ref", "DefaultValue"]), part, max_size=2),
        st.builds(lambda name, value: {name: value}, st.sampled_from(FUNCTIONS), part | listed),
        st.builds(lambda name, value: Tagged("!" + name.removeprefix("Fn::"), value), st.sampled_from(FUNCTIONS), part | listed),
        call("Fn::If", st.tuples(condition, part, part).map(list)),
        call("Fn::Join", st.tuples(st.just(","), listed | part).map(list)),
        call("Fn::Select", st.tuples(st.sampled_from([0, 1, "1"]), listed | part).map(list)),
        call("Fn::Split", st.tuples(st.just(","), part).map(list)),
        call("Fn::Sub", st.tuples(st.just("${a}-${Text}"), st.builds(lambda v: {"a": v}, part)).map(list)),
        call("Fn::FindInMap", st.tuples(st.just("Stages"), part, st.just("Timeout"), st.builds(lambda v: {"DefaultValue": v}, part)).map(list)),
        call("Fn::Equals", st.tuples(part, part).map(list)),
        call("Fn::ToJsonString", part),
        call("Fn::Length", listed),
    )  # fmt: skip


VALUES = st.recursive(LEAVES, grow, max_leaves=12)


def effective(known: Intrinsics, raw: Any) -> Any:
    """A value with all that a walk would find below it."""
    value = known.resolve(raw)
    if isinstance(value, list):
        return [effective(known, item) for item in value]
    if isinstance(value, dict):
        return {key: effective(known, item) for key, item in value.items()}
    return ABSENT if value is None else value


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, Tagged):
        yield from leaves(value.value, (*path, Tagged))
    elif isinstance(value, (dict, list)):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from leaves(value[key], (*path, key))
    else:
        yield path


def poisoned(value: Any, path: tuple[Any, ...]) -> Any:
    if not path:
        return {"Ref": "Poison"}
    if path[0] is Tagged:
        return Tagged(value.tag, poisoned(value.value, path[1:]))
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = poisoned(copy[path[0]], path[1:])
    return copy


def tells_no_more(less: Any, more: Any) -> bool:
    """Is `less` the same as `more`, but for parts that became unknown?"""
    if less is UNKNOWN:
        return True
    if isinstance(less, list) and isinstance(more, list):
        return len(less) == len(more) and all(map(tells_no_more, less, more))
    if isinstance(less, dict) and isinstance(more, dict):
        return less.keys() == more.keys() and all(tells_no_more(less[key], more[key]) for key in less)
    return repr(less) == repr(more)


@settings(deadline=None)
@given(VALUES, VALUES)
def test_never_raises_and_both_spellings_agree(raw: Any, other: Any) -> None:
    known = Intrinsics({**TEMPLATE, "Conditions": {"IsDev": other, "NotDev": raw}, "Mappings": {"Stages": other}})
    assert repr(effective(known, tagged(raw))) == repr(effective(known, raw))
    assert known.target(tagged(raw)) == known.target(raw)
    assert known.targets(tagged(raw)) == known.targets(raw)
    assert known.state(tagged(raw)) == known.state(raw)
    for name in ("IsDev", "NotDev"):
        assert known.condition(name) in (True, False, None)


@settings(max_examples=300, deadline=None)
@given(st.data(), VALUES, VALUES)
def test_knowing_less_never_tells_something_else(data: st.DataObject, raw: Any, condition: Any) -> None:
    template = {**TEMPLATE, "Conditions": {**TEMPLATE["Conditions"], "NotDev": condition}, "Outputs": [raw, "x"]}
    own = [*leaves(template["Outputs"], ("Outputs",)), *leaves(condition, ("Conditions", "NotDev"))]
    path = data.draw(st.sampled_from(own) | st.sampled_from([*leaves(template)]))
    more, less_data = Intrinsics(template), poisoned(template, path)
    less = Intrinsics(less_data)
    assert tells_no_more(effective(less, less_data["Outputs"]), effective(more, template["Outputs"]))
    for name in template["Conditions"]:
        assert less.condition(name) in (None, more.condition(name))


@settings(deadline=None)
@given(VALUES)
def test_more_given_never_contradicts_less(raw: Any) -> None:
    less, more = Intrinsics(TEMPLATE), Intrinsics(TEMPLATE, {"Free": "dev"}, region="eu-west-1")
    assert tells_no_more(effective(less, raw), effective(more, raw))


@settings(deadline=None)
@given(VALUES)
def test_resolving_twice_is_resolving_once(raw: Any) -> None:
    known = Intrinsics(TEMPLATE)
    once = known.resolve(raw)
    assert known.resolve(once) is once if once is not UNKNOWN and once is not ABSENT else True
