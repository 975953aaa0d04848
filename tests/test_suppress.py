"""Suppressions of every kind, and what only looks like one."""

from datetime import date
from typing import Any

import pytest

from predeploy.finding import Finding, Place
from predeploy.formats import claim
from predeploy.node import Node
from predeploy.reading import Source, read
from predeploy.suppress import ALL, Outcome, Suppression, apply, collect

TODAY = date(2026, 11, 20)
RULES: dict[str, dict[str, tuple[str, ...]]] = {
    "reliability/mutable-image-tag": {
        "kube-linter": ("latest-tag",), "kube-score": ("container-image-tag",), "polaris": ("tagNotSpecified",),
        "checkov": ("CKV_K8S_14",), "trivy": ("KSV-0013",), "kics": ("b7652612",), "datree": ("CONTAINERS_MISSING_IMAGE_TAG",),
    },
    "security/runs-as-root": {"trivy": ("AVD-KSV-0012",), "kube-linter": ("run-as-non-root",), "checkov": ("CKV_K8S_6",)},
    "cost/few-replicas": {},
    "security/policy-allows-everything": {
        "cfn-nag": ("W11",), "cdk-nag": ("AwsSolutions-IAM5",), "cfn-lint": ("E3006",), "cfn-guard": ("IAM_NO_WILDCARD",), "checkov": ("CKV_AWS_1",),
    },
}  # fmt: skip
EVERY = frozenset(RULES)
TAG, ROOT, FEW, POLICY = RULES


def resolve(word: str, peer: str) -> set[str] | None:
    if peer:
        return {
            rule for rule, peers in RULES.items() if word in peers.get(peer, ()) or (word == ALL and peer in peers)
        } or None
    return {rule for rule in RULES if word in (rule, *rule.split("/"))} or None


def collected(text: str, path: str = "a.yaml") -> list[Suppression]:
    source = Source(path, text)
    return collect(source, [tree for tree in read(source).trees if claim(tree)])


def findings(text: str, rule: str, path: str = "a.yaml") -> list[Finding]:
    """One finding at every HERE of the data."""
    out = []
    for tree in read(Source(path, text)).trees:
        stack = [Node(tree, (), tree.data)]
        while stack:
            node = stack.pop()
            if node.value == "HERE":
                out.append(Finding(rule, "low", "default", ".".join(map(str, node.path)), Place(path, node.span)))
            stack += [*node, *(child for _, child in node.items())]
    return sorted(out, key=lambda f: f.place.span or ())


def run(text: str, rule: str = TAG, path: str = "a.yaml", **kw: Any) -> Outcome:
    return apply(findings(text, rule, path), collected(text, path), resolve, TODAY, **{"ran": EVERY, **kw})


def hits(text: str, rule: str = TAG, path: str = "a.yaml", **kw: Any) -> str:
    """`x` for each HERE that is suppressed, `.` for each that is not, in the order of the text."""
    outcome = run(text, rule, path, **kw)
    gone = {id(one.finding) for one in outcome.suppressed}
    every = sorted([*outcome.kept, *(one.finding for one in outcome.suppressed)], key=lambda f: f.place.span or ())
    return "".join("x" if id(one) in gone else "." for one in every)


def problems(text: str, rule: str = TAG, **kw: Any) -> list[tuple[str, str, int]]:
    return [
        (one.kind, one.message, one.place.span.line if one.place.span else 0) for one in run(text, rule, **kw).problems
    ]


POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n"

