r"""A web action with a setting that nobody understands is refused, or open to everybody.

OpenWhisk takes `true`, `false`, `yes`, `no` or `raw` for `web` (or `web-export`), and for `require-whisk-auth` true, a text
that callers must send or a whole number above zero that JavaScript can hold.
github apache/openwhisk-wskdeploy, specification/html/spec_actions.md and wskderrors (2024-12); apache/openwhisk, docs/annotations.md

```yaml bad
packages:
  shop:
    actions:
      list:
        function: src/list.js
        web: html  #~ html
      order:
        function: src/order.js
        web: true
        annotations:
          require-whisk-auth: ""  #~ ""
```
```yaml bad
packages:
  shop:
    actions:
      order:
        function: src/order.js
        annotations:
          web-export: raw123  #~ raw123
          require-whisk-auth: 9007199254740992  #~ 9007199254740992
```
```yaml good
packages:
  shop:
    actions:
      list: {function: src/list.js, web: raw, annotations: {require-whisk-auth: true}}
      order: {function: src/order.js, web-export: "yes", annotations: {require-whisk-auth: 4149767}}
      send: {function: src/send.js, web: no, annotations: {require-whisk-auth: $TOKEN}}
```
```yaml good
packages:
  shop:
    actions:
      list: {function: src/list.js, web: $WEB, annotations: {require-whisk-auth: "correct horse"}}
```
"""

from predeploy import Findings, Function, Node, rule

WAYS = ("true", "false", "yes", "no", "raw")
MOST = 2**53 - 1  # Number.MAX_SAFE_INTEGER


@rule("high", since="0.1", platforms=("openwhisk",))
def invalid_web_action(function: Function) -> Findings:
    for web in (function.body["web"], function.body["web-export"], function.annotation("web-export")):
        if web.text is not None and web.text.lower() not in WAYS:
            yield web.finding(
                f"`{web.name}: {web.text}` of action `{function.name}` is refused: it is true, false, yes, no or raw"
            )
    auth = function.annotation("require-whisk-auth")
    if auth.present and unusable(auth):
        yield auth.finding(
            f"`require-whisk-auth` of action `{function.name}` is refused: it is true, a text that is not empty, or a whole number from 1 to {MOST}",
            secret=True,
        )


def unusable(auth: Node) -> bool:
    value = auth.value
    if value.__class__ is int:
        return not 0 < value <= MOST
    return value == "" or value.__class__ in (float, list, dict)
