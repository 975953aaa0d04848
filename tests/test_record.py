"""Our named tuples are those of `typing`, but for when their constructor is made."""

import copy
import pickle
import typing

import pytest

from predeploy import record
from predeploy.record import NamedTuple


class Place(NamedTuple):
    """Where it stands."""

    line: int
    column: "int" = 1
    words: tuple[str, ...] = ()

    @property
    def after(self) -> int:
        return self.column + 1


class Deep(Place):
    def twice(self) -> int:
        return self.line * 2


class Model(typing.NamedTuple):
    line: int
    column: int = 1
    words: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("given", "named"),
    [((1,), {}), ((1, 2), {}), ((), {"line": 3}), ((4,), {"words": ("a",)}), ((1, 2, ("b",)), {})],
)
def test_it_is_what_typing_makes(given: tuple[typing.Any, ...], named: dict[str, typing.Any]) -> None:
    ours, model = Place(*given, **named), Model(*given, **named)
    assert ours == model
    assert hash(ours) == hash(model)
    assert (ours.line, ours.column, ours.words) == tuple(model)
    assert repr(ours) == repr(model).replace("Model", "Place")
    assert ours._asdict() == model._asdict()
    assert ours._replace(column=9) == model._replace(column=9)
    assert Place._make(model) == ours
    assert ours.after == ours.column + 1


def test_the_class_is_what_typing_makes() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__slots__"):
        assert getattr(Place, name) == getattr(Model, name) if name != "__slots__" else vars(Place)[name] == ()
    assert Place.__doc__ == "Where it stands."
    assert not hasattr(Place(1), "__dict__")


@pytest.mark.parametrize(("given", "named"), [((), {}), ((1, 2, (), 4), {}), ((1,), {"line": 2}), ((1,), {"row": 2})])
def test_wrong_arguments_are_refused_before_and_after_the_first(
    given: tuple[typing.Any, ...], named: dict[str, typing.Any]
) -> None:
    class Fresh(NamedTuple):
        line: int
        column: int = 1
        words: tuple[str, ...] = ()

    for kind in (Fresh, Place, Model):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_it_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Place(1).line = 2  # type: ignore[misc]


def test_it_travels() -> None:
    for one in (Place(1, 2, ("c",)), Deep(3)):
        for back in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):
            assert back == one
            assert type(back) is type(one)


def test_a_subclass_shares_the_constructor() -> None:
    deep = Deep(2, words=("d",))
    assert (deep.twice(), deep.column, deep.words) == (4, 1, ("d",))
    assert isinstance(deep, Place)


def test_a_subclass_may_be_the_first() -> None:
    class Base(NamedTuple):
        line: int

    class Sub(Base):
        pass

    assert type(Sub(1)) is Sub
    assert type(Base(1)) is Base
    assert type(Sub(2)) is Sub


def test_annotations_that_are_asked_for_later() -> None:
    """As Python 3.14 has them."""
    made = type(record.NamedTuple)(
        "Late", (record.NamedTuple,), {"__annotate_func__": lambda form: {"a": int, "b": int}, "b": 2}
    )
    assert made(1) == (1, 2)
    assert made._fields == ("a", "b")