COMMENTS = {
    "trailing": (POD + "spec:\n  a: HERE # predeploy: ignore[mutable-image-tag] why\n  b: HERE\n", "x."),
    "trailing without blank": (POD + "spec:\n  a: HERE #predeploy:ignore[mutable-image-tag]\n  b: HERE\n", "x."),
    "category and name": (POD + "spec:\n  a: HERE # predeploy: ignore[reliability/mutable-image-tag]\n  b: HERE\n", "x."),
    "category": (POD + "spec:\n  a: HERE # predeploy: ignore[reliability]\n  b: HERE\n", "x."),
    "another rule": (POD + "spec:\n  a: HERE # predeploy: ignore[runs-as-root]\n", "."),
    "several": (POD + "spec:\n  a: HERE # predeploy: ignore[runs-as-root, mutable-image-tag]\n", "x"),
    "alone, a key": (POD + "spec:\n  # predeploy: ignore[mutable-image-tag]\n  a: HERE\n  b: HERE\n", "x."),
    "alone, a key with all below": (POD + "spec:\n  # predeploy: ignore[mutable-image-tag]\n  a:\n    c: HERE\n    d: [HERE]\n  b: HERE\n", "xx."),
    "alone, an item": (POD + "spec:\n  a:\n  # predeploy: ignore[mutable-image-tag]\n  - name: HERE\n    b: HERE\n  - HERE\n", "xx."),
    "behind a dash": (POD + "spec:\n  a:\n  - # predeploy: ignore[mutable-image-tag]\n    name: HERE\n    b: HERE\n  - HERE\n", "xx."),
    "above blanks and comments": (POD + "spec:\n  # predeploy: ignore[mutable-image-tag]\n\n  # more\n  a: HERE\n  b: HERE\n", "x."),
    "two above": (POD + "spec:\n  # predeploy: ignore[mutable-image-tag]\n  # predeploy: ignore[runs-as-root]\n  a: HERE\n  b: HERE\n", "x."),
    "above an object": ("# predeploy: ignore[mutable-image-tag]\n" + POD + "a: HERE\n---\n" + POD + "a: HERE\n", "x."),
    "above the marker of an object": (POD + "a: HERE\n# predeploy: ignore[mutable-image-tag]\n---\n" + POD + "a: HERE\n", ".x"),
    "beside the marker of an object": (POD + "a: HERE\n--- # predeploy: ignore[mutable-image-tag]\n" + POD + "a: HERE\n", ".x"),
    "above a flow collection": (POD + "spec:\n  # predeploy: ignore[mutable-image-tag]\n  a: {b: HERE,\n    c: HERE}\n  b: HERE\n", "xx."),
    "in a flow collection": (POD + "spec:\n  a: {\n    # predeploy: ignore[mutable-image-tag]\n    b: HERE,\n    c: HERE}\n", "x."),
    "at a key": (POD + "spec: # predeploy: ignore[mutable-image-tag]\n  a: HERE\n", "."),
    "CRLF": ((POD + "spec:\n  # predeploy: ignore[mutable-image-tag] until=2027-01-31 why\n  a: HERE\n  b: HERE\n").replace("\n", "\r\n"), "x."),
    "a whole file": ("# hello\n# predeploy: ignore-file[mutable-image-tag] why\n" + POD + "a: HERE\n---\n" + POD + "a: HERE\n", "xx"),
    "a whole file, all rules": ("---\n# predeploy: ignore-file\n" + POD + "a: HERE\n", "x"),
    "not at the head": (POD + "# predeploy: ignore-file\nspec:\n  a: HERE\n", "."),
    "in a quoted text": (POD + "spec:\n  x: 'a # predeploy: ignore[mutable-image-tag]'\n  y: 'a\n    # predeploy: ignore[mutable-image-tag]\n    b'\n  a: HERE\n", "."),
    "in a block scalar": (POD + "spec:\n  x: |\n    # predeploy: ignore[mutable-image-tag]\n  a: HERE\n", "."),
    "behind the head of a block scalar": (POD + "spec:\n  a: HERE\n  x: | # predeploy: ignore[mutable-image-tag]\n    b\n", "."),
    "in a comment": (POD + "spec:\n  # a: x # predeploy: ignore[mutable-image-tag]\n  a: HERE\n", "."),
    "no comment": (POD + "spec:\n  x: a#predeploy:ignore[mutable-image-tag]\n  a: HERE\n", "."),
    "prose": (POD + "spec:\n  # predeploy: check this file\n  a: HERE\n", "."),
    "in a list of objects": ("apiVersion: v1\nkind: List\nitems:\n# predeploy: ignore[mutable-image-tag]\n- kind: Pod\n  apiVersion: v1\n  a: HERE\n- kind: Pod\n  apiVersion: v1\n  a: HERE\n", "x."),
    "an alias below": (POD + "x: &x\n  y: 1\nspec:\n  # predeploy: ignore[mutable-image-tag]\n  z: *x\n  a: HERE\n", "."),
    "nothing below": (POD + "spec:\n  a: HERE\n  # predeploy: ignore[mutable-image-tag]\n", "."),
    "in a document nobody checks": ("x:\n  # predeploy: ignore[mutable-image-tag]\n  a: HERE\n", "."),
}  # fmt: skip


