"""`NamedTuple` that costs little to define: a start defines eighty of them and makes instances of a few.

`typing.NamedTuple` compiles a constructor for each class, and a reference for each annotation in quotes: a ninth of what
it took to check one small file. Here a constructor is compiled when the first instance is made.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter

    class _Naming(type):
        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            if bases == (tuple,) or hasattr(bases[0], "_fields"):  # NamedTuple itself; a subclass of a named tuple
                return type.__new__(cls, name, bases, space)
            later = space.get("__annotate_func__")  # Python 3.14 asks for annotations when they are wanted
            fields = tuple(later(1) if later else space.get("__annotations__", ()))
            space["_field_defaults"] = {field: space[field] for field in fields if field in space}
            space.update((field, _tuplegetter(index, None)) for index, field in enumerate(fields))
            space |= {"_fields": fields, "__match_args__": fields, "__slots__": (), "__new__": _first}
            return type.__new__(cls, name, bases, space)

    def _first(cls: type, /, *given: Any, **named: Any) -> Any:
        """Compile the constructor, and make the first instance with it."""
        owner = next(one for one in cls.__mro__ if "_fields" in vars(one))
        names = ", ".join(owner._fields)
        made = eval(f"lambda _cls, {names}: _new(_cls, ({names},))", {"_new": tuple.__new__, "__builtins__": {}})
        made.__defaults__ = tuple(owner._field_defaults.values())
        made.__name__, made.__qualname__ = "__new__", f"{owner.__qualname__}.__new__"
        owner.__new__ = staticmethod(made)
        return made(cls, *given, **named)

    class NamedTuple(tuple, metaclass=_Naming):
        __slots__ = ()

        @classmethod
        def _make(cls, items: Any) -> Any:
            return cls(*items)

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **changes: Any) -> Any:
            return type(self)(**(self._asdict() | changes))

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)


__all__ = ["NamedTuple"]
