"""Whether a template holds all resources of its stack."""

from ...patterns import pattern
from ...views import Document

# A file with none of these is a part of another
_KEYS = ("AWSTemplateFormatVersion", "ROSTemplateFormatVersion", "Transform", "Parameters", "Rules")
# Loops, includes, modules and templates of templates make resources; serverless variables mark a part of a serverless.yml
_UNSEEN = pattern(r"\{\{(?!resolve:)|\$\{(?:self|opt|file|env|sls|param)[:(]")
_UNSEEN_WORDS = ("Fn::ForEach", "Fn::Transform", "!Transform", "Rain::", "\nModules:", "{%")
_TRANSFORMS = frozenset(
    {
        "AWS::Serverless-2016-10-31",
        "AWS::LanguageExtensions",
        "AWS::CodeDeployBlueGreen",
        "Aliyun::Serverless-2018-04-03",
    }
)


def is_whole(template: Document) -> bool:
    """May nothing add resources that are not written here?"""
    if not all(one.text in _TRANSFORMS for one in template["Transform"].each()):
        return False
    if all(template[key].absent for key in _KEYS):
        return False
    text = template.node.tree.source.text
    return not any(word in text for word in _UNSEEN_WORDS) and not _UNSEEN.search(text)
