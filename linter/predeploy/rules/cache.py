"""The compiled rules of a package in one file of the user's cache folder: what each says of itself, and its code, which
is read and run when a view first wakes the rule. Reading it takes a twentieth of importing 300 modules."""

import sys
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any

from .. import cachefile, rules
from . import Rule, register_rule, registered

Files = dict[str, str]
"""Module name → file."""

Kept = dict[str, tuple[dict[str, Any] | None, int, int]]
"""Module name → what its rule says of itself (None for a module without one), where its marshalled code begins, and its size."""

Code = Callable[[], bytes]

_SHAPE = (__file__, rules.__file__)  # what a rule says of itself may have been something else in another version


def load(package: str, files: Files) -> bool:
    """Register the rules from the cache, writing it when it is missing or old. False when there is no place for a cache:
    then they have to be imported."""
    if not cachefile.usable():
        return False
    try:
        made_of = cachefile.stamp([*files.values(), *_SHAPE])
        pages = cachefile.load_pages(package, made_of)
        if pages is not None:
            kept: Kept = pages.value
            codes = {name: partial(pages.read, begin, size) for name, (_, begin, size) in kept.items()}
        else:
            kept, compiled = _compiled(files)
            cachefile.keep_pages(package, made_of, kept, b"".join(compiled.values()))
            codes = {name: partial(bytes, code) for name, code in compiled.items()}
    except (OSError, SyntaxError, ValueError):
        return False  # importing says what is wrong
    for name, (said, _, _) in kept.items():
        if name in sys.modules:
            continue
        if said is None:
            _run(name, files[name], codes[name])
        else:
            register_rule(Rule.late(said, partial(_run, name, files[name], codes[name])))
    return True


def _run(name: str, file: str, code: Code) -> None:
    import marshal

    module = ModuleType(name)
    module.__file__, module.__package__ = file, name.rpartition(".")[0]
    sys.modules[name] = module
    try:
        exec(marshal.loads(code()), module.__dict__)
    except BaseException:
        del sys.modules[name]
        raise


def _compiled(files: Files) -> tuple[Kept, dict[str, bytes]]:
    """Compile without docstrings (a page is read from its source when somebody asks), and run, for what rules say of
    themselves."""
    import marshal

    codes: dict[str, bytes] = {}
    for name, file in files.items():
        with open(file, encoding="utf-8") as stream:
            codes[name] = marshal.dumps(compile(stream.read(), file, "exec", dont_inherit=True, optimize=2))
        if name not in sys.modules:
            _run(name, file, partial(bytes, codes[name]))
    said = {made.file: made.description() for made in registered().values()}
    kept: Kept = {}
    begin = 0
    for name, code in codes.items():
        kept[name] = said.get(files[name]), begin, len(code)
        begin += len(code)
    return kept, codes