@pytest.mark.parametrize("name", COMMENTS)
def test_comments(name: str) -> None:
    text, want = COMMENTS[name]
    assert hits(text) == want


def test_comments_in_json() -> None:
    text = '{\n  "AWSTemplateFormatVersion": "x", // predeploy: ignore[mutable-image-tag]\n  "u": "https://x // predeploy: ignore[runs-as-root]",\n'
    text += '  "Resources": {\n    // predeploy: ignore[mutable-image-tag] why\n    "A": {"Type": "AWS::X::Y", "a": "HERE",\n      "b": "HERE"},\n'
    text += '    "B": {"Type": "AWS::X::Y", "a": "HERE"},\n    /* predeploy: ignore[mutable-image-tag] */\n    "C": {"Type": "AWS::X::Y", "a": "HERE"}\n  }\n}\n'
    assert hits(text, path="a.json") == "xx.x"
    assert [one.words for one in collected(text, "a.json")] == [("mutable-image-tag",)] * 3


def test_what_a_comment_says() -> None:
    one = collected(POD + "spec: 1 # predeploy: ignore[a, b/c] until=2027-01-31 – the vendor mends it (#12)\n")[0]
    assert (one.words, one.until, one.reason, one.kind) == (
        ("a", "b/c"),
        date(2027, 1, 31),
        "the vendor mends it (#12)",
        "comment",
    )
    assert (one.first_line, one.last_line, one.peer) == (5, 5, "")
    assert one.place.span is not None
    assert (one.place.span.line, one.place.span.column) == (5, 9)


ANNOTATED = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: d\n  annotations:\n    {}\nspec:\n  template:\n    spec:\n      a: HERE\n"


@pytest.mark.parametrize(
    ("annotation", "rule"),
    [
        ('predeploy/ignore.mutable-image-tag: "why"', TAG),
        ("ignore-check.kube-linter.io/latest-tag: why", TAG),
        ("kube-linter.io/ignore-all: why", ROOT),
        ("kube-score/ignore: container-cpu, container-image-tag", TAG),
        ('polaris.fairwinds.com/tagNotSpecified-exempt: "true"', TAG),
        ("polaris.fairwinds.com/exempt: true", TAG),
        ("checkov.io/skip1: CKV_K8S_14=why", TAG),
        ("checkov.io/skip12: CKV_K8S_6", ROOT),
        ("datree.skip/CONTAINERS_MISSING_IMAGE_TAG: why", TAG),
    ],
)
def test_annotations(annotation: str, rule: str) -> None:
    other = "---\n" + POD + "spec: {a: HERE}\n"
    text = ANNOTATED.replace("{}", annotation) + other
    assert hits(text, rule) == "x."
    assert hits(text, FEW) == ".."
    of_pod = ANNOTATED.replace("    {}\n", "    {x: y}\n").replace(
        "    spec:", f"    metadata:\n      annotations:\n        {annotation}\n    spec:"
    )
    assert hits(of_pod + other, rule) == "x."
    items = (
        "apiVersion: v1\nkind: List\nitems:\n- "
        + text.split("---\n")[0].replace("\n", "\n  ").rstrip()
        + "\n- kind: Pod\n  apiVersion: v1\n  a: HERE\n"
    )
    assert hits(items, rule) == "x."


@pytest.mark.parametrize(
    "annotation",
    ['polaris.fairwinds.com/exempt: "false"', "polaris.fairwinds.com/other: x", "kube-score/enable: container-image-tag", "predeploy/idle: zero",
     "checkov.io/skip1: 5", "kube-score/ignore: [a]", "ignore-check.kube-linter.io/something: x", "kube-score/ignore: ''"],
)  # fmt: skip
def test_annotations_that_suppress_nothing(annotation: str) -> None:
    assert hits(ANNOTATED.replace("{}", annotation)) == "."
    assert problems(ANNOTATED.replace("{}", annotation)) == []


STACK = "AWSTemplateFormatVersion: x\nResources:\n  A:\n    Type: AWS::IAM::Role\n    Metadata:\n      {}\n    Properties:\n      a: HERE\n  B:\n    Type: AWS::IAM::Role\n    a: HERE\n"


