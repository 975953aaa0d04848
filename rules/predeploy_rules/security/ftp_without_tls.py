r"""Plain FTP sends the name and password with which code is deployed in clear text.

`ftpsState: AllAllowed` takes FTP beside FTPS. Write `FtpsOnly`, or `Disabled` where nobody deploys by it:
https://learn.microsoft.com/azure/app-service/deploy-ftp#enforce-ftps (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"httpsOnly": true, "siteConfig": {"ftpsState": "AllAllowed"}}}
  ]
}
#~ 6:68
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"httpsOnly": true, "siteConfig": {"ftpsState": "FtpsOnly"}}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"httpsOnly": true, "siteConfig": {}}}
  ]
}
```
"""

from predeploy import Document, Findings, rule

PLACES = {
    "Microsoft.Web/sites": "properties.siteConfig.ftpsState",
    "Microsoft.Web/sites/config": "properties.ftpsState",
}


@rule(
    "medium",
    since="0.1",
    kinds=tuple(PLACES),
    replaces={"checkov": "CKV_AZURE_78", "psrule": "Azure.AppService.WebSecureFtp"},
)
def ftp_without_tls(site: Document) -> Findings:
    state = site[PLACES[site.kind]]
    if state.text == "AllAllowed":
        yield state.finding(
            f"`{site.name}` takes deployments over plain FTP, password and all; write FtpsOnly or Disabled",
            fix=state.replace("FtpsOnly", safe=False),
        )
