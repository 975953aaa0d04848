r"""A limit that is misspelt, or that nobody but the operator may set, does nothing.

wskdeploy passes `timeout` (ms), `memorySize` (MB), `logSize` (MB, 0 to 10) and `concurrency` on. It drops what else stands
under `limits`, so that the action runs with the platform's default of 60 s and 256 MB; and it drops
`concurrentActivations`, `userInvocationRate`, `codeSize` and `parameterSize`, which are the operator's.
github apache/openwhisk-wskdeploy, specification/html/spec_actions.md (2024-12)

```yaml bad
packages:
  shop:
    actions:
      pack:
        function: src/pack.js
        limits:
          timeout: 120000
          memory: 512  #~ 512
          userInvocationRate: 1000  #~ 1000 @low
          logSize: 64  #~ 64
```
```yaml fixed
packages:
  shop:
    actions:
      pack:
        function: src/pack.js
        limits:
          timeout: 120000
          userInvocationRate: 1000
          logSize: 64
          memorySize: 512
```
```yaml good
packages:
  shop:
    actions:
      pack: {function: src/pack.js, limits: {timeout: 120000, memorySize: 512, logSize: 10, concurrency: 5}}
      send: {function: src/send.js, limits: {logSize: $LOGS}}
```
```yaml good
provider: {name: openfaas}
functions:
  pack: {lang: go, handler: ./pack, image: "registry.example.com/shop/pack:1", limits: {memory: 512Mi}}
```
"""

import difflib

from predeploy import Findings, Function, rule, together

READ = ("timeout", "memorySize", "logSize", "concurrency")
OPERATORS = ("concurrentActivations", "userInvocationRate", "codeSize", "parameterSize")
MOST_LOG = 10  # MB; source above


@rule("medium", since="0.1", platforms=("openwhisk",), severities=("low", "high"))
def ignored_limit(function: Function) -> Findings:
    limits = function.body["limits"]
    for name, node in limits.items():
        what = f"limit `{name}` of action `{function.name}`"
        if name in OPERATORS:
            yield node.finding(f"{what} is dropped: only the operator sets it; leave it out", severity="low")
        elif name not in READ:
            near = [one for one in READ if one.lower().startswith(name.lower())] or difflib.get_close_matches(
                name, READ, 1
            )
            meant = limits.key(near[0]) if near else node
            hint = f"; did you mean `{near[0]}`?" if near else ""
            fix = together(meant.insert(node.value, safe=False), node.remove(safe=False)) if near else None
            yield node.finding(f"{what} is dropped, and the default holds{hint}", fix=fix)
    log = limits["logSize"]
    if log.number < 0 or log.number > MOST_LOG:
        yield log.finding(
            f"action `{function.name}` wants {log.text} MB of logs: OpenWhisk gives 0 to {MOST_LOG} and refuses it",
            severity="high",
        )