@pytest.mark.parametrize(
    "metadata",
    [
        "predeploy: {ignore: [few-replicas, policy-allows-everything]}",
        "predeploy: {ignore: policy-allows-everything}",
        "predeploy: {ignore: {policy-allows-everything: until=2027-01-31 why}}",
        "cfn-lint: {config: {ignore_checks: [E3006]}}",
        "cfn_nag: {rules_to_suppress: [{id: W11, reason: why}]}",
        "cdk_nag: {rules_to_suppress: [{id: AwsSolutions-IAM5, reason: why}]}",
        "guard: {SuppressedRules: [IAM_NO_WILDCARD]}",
        "checkov: {skip: [{id: CKV_AWS_1, comment: why}]}",
    ],
)
def test_metadata(metadata: str) -> None:
    assert hits(STACK.replace("{}", metadata), POLICY) == "x."
    whole = STACK.replace("Resources:", f"Metadata:\n  {metadata}\nResources:", 1)
    assert hits(whole, POLICY) == "xx"
    assert hits(whole, ROOT) == ".."


def test_metadata_in_json() -> None:
    text = '{"Resources": {"A": {"Type": "AWS::X::Y", "Metadata": {"predeploy": {"ignore": {"policy-allows-everything": "why"}}},\n"a": "HERE"},\n"B": {"Type": "AWS::X::Y", "a": "HERE"}}}'
    assert hits(text, POLICY, "a.json") == "x."
    assert collected(text, "a.json")[0].reason == "why"


ARM = """{"contentVersion": "1.0.0.0", "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",%s
 "resources": [
  {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "a",
   "metadata": {"predeploy": {"ignore": %s}},
   "properties": {"x": "HERE"},
   "resources": [{"type": "config", "apiVersion": "2023-12-01", "name": "web",
    "properties": {"x": "HERE"}}]},
  {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "b",
   "properties": {"x": "HERE"}}]}"""


@pytest.mark.parametrize(
    ("whole", "own", "expected"),
    [
        ("", '{"few-replicas": "why"}', "xx."),  # what lies in a resource is excused with it
        ("", '["few-replicas"]', "xx."),
        ("", '["mutable-image-tag"]', "..."),
        (' "metadata": {"predeploy": {"ignore": ["few-replicas"]}},', "{}", "xxx"),
        (' "metadata": {"predeploy": 5},', "[5]", "..."),
    ],
)
def test_metadata_of_arm_templates(whole, own, expected):
    assert hits(ARM % (whole, own), FEW, "azuredeploy.json") == expected


def test_serverless() -> None:
    text = "service: x\nprovider:\n  name: aws\n  runtime: nodejs20.x\ncustom:\n  predeploy:\n    ignore: [few-replicas]\nfunctions:\n  f: {handler: a.b, a: HERE}\n"
    assert hits(text, FEW) == "x"
    assert hits(text, TAG) == "."


