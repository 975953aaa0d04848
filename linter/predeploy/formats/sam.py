"""AWS SAM: a CloudFormation template with shorter resource types, whose Globals are the fallback of every function."""

from typing import Any

from ..reading import Tree
from .cloudformation import CloudFormation


class Sam(CloudFormation):
    name = "sam"
    order = 20
    keys = frozenset({"Transform", "Resources"})
    signs = (r"^[ \t]*[\"']?Transform[\"']?\s*:\s*(?:[\"'\[]\s*)?AWS::Serverless",)

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        transform: Any = data.get("Transform")
        texts = transform if transform.__class__ is list else [transform]
        if any(t.__class__ is str and t.startswith("AWS::Serverless") for t in texts):
            return True
        resources: Any = data.get("Resources")
        return resources.__class__ is dict and any(
            r.__class__ is dict and str(r.get("Type", "")).startswith("AWS::Serverless::") for r in resources.values()
        )


FORMAT = Sam()
