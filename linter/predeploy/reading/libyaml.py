"""PyYAML's C part, and its classes that we use."""

import re

from ..patterns import pattern

_compile = re.compile
re.compile = pattern  # type: ignore[assignment]  # of its Python half no pattern is used: they are a tenth of our start
try:
    from yaml._yaml import CParser
    from yaml.error import YAMLError
    from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
except ImportError as error:  # pure PyYAML is twenty times slower and has other positions: say so instead
    raise ImportError("predeploy needs PyYAML with its C part: pip install --force-reinstall PyYAML") from error
finally:
    re.compile = _compile

__all__ = ["CParser", "MappingNode", "Node", "ScalarNode", "SequenceNode", "YAMLError"]
