r"""A setting in its old place in host.json, or misspelt, does nothing, and says nothing about it.

Since version 2 of Azure Functions the settings of bindings stand under `extensions`; the host passes over what stands at
the top as in version 1, and over names that it does not know (capitals do not matter to it). https://learn.microsoft.com/azure/azure-functions/functions-host-json (as of 2026-11)

```json bad file=host.json
{
  "version": "2.0",
  "queues": {"maxDequeueCount": 3}
}
#~ 3:3
```
```json fixed file=host.json
{
  "version": "2.0",
  "extensions": {
    "queues": {
      "maxDequeueCount": 3
    }
  }
}
```
```json bad file=host.json
{
  "version": "2.0",
  "http": {"routePrefix": ""},
  "extensions": {"http": {"routePrefix": "api"}}
}
#~ 3:3
```
```json bad file=host.json
{"version": "2.0", "functionTimout": "00:10:00", "extensions": {"queue": {"maxDequeueCount": 3}}}
#~ 1:38
#~ 1:65
```
```json fixed file=host.json
{"version": "2.0", "extensions": {"queues": {"maxDequeueCount": 3}}, "functionTimeout": "00:10:00"}
```
```json good file=host.json
{"version": "2.0", "extensions": {"queues": {"maxDequeueCount": 3}}, "logging": {"logLevel": {"default": "Warning"}}}
```
```json good file=host.json
{"version": "2.0", "functiontimeout": "00:10:00", "extensions": {"Queues": {}, "mySqlTrigger": {}}, "somethingNew": {}}
```
```json good file=host.json
{"queues": {"maxDequeueCount": 3}, "functionTimeout": "00:05:00"}
```
"""

from predeploy import Findings, Function, renamed, rule, similar, together

# Old place at the top → where it is read today
MOVED = {
    "http": "extensions.http",
    "queues": "extensions.queues",
    "serviceBus": "extensions.serviceBus",
    "eventHub": "extensions.eventHubs",
    "eventHubs": "extensions.eventHubs",
    "blobs": "extensions.blobs",
    "durableTask": "extensions.durableTask",
    "documentDB": "extensions.cosmosDB",
    "sendGrid": "extensions.sendGrid",
    "tracing": "logging",
    "logger": "logging.logLevel",
    "applicationInsights": "logging.applicationInsights",
}
KNOWN = {
    "": "version functionTimeout extensions extensionBundle logging healthMonitor aggregator retry singleton functions"
    " concurrency watchDirectories watchFiles managedDependency customHandler telemetryMode",
    "extensions": "blobs cosmosDB durableTask eventHubs http kafka queues sendGrid serviceBus signalR sql warmup",
}
ALIKE = 0.88  # of 1
SAME = frozenset({"http", "queues", "durableTask"})  # whose settings kept their names and units


@rule("medium", since="0.1", kinds=("function app",))
def ignored_host_setting(app: Function) -> Findings:
    if app["version"].text != "2.0":
        return
    for old, place in MOVED.items():
        node, new = app.key(old), app[place]
        if node.present and node.is_map:
            movable = old in SAME and new.absent
            yield node.finding(
                f"the host passes over `{old}` at the top of host.json; write it under `{place}`",
                fix=together(new.insert(node.data, safe=False), node.remove(safe=False)) if movable else None,
            )
    for path, names in KNOWN.items():
        block, known = app[path] if path else app.node, {name.lower(): name for name in names.split()}
        for key, node in block.items():
            near = similar(key.lower(), known, ALIKE)
            if near and key.lower() not in known and key not in MOVED:
                meant = known[near]
                yield node.finding(
                    f"host.json knows no `{key}`, and the host passes over it; did you mean `{meant}`?",
                    fix=renamed(node, block.key(meant)),
                )
