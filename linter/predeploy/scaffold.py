"""What `predeploy new` writes: a rule that works as it stands, to be changed into the one that is meant."""

import os
from keyword import iskeyword

from .rules import CATEGORIES

_RULE = '''r"""A container named `{word}` is what this example is about.

Say in two or three sentences what goes wrong, and what to do instead. Every number needs its source and as-of date.

```yaml bad
apiVersion: v1
kind: Pod
metadata: {{name: web}}
spec:
  containers:
    - name: {word}  #~ {word}
      image: shop:1.4
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {{name: web}}
spec:
  containers:
    - name: web
      image: shop:1.4
```
```yaml good
apiVersion: v1
kind: Service
metadata: {{name: {word}}}
```
"""

from predeploy import Container, Findings, rule


@rule("low", since="{since}", tier="preview")
def {stem}(container: Container) -> Findings:
    name = container["name"]
    if name.text == "{word}":
        yield name.finding("a container is named `{word}`; say here what was found and what is wanted, with the numbers")
'''


def write_rule(name: str, folder: str, since: str) -> str:
    """Write `<folder>/<category>/<stem>.py` for "category/name" and give its path.

    Raises ValueError for a name of the wrong shape, FileExistsError when the rule is there already.
    """
    category, _, word = name.partition("/")
    stem = word.replace("-", "_")
    if category not in CATEGORIES or not stem.isidentifier() or iskeyword(stem) or stem != stem.lower():
        raise ValueError(f"a rule is called category/name-of-the-flaw; categories: {', '.join(CATEGORIES)}")
    home = os.path.join(folder, category.replace("-", "_"))
    os.makedirs(home, exist_ok=True)
    for place in (folder, home):
        marker = os.path.join(place, "__init__.py")
        if not os.path.exists(marker):
            open(marker, "x", encoding="utf-8").close()
    path = os.path.join(home, f"{stem}.py")
    with open(path, "x", encoding="utf-8") as stream:
        stream.write(_RULE.format(word=word, stem=stem, since=since))
    return path
