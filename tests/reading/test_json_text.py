"""JSON texts: the same data as the standard library, exact spans, and no text that hangs or crashes the reader."""

import json
import pickle
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from predeploy.reading import json as json_text
from predeploy.reading.errors import ReadError
from predeploy.reading.source import Source
from predeploy.reading.tree import Tree
from predeploy.reading.yaml import Builder, Composed

# Lone surrogates are legal for json.dumps and refused by us.
_texts = st.text(st.characters(exclude_categories=["Cs"]))
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4),
    max_leaves=20,
)
_spellings = st.builds(
    json.dumps,
    _values,
    indent=st.sampled_from([None, 2, "\t"]),
    separators=st.sampled_from([(",", ":"), (" , ", " : "), (",\r\n", ":")]),
    ensure_ascii=st.booleans(),
)
_fillers = st.sampled_from([" ", "\n", '// a, [b] "c"\n', "/* } */", "/**/", "/* //\n*/", "//\r\n"])


def data_of(node: Node) -> Any:
    return Builder(aliases=False).build(node)


def scalars(node: Node) -> list[ScalarNode]:
    if isinstance(node, MappingNode):
        return [scalar for pair in node.value for part in pair for scalar in scalars(part)]
    if isinstance(node, SequenceNode):
        return [scalar for item in node.value for scalar in scalars(item)]
    assert isinstance(node, ScalarNode)
    return [node]


def refusal(text: str, **options: bool) -> ReadError:
    with pytest.raises(ReadError) as caught:
        json_text.load(text, **options)
    return caught.value


@given(_spellings)
def test_data_and_node_tree_say_what_the_standard_library_says(text: str) -> None:
    data, duplicates = json_text.load(text)
    assert (data, duplicates) == (json.loads(text), ())
    assert data_of(json_text.compose(text)) == data


@given(_spellings)
def test_the_span_of_every_scalar_slices_back_to_it(text: str) -> None:
    for node in scalars(json_text.compose(text)):
        written = text[node.start_mark.index : node.end_mark.index]
        if node.style == '"':
            assert written[0] == written[-1] == '"'
            assert json.loads(written) == node.value
        else:
            assert written == node.value
            assert json.loads(written) == node.tag.value


@given(_values, st.lists(_fillers, min_size=1, max_size=5))
def test_comments_and_trailing_commas_move_nothing(value: Any, fillers: list[str]) -> None:
    filler = "".join(fillers)
    plain = json.dumps({"a": [value, "// /* no comment */ ,]"]}, separators=(f"{filler},{filler}", f":{filler}"))
    text = filler + plain[:-1] + f"{filler},{filler}}}" + filler
    data, _ = json_text.load(text, comments=True)
    assert data == {"a": [value, "// /* no comment */ ,]"]}
    node = json_text.compose(text, comments=True)
    assert data_of(node) == data
    assert all(text[s.start_mark.index : s.end_mark.index][:1] == '"' for s in scalars(node) if s.style == '"')


@given(st.text(alphabet='{}[]",:0123456789.eE+-\\u tfnalsrue/*\n', max_size=40))
def test_what_is_refused_is_what_the_standard_library_refuses(text: str) -> None:
    def accepts(read: Any) -> bool:
        try:
            read(text)
        except (ReadError, ValueError):
            return False
        return True

    if "\\u" not in text:
        assert accepts(json_text.load) == accepts(json_text.compose) == accepts(json.loads)


def test_collections_span_their_brackets() -> None:
    text = ' {"a": [1, {}]} '
    root = json_text.compose(text)
    [(key, items)] = root.value
    assert (root.start_mark.index, root.end_mark.index) == (1, len(text) - 1)
    assert text[key.start_mark.index : key.end_mark.index] == '"a"'
    assert text[items.start_mark.index : items.end_mark.index] == "[1, {}]"
    assert root.flow_style
    assert items.flow_style