PEERS = {
    "checkov, in the resource": (STACK.replace("{}", "# checkov:skip=CKV_AWS_1:why\n      x: y"), POLICY, "x."),
    "checkov, several": (STACK.replace("{}", "#checkov:skip=CKV_AWS_9, CKV_AWS_1: why\n      x: y"), POLICY, "x."),
    "checkov, outside": ("# checkov:skip=CKV_AWS_1:why\n" + STACK.replace("{}", "x: y"), POLICY, ".."),
    "checkov, in an object": (POD + "spec:\n  # checkov:skip=CKV_K8S_14:why\n  a: HERE\n  b: HERE\n---\n" + POD + "a: HERE\n", TAG, "xx."),
    "trivy, trailing": (POD + "spec:\n  a: HERE #trivy:ignore:KSV-0013\n  b: HERE\n", TAG, "x."),
    "trivy, with its prefix": (POD + "spec:\n  a: HERE # trivy:ignore:avd-ksv-0013\n  b: HERE\n", TAG, "x."),
    "trivy, our rule with the prefix": (POD + "spec:\n  a: HERE # trivy:ignore:KSV012\n  b: HERE\n", ROOT, "x."),
    "trivy, alone": (POD + "spec:\n  # trivy:ignore:KSV-0001 trivy:ignore:KSV-0013\n  c:\n    a: HERE\n  b: HERE\n", TAG, "x."),
    "trivy, all": (POD + "spec:\n  a: HERE # trivy:ignore:*\n  b: HERE\n", ROOT, "x."),
    "trivy, with a date": (POD + "spec:\n  a: HERE # trivy:ignore:KSV-0013:exp:2027-01-01\n", TAG, "x"),
    "trivy, over": (POD + "spec:\n  a: HERE # trivy:ignore:KSV-0013:exp:2024-01-01\n", TAG, "."),
    "two tools in one comment": (POD + "spec:\n  a: HERE #trivy:ignore:KSV-0001 #checkov:skip=CKV_K8S_14:why\n", TAG, "x"),
    "kics, line": (POD + "spec:\n  # kics-scan ignore-line\n  c:\n    a: HERE\n  b: HERE\n", TAG, ".."),
    "kics, line of a scalar": (POD + "spec:\n  # kics-scan ignore-line\n  a: HERE\n  b: HERE\n", TAG, "x."),
    "kics, block": (POD + "spec:\n  # kics-scan ignore-block\n  c:\n    a: HERE\n  b: HERE\n", TAG, "x."),
    "kics, file": ("# kics-scan disable=b7652612,ffff\n" + POD + "a: HERE\n", TAG, "x"),
    "kics, the whole file": ("# kics-scan ignore\n" + POD + "a: HERE\n", TAG, "x"),
    "kics, too late": (POD + "# kics-scan disable=b7652612\na: HERE\n", TAG, "."),
    "kics, not ours": ("# kics-scan ignore\n" + POD + "a: HERE\n", ROOT, "."),
    "in a string": (POD + "spec:\n  x: '#trivy:ignore:KSV-0013'\n  a: HERE\n", TAG, "."),
}  # fmt: skip


@pytest.mark.parametrize("name", PEERS)
def test_peers_comments(name: str) -> None:
    text, rule, want = PEERS[name]
    assert hits(text, rule) == want
    assert [kind for kind, _, _ in problems(text, rule)] == []


BAD = {
    "# predeploy: ignore": "it does not say which rules: write ignore[rule]",
    "# predeploy: ignore mutable-image-tag": "it does not say which rules: write ignore[rule]",
    "# predeploy: ignore[": "the bracket is never closed",
    "# predeploy: ignore[ , ]": "the brackets are empty: name the rules",
    "# predeploy: ignore[a] until=soon": "`soon` is no date: write until=2027-01-31",
    "# predeploy: ignore[a] until= why": "`why` is no date: write until=2027-01-31",
    "# predeploy: ignroe[a]": "`ignroe` means nothing here; write ignore[rule] or ignore-file[rule]",
    "# predeploy: disable=a": "`disable` means nothing here; write ignore[rule] or ignore-file[rule]",
    "# predeploy: ignore-file[a]": "`ignore-file` counts only before the first content of a file",
}


@pytest.mark.parametrize("comment", BAD)
def test_bad(comment: str) -> None:
    assert problems(POD + f"spec:\n  {comment}\n  a: HERE\n") == [("bad-suppression", BAD[comment], 6)]


def test_bad_in_data() -> None:
    assert problems(ANNOTATED.replace("{}", "predeploy/ignore: all"))[0][:2] == (
        "bad-suppression",
        "it does not say which rule: write predeploy/ignore.<rule>",
    )
    for value in ("5", "[5]", "true"):
        assert problems(STACK.replace("{}", f"predeploy: {{ignore: {value}}}"))[0][0] == "bad-suppression"
    assert problems(STACK.replace("{}", "predeploy: [x]")) == []


def test_reasons_can_be_required() -> None:
    text = POD + "spec:\n  a: HERE # predeploy: ignore[mutable-image-tag] {}\n"
    assert problems(text.format(""), require_reason=True) == [
        ("bad-suppression", "a reason is required behind the brackets", 6)
    ]
    assert hits(text.format("until=2027-01-31"), require_reason=True) == "."
    assert hits(text.format("vendored"), require_reason=True) == "x"
    assert hits(POD + "spec:\n  a: HERE # trivy:ignore:KSV-0013\n", require_reason=True) == "x"


