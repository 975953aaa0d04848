r"""A host.json without `"version": "2.0"` keeps every function of its app from starting.

The version is that of the file's schema, not of the runtime: versions 2, 3 and 4 of Azure Functions all want `"2.0"` and
stop with an error at anything else. https://learn.microsoft.com/azure/azure-functions/functions-host-json (as of 2026-11)

```json bad file=host.json
{
  "version": "4.0",
  "functionTimeout": "00:05:00"
}
#~ 2:14
```
```json bad file=host.json
{
  "functionTimeout": "00:05:00"
}
#~ 2:3
```
```json good file=host.json
{"version": "2.0"}
```
```json good file=host.json
{"version": "2.0.1", "name": "host", "$schema": "https://example.com/hosts.json"}
```
"""

from predeploy import Findings, Function, rule

WANTED = "2.0"


@rule("high", since="0.1", kinds=("function app",))
def wrong_host_version(app: Function) -> Findings:
    version = app["version"]
    if version.present and version.text != WANTED:
        yield version.finding(
            f"`{version.text}` is no version of host.json, and the host does not start; write `{WANTED}`, whatever the runtime",
            fix=version.replace(WANTED, safe=False),
        )
    elif version.absent:
        yield version.finding(
            f"host.json says no version, and the host does not start; write `{WANTED}`",
            fix=version.insert(WANTED, safe=False),
        )
