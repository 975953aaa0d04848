r"""A password with a line break at its end is another password.

`echo hunter2 | base64` encodes the line break, too: the program is told `hunter2\n`, and logs in with that. A block of
YAML (`|`) under `stringData` ends in one just the same. Encode with `echo -n` or `printf`, and write `|-`.
https://kubernetes.io/docs/tasks/configmap-secret/managing-secret-using-kubectl/ (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Secret
metadata: {name: database}
data:
  DB_PASSWORD: aHVudGVyMgo=  #~ aHVudGVyMgo=
  user: c2hvcA==
stringData:
  host: |  #~ |
    db-1.example.com
```
```yaml good
apiVersion: v1
kind: Secret
metadata: {name: database}
data:
  password: aHVudGVyMg==
  # files end in a line break
  tls.key: LS0tLQo=
  id_rsa: LS0tLQo=
  # several lines
  token: YQpiCg==
  # not base64 at all
  secret: hunter2
stringData:
  host: |-
    db-1.example.com
  password.txt: |
    hunter2
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: shop}
data:
  password: |
    hunter2
```
"""

import base64
import binascii

from predeploy import Document, Findings, Node, pattern, rule

# What programs take whole from a variable; keys of files have a dot
VALUE = pattern(
    r"(?i)(?:\A|[_-])(?:pass(?:word|wd)?|pwd|pin|token|secret|(?:api|app|access|secret)[_-]?key|user(?:name)?|login|host|url|uri|dsn|"
    r"client[_-]?id|database|endpoint|address)\Z"
)


@rule("medium", since="0.1", kinds=("Secret",))
def secret_ends_in_newline(secret: Document) -> Findings:
    if secret.group or secret["apiVersion"].unknown:
        return
    for part in ("data", "stringData"):
        for key, node in secret[part].items():
            text = decoded(node) if part == "data" else node.text or ""
            if text.endswith("\n") and "\n" not in text[:-1] and len(text) > 1 and VALUE.search(key):
                yield node.finding(
                    f"`{key}` of Secret `{secret.name}` ends in a line break, which programs take for a part of it: "
                    + ("encode it with `printf`, not with `echo`" if part == "data" else "write `|-`, not `|`"),
                )


def decoded(node: Node) -> str:
    try:
        return base64.b64decode(node.text or "", validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
