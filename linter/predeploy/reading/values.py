"""What a value can be besides plain data: not there, not knowable yet, or under a tag of some dialect."""

from typing import Any


class _Sentinel:
    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        raise TypeError(f"{self.name} has no truth value: compare with `is`")

    def __reduce__(self) -> str:  # stays the same object in another process
        return self.name

    def __deepcopy__(self, memo: Any) -> "_Sentinel":
        return self


ABSENT = _Sentinel("ABSENT")
"""Nothing is written here (or null, or AWS::NoValue)."""

UNKNOWN = _Sentinel("UNKNOWN")
"""Something is written here whose value exists only at deployment."""


class Tagged:
    """A value under a tag that YAML itself does not know (`!Ref`, `!Sub`): the format that claims the tree gives it a meaning."""

    __slots__ = ("tag", "value")

    def __init__(self, tag: str, value: Any) -> None:
        self.tag, self.value = tag, value

    def __repr__(self) -> str:
        return f"Tagged({self.tag!r}, {self.value!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tagged) and (self.tag, self.value) == (other.tag, other.value)

    def __hash__(self) -> int:
        return hash(self.tag)

    def __reduce__(self) -> Any:
        return (Tagged, (self.tag, self.value))
