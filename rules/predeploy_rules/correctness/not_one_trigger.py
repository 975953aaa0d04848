r"""A function without a trigger is never called; with two, the host refuses to load it.

Exactly one binding of a function.json says in its type what calls the function (`httpTrigger`, `queueTrigger`, …); all
others are input and output. https://learn.microsoft.com/azure/azure-functions/functions-triggers-bindings (as of 2026-11)

```json bad file=app/Pack/function.json
{
  "bindings": [
    {"name": "order", "type": "queueTrigger", "direction": "in", "queueName": "orders"},
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 */5 * * * *"}
  ]
}
#~ 4:31
```
```json bad file=app/Pack/function.json
{
  "bindings": [{"name": "order", "type": "queue", "direction": "in", "queueName": "orders"}]
}
#~ 2:3
```
```json good file=app/Pack/function.json
{
  "bindings": [
    {"name": "order", "type": "queueTrigger", "direction": "in", "queueName": "orders"},
    {"name": "done", "type": "queue", "direction": "out", "queueName": "packed"}
  ]
}
```
```json good file=app/Later/function.json
{"bindings": []}
```
```json good file=app/Pack/function.json
{"bindings": [{"name": "order", "type": "#{TRIGGER}#", "direction": "in"}]}
```
"""

from predeploy import Findings, Function, rule


@rule("high", since="0.1", kinds=("function",))
def not_one_trigger(function: Function) -> Findings:
    if function.platform != "azure-functions":
        return
    bindings = list(function["bindings"])
    kinds = [one["type"] for one in bindings]
    triggers = [kind for kind in kinds if (kind.text or "").lower().endswith("trigger")]
    if len(triggers) > 1:
        yield triggers[1].finding(
            f"`{function.name}` has {len(triggers)} triggers, and the host loads no function with more than one; make two functions",
            related=((triggers[0], "the first"),),
        )
    elif bindings and not triggers and all(kind.text is not None for kind in kinds):
        yield function["bindings"].finding(
            f"`{function.name}` has no trigger among its {len(bindings)} bindings, so nothing ever calls it; name what does"
        )
