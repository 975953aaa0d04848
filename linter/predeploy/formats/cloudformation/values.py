"""What a template's parameters are given: on the command line, by samconfig.toml, or by a file of parameters beside it.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html and
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/service_code_examples.html, "create-stack", and
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html
(all as of 2026-11).
"""

import json
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from ...given import Given, Params, current
from ...patterns import pattern
from ...reading import Source, Tree
from ...reading import read as read_source
from ...reading.files import inside
from ...reading.reference import read_referenced

_CONFIGS: Final = ("samconfig.toml", "samconfig.yaml", "samconfig.yml")
_TEMPLATES: Final = frozenset(
    {"template.yaml", "template.yml", "template.json"}
)  # what `sam` takes unless told otherwise
_FOLDERS: Final = ("", "parameters", "params", "config", "env", "environments")
_TELLING: Final = pattern(r"param|config", re.I)
_MOST: Final = 50  # files that are looked into for one template
_SIZE: Final = 200_000  # bytes of one
_PAIR = pattern(
    r"""(?:ParameterKey=)?([A-Za-z0-9]{1,255})(?:,ParameterValue)?=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S*))"""
)


def values_for(tree: Tree) -> Mapping[str, Any]:
    """Parameter → what it is given. Those that must not be shown (NoEcho) are left out: what is unknown is told nowhere."""
    given = current()
    declared = tree.data.get("Parameters")
    if declared.__class__ is not dict or not declared:
        return {}
    found = _from_samconfig(tree.source, given) or _from_parameter_file(tree.source, set(declared), given)
    secret = {
        name for name, one in declared.items() if one.__class__ is dict and str(one.get("NoEcho")).lower() == "true"
    }
    fitting = {name: value for name, value in found.items() if name in declared and name not in secret}
    return _Declared(given.params, fitting, declared.keys() - secret)


class _Declared(Params):
    """The values of the parameters that a template declares."""

    def __init__(self, params: Params, behind: Mapping[str, Any], declared: set[str]) -> None:
        super().__init__({name: params[name] for name in params if name in declared}, behind)


# samconfig


def _from_samconfig(source: Source, given: Given) -> Mapping[str, Any]:
    for name in _CONFIGS:
        config: Any = _kept(given, source, name, _samconfig) if name in _names(source, "", given) else None
        if config.__class__ is not dict:
            continue
        given.companion(_beside(source, name))
        stages = [key for key, value in config.items() if value.__class__ is dict]
        if not any(_is_for(config[stage], source) for stage in stages):
            continue
        given.knows(stages)
        # an environment that is not there has no settings; without one `sam` takes `default`
        chosen: Any = config.get(given.stage, config.get("default"))
        if chosen.__class__ is dict and _is_for(chosen, source):
            return _overrides(_setting(chosen, "parameter_overrides"))
    return {}


def _samconfig(source: Source, name: str) -> Any:
    text = read_referenced(source.root, source.file, name, _SIZE)
    if text is None:
        return None
    try:
        if name.endswith(".toml"):
            return tomllib.loads(text)
        trees = read_source(Source("", text)).trees
        return trees[0].data if trees else None
    except (ValueError, RecursionError):  # half-written: `sam` would refuse it
        return None


def _setting(environment: Any, key: str) -> Any:
    """A setting of `deploy`, else of all commands."""
    for command in ("deploy", "global"):
        section: Any = environment.get(command)
        parameters: Any = section.get("parameters") if section.__class__ is dict else None
        if parameters.__class__ is dict and key in parameters:
            return parameters[key]
    return None


def _is_for(environment: Any, source: Source) -> bool:
    """Is it about this template?"""
    named = _setting(environment, "template_file") or _setting(environment, "template")
    name = os.path.basename(source.path)
    if named.__class__ is str and not named.startswith(".aws-sam"):
        return os.path.normpath(named) == name
    return name in _TEMPLATES


def _overrides(written: Any) -> dict[str, str]:
    """`Key=Value Other="two words"`, the same as a list, `ParameterKey=…,ParameterValue=…`, or a map."""
    if written.__class__ is dict:
        return {str(key): str(value) for key, value in written.items() if value.__class__ in (str, int, float)}
    texts = [written] if written.__class__ is str else written if written.__class__ is list else []
    found = {}
    for text in texts:
        for match in _PAIR.finditer(text if text.__class__ is str else ""):
            found[match[1]] = next((value for value in match.groups()[1:] if value is not None), "")
    return found


# files of parameters


def _from_parameter_file(source: Source, declared: set[str], given: Given) -> Mapping[str, Any]:
    """The values of the one file that fits the template and, where a stage is named, the stage."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in _candidates(source, given):
        values = _kept(given, source, path, _parameters)
        if values and values.keys() <= declared:
            given.companion(_beside(source, path))
            found[path] = values
    if not found:
        return {}
    stage = given.stage
    fitting = {path: values for path, values in found.items() if stage in _words(path)} if stage else {}
    given.knows([stage] if fitting else [])
    chosen = list((fitting or found).values())
    return chosen[0] if len(chosen) == 1 else {}


def _candidates(source: Source, given: Given) -> Iterator[str]:
    """JSON files beside the template, or in a folder there, that by their names may hold parameters."""
    if not source.file:
        return
    own, count = os.path.basename(source.file), 0
    here = _names(source, "", given)
    for folder in _FOLDERS:
        for name in _names(source, folder, given) if not folder or folder in here else ():
            telling = folder or _TELLING.search(name) or not set(given.stages).isdisjoint(_words(name))
            if name.endswith(".json") and name != own and telling and count < _MOST:
                count += 1
                yield f"{folder}/{name}" if folder else name


def _names(source: Source, folder: str, given: Given) -> tuple[str, ...]:
    """What lies in a folder below that of the template."""
    if not source.root or not source.file:
        return ()
    real = os.path.realpath(os.path.join(os.path.dirname(source.file), folder))
    if real not in given.kept:
        try:
            given.kept[real] = tuple(sorted(os.listdir(real))) if inside(source.root, real) else ()
        except OSError:
            given.kept[real] = ()
    found: tuple[str, ...] = given.kept[real]
    return found


def _kept(given: Given, source: Source, path: str, parse: Callable[[Source, str], Any]) -> Any:
    """What a file beside the template says; the templates of a folder often share it."""
    key = os.path.join(os.path.dirname(source.file or ""), path)
    if key not in given.kept:
        given.kept[key] = parse(source, path)
    return given.kept[key]


def _words(path: str) -> list[str]:
    return re.split(r"[/._-]", path)


def _parameters(source: Source, path: str) -> dict[str, Any]:
    """`[{"ParameterKey": …, "ParameterValue": …}]`, or `{"Parameters": {…}}` as CodePipeline wants it."""
    text = read_referenced(source.root, source.file, path, _SIZE)
    if text is None or "Parameter" not in text:
        return {}
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if data.__class__ is dict:
        values: Any = data.get("Parameters")
        plain = values.__class__ is dict and all(one.__class__ in (str, int, float) for one in values.values())
        return values if plain and "Resources" not in data else {}
    pairs = data if data.__class__ is list else []
    return {
        one["ParameterKey"]: one["ParameterValue"]
        for one in pairs
        if one.__class__ is dict
        and one.get("ParameterKey").__class__ is str
        and one.get("ParameterValue").__class__ is str
    }


def _beside(source: Source, path: str) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(source.path), path)).replace(os.sep, "/")