def test_unknown() -> None:
    text = POD + "spec:\n  a: HERE # predeploy: ignore[mutable-image-tags, zzz, mutable-image-tag]\n"
    assert hits(text) == "x"
    assert [message for _, message, _ in problems(text)] == [
        "there is no rule called `mutable-image-tags`; did you mean `mutable-image-tag`?",
        "there is no rule called `zzz`",
    ]
    assert {kind for kind, _, _ in problems(text)} == {"unknown-suppression"}


def test_unused() -> None:
    text = POD + "spec:\n  a: HERE # predeploy: ignore[runs-as-root, mutable-image-tag]\n"
    want = [("unused-suppression", "`runs-as-root` finds nothing here that it could suppress", 6)]
    assert problems(text) == want
    assert problems(text, ran={TAG}) == []
    assert problems(POD + "a: 1 # trivy:ignore:KSV-0013\n") == []
    assert problems("# predeploy: ignore-file\n" + POD) == []
    assert problems("# predeploy: ignore-file[few-replicas]\n" + POD)[0][0] == "unused-suppression"


def test_used_in_one_rendering_is_used() -> None:
    text = POD + "spec:\n  a: HERE # predeploy: ignore[mutable-image-tag]\n"
    assert apply(findings(text, TAG), [*collected(text), *collected(text)], resolve, TODAY, ran=EVERY).problems == []
    assert len(apply([], [*collected(text), *collected(text)], resolve, TODAY, ran=EVERY).problems) == 1


def test_expired() -> None:
    text = POD + "spec:\n  a: HERE # predeploy: ignore[mutable-image-tag] until={}\n"
    assert hits(text.format("2026-11-19")) == "."
    assert problems(text.format("2026-11-19")) == [("expired-suppression", "counted until 2026-11-19 only", 6)]
    assert hits(text.format("2026-11-20")) == "x"


def test_locked() -> None:
    text = POD + "spec:\n  a: HERE # predeploy: ignore[mutable-image-tag]\n"
    assert hits(text, locked=frozenset({TAG})) == "."
    assert problems(text, locked=frozenset({TAG})) == [
        ("locked-suppression", f"`{TAG}` is locked: it cannot be suppressed", 6)
    ]
    assert hits("# predeploy: ignore-file\n" + POD + "a: HERE\n", locked=frozenset({TAG})) == "."
    assert problems(POD + "a: HERE # trivy:ignore:KSV-0013\n", locked=frozenset({TAG})) == []


def test_places_without_a_line() -> None:
    broken = Finding("correctness/unreadable", "high", "default", "m", Place("a.yaml", None))
    whole, line = "# predeploy: ignore-file\na: [\n", "a: [ # predeploy: ignore[unreadable]\n"
    assert len(apply([broken], collected(whole), resolve, TODAY).suppressed) == 1
    assert len(apply([broken], collected(line), resolve, TODAY).kept) == 1


def test_texts_without_markers_cost_nothing() -> None:
    assert collected(POD) == []
    assert collected("") == []
    assert collect(Source("nowhere.yaml", file="/nonexistent"), []) == []


def test_hostile_texts_take_no_time() -> None:
    many = "# trivy:ignore:a " * 20_000
    for text in (
        POD + "#" * 200_000,
        POD + f"x: '{many}'\n",
        POD + many,
        POD + "x: 1 # predeploy: ignore[a]\n" * 2_000,
        "# kics-scan\n" + "\n#" * 99_999,
    ):
        collected(text)


@pytest.mark.parametrize(
    "text",
    ["kind: Pod\napiVersion: v1\nmetadata: [predeploy]\n", "kind: Pod\napiVersion: v1\nmetadata: {annotations: [predeploy/ignore.a]}\n",
     "kind: Pod\napiVersion: v1\nspec: {template: predeploy}\n", "Resources: {A: {Type: AWS::X::Y, Metadata: predeploy}}\n",
     "AWSTemplateFormatVersion: x\nResources: [predeploy]\nMetadata: 5\n", "kind: List\napiVersion: v1\nitems: [predeploy, {kind: 5}]\n",
     "AWSTemplateFormatVersion: x\nMetadata: {cfn_nag: {rules_to_suppress: [5, {id: [1]}, {}]}, guard: {SuppressedRules: 5}, cfn-lint: []}\n"],
)  # fmt: skip
def test_odd_shapes(text: str) -> None:
    assert collected(text) == []
