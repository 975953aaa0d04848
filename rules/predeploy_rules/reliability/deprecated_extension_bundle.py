r"""An old extension bundle runs triggers and bindings that nobody mends any more.

`extensionBundle` in host.json picks the code of all triggers and bindings for languages other than .NET. Versions 1 to 3
have had no support since 2026-08-04; version 4 has the current extensions: https://learn.microsoft.com/azure/azure-functions/extension-bundles
(as of 2026-11). Write `[4.*, 5.0.0)`, and read what changed for the bindings that you use.

```json bad file=host.json
{
  "version": "2.0",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[2.*, 3.0.0)"}
}
#~ 3:85
```
```json fixed file=host.json
{
  "version": "2.0",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}
```
```json good file=host.json
{"version": "2.0", "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}}
```
```json good file=host.json
{"version": "2.0", "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[3.*, 5.0.0)"}}
```
```json good file=host.json
{"version": "2.0", "extensionBundle": {"id": "Contoso.Bundle", "version": "[1.*, 2.0.0)"}}
```
"""

from predeploy import Findings, Function, pattern, rule

OURS = "microsoft.azure.functions.extensionbundle"
# `[2.*, 3.0.0)`: the upper bound decides, for the newest version below it is taken
RANGE = pattern(r"[\[(]\s*[0-9][\w.*]*\s*,\s*([0-9]+)[\w.*]*\s*([\])])\Z")
CURRENT, WANTED = 4, "[4.*, 5.0.0)"


@rule("medium", since="0.1", kinds=("function app",))
def deprecated_extension_bundle(app: Function) -> Findings:
    name, version = app["extensionBundle.id"], app["extensionBundle.version"]
    found = RANGE.match(version.text or "")
    if found is None or not (name.text or "").lower().startswith(OURS):
        return
    newest = int(found[1]) - (found[2] == ")")
    if newest < CURRENT:
        yield version.finding(
            f"version {newest} of the extension bundle is no longer supported: its triggers and bindings get no fixes; take `{WANTED}`",
            fix=version.replace(WANTED, safe=False),
        )