def test_duplicate_keys_are_named_once_and_the_last_one_counts() -> None:
    text = '{"a": 1, "b": {"c": 1, "c": 2, "c": 3}, "a": 2}'
    assert json_text.load(text) == ({"a": 2, "b": {"c": 3}}, ("c", "a"))
    builder = Builder(aliases=False)
    builder.build(json_text.compose(text))
    assert [text[found.offset :][:3] for found in builder.duplicates] == ['"c"', '"c"', '"a"']


def test_a_byte_order_mark_is_passed_over_and_counted() -> None:
    assert json_text.load("\ufeff[1]") == ([1], ())
    assert json_text.compose("\ufeff[1]").start_mark.index == 1


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("", 0),
        ("[1 2]", 3),
        ('{"a" 1}', 5),
        ("{a: 1}", 1),
        ("[1,]", 2),
        ('{"a": 1 ,\n}', 8),
        ("[,]", 1),
        ("[1] // note", 4),
        ('"a\nb"', 2),
        ("[NaN]", 1),
        ("[1, -Infinity]", 4),
        ("[" + "1" * 5000 + "]", 1),
        (r'["\ud83d\ude00", "\ud800"]', 17),
    ],
)
def test_an_error_names_its_place(text: str, index: int) -> None:
    assert refusal(text).index == index
    with pytest.raises(ReadError):
        json_text.compose(text)


@pytest.mark.parametrize(("text", "what"), [("[1, ]", "array"), ('{"a": [1],}', "object")])
def test_a_trailing_comma_is_called_one_in_every_python(text: str, what: str) -> None:
    assert str(refusal(text)) == f"illegal trailing comma before end of {what}"


def test_numbers_are_as_json_says() -> None:
    data, _ = json_text.load("[1, 1.0, 1e3, -0, 12345678901234567890]")
    assert [type(number) for number in data] == [int, float, float, int, int]
    assert data[4] == 12345678901234567890


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_deep_nesting_is_refused_at_the_bracket_that_is_too_much(opening: str) -> None:
    assert "200 levels" in refusal(opening * 100_000).message
    with pytest.raises(ReadError):
        json_text.compose(opening * 100_000)


def test_two_hundred_levels_are_read_and_one_more_is_not() -> None:
    assert json_text.load("[" * 200 + "]" * 200)[1] == ()
    assert refusal("[" * 201 + "]" * 201).index == 200


@pytest.mark.parametrize(
    "text", ["/*" * 200_000, '"\\"' * 200_000, '["' + '\\"' * 400_000, "//" * 400_000, "," * 400_000]
)
def test_hostile_comments_and_strings_are_refused_in_linear_time(text: str) -> None:
    start = time.process_time()
    refusal(text, comments=True)
    assert time.process_time() - start < 5


def test_a_comment_that_is_never_closed_is_shown_where_it_begins() -> None:
    assert refusal("[1] /* and", comments=True).index == 4
    assert refusal("[1] /*/", comments=True).index == 4


def test_errors_travel_between_processes() -> None:
    error = pickle.loads(pickle.dumps(refusal("[1 2]")))
    assert (error.message, error.index, str(error)) == ("expecting ',' delimiter", 3, "expecting ',' delimiter")


@given(_spellings, st.booleans())
def test_every_place_is_found_without_composing_the_whole(text: str, comments: bool) -> None:
    text = f"/* [ */ {text}\n" if comments else text
    whole, places = (
        Tree(Source("a.json", text), 0, None, Composed(json_text.compose(text, comments=True), 0)),
        Tree(Source("a.json", text), 0, None, None),
    )
    for path in paths_of(json_text.load(text, comments=True)[0]):
        for asked in (path, (*path, "absent"), (*path, 99)):
            assert places.span(asked) == whole.span(asked)
            assert places.key_span(asked) == whole.key_span(asked)
            assert places.spelling(asked) == whole.spelling(asked)


def paths_of(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(below for key, value in entries for below in paths_of(value, (*path, key)))]
