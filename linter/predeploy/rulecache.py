"""The compiled rules of a package in one file of the user's cache folder: what each says of itself, and its code, which
is run when a view first wakes the rule. Reading it takes a twentieth of importing 300 modules."""

import sys
from functools import partial
from types import ModuleType
from typing import Any

from . import cachefile, rules
from .rules import Rule, register_rule, registered

Files = dict[str, str]
"""Module name → file."""

Cached = dict[str, tuple[dict[str, Any] | None, bytes]]
"""Module name → what its rule says of itself (None for a module without one), marshalled code."""

_SHAPE = (__file__, rules.__file__)  # what a rule says of itself may have been something else in another version


def load(package: str, files: Files) -> bool:
    """Register the rules from the cache, writing it when it is missing or old. False when there is no place for a cache:
    then they have to be imported."""
    if not cachefile.usable():
        return False
    try:
        made_of = cachefile.stamp([*files.values(), *_SHAPE])
        cached = cachefile.load(package, made_of)
        if cached is None:
            cached = _compiled(files)
            cachefile.keep(package, made_of, cached)
    except (OSError, SyntaxError, ValueError):
        return False  # importing says what is wrong
    for name, (said, code) in cached.items():
        if name in sys.modules:
            continue
        if said is None:
            _run(name, files[name], code)
        else:
            register_rule(Rule.late(said, partial(_run, name, files[name], code)))
    return True


def _run(name: str, file: str, code: bytes) -> None:
    import marshal

    module = ModuleType(name)
    module.__file__, module.__package__ = file, name.rpartition(".")[0]
    sys.modules[name] = module
    try:
        exec(marshal.loads(code), module.__dict__)
    except BaseException:
        del sys.modules[name]
        raise


def _compiled(files: Files) -> Cached:
    """Compile without docstrings (a page is read from its source when somebody asks), and run, for what rules say of
    themselves."""
    import marshal

    codes: dict[str, bytes] = {}
    for name, file in files.items():
        with open(file, encoding="utf-8") as stream:
            codes[name] = marshal.dumps(compile(stream.read(), file, "exec", dont_inherit=True, optimize=2))
        if name not in sys.modules:
            _run(name, file, codes[name])
    rules = {made.file: made.description() for made in registered().values()}
    return {name: (rules.get(files[name]), code) for name, code in codes.items()}
