r"""A timer with `runOnStartup` also runs each time that its app wakes up, scales out or is deployed.

The timer's schedule counts only while nothing starts; on a plan that sleeps, instances start all day long, at times that
nobody chose. Leave `runOnStartup` out of what is deployed:
https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#configuration (as of 2026-11)

```json bad file=app/Sweep/function.json
{
  "bindings": [
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 3 * * *", "runOnStartup": true}
  ]
}
#~ 3:109
```
```json fixed file=app/Sweep/function.json
{
  "bindings": [
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 3 * * *"}
  ]
}
```
```json good file=app/Sweep/function.json
{"bindings": [{"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 3 * * *", "runOnStartup": false}]}
```
```json good file=app/Sweep/function.json
{"bindings": [{"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 3 * * *"}]}
```
"""

from predeploy import Findings, Function, rule


@rule("medium", since="0.1", kinds=("function", "Microsoft.Web/sites/functions"))
def runs_at_every_wake(function: Function) -> Findings:
    if function.platform != "azure-functions":
        return
    for event in function.events:
        started = event.node["runOnStartup"]
        if event.kind == "schedule" and started.is_true:
            yield started.finding(
                f"the timer of `{function.name}` also runs at each start of an instance, not only by its schedule; remove runOnStartup",
                fix=started.remove(safe=False),
            )
