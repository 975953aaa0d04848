r"""A container app whose CPU and memory do not fit each other is refused.

On the Consumption profile all containers of a replica together have 2 GiB of memory for each core, in steps of a quarter
core, at most 4 cores: https://learn.microsoft.com/azure/container-apps/containers#allocations (as of 2026-11). A workload
profile of one's own takes any pair that fits its machines.

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart", "properties": {"template": {"containers": [
      {"name": "cart", "image": "registry.example.com/cart:1.4", "resources": {"cpu": 0.5, "memory": "2Gi"}}]}}}
  ]
}
#~ 6:102
```
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart", "properties": {"template": {"containers": [
      {"name": "cart", "image": "registry.example.com/cart:1.4", "resources": {"cpu": "[json('0.5')]", "memory": "1Gi"}},
      {"name": "proxy", "image": "registry.example.com/proxy:1.4", "resources": {"cpu": 0.1, "memory": "0.2Gi"}}]}}}
  ]
}
#~ 6:114
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart", "properties": {"template": {"containers": [
      {"name": "cart", "image": "registry.example.com/cart:1.4", "resources": {"cpu": 0.25, "memory": "0.5Gi"}},
      {"name": "proxy", "image": "registry.example.com/proxy:1.4", "resources": {"cpu": 0.25, "memory": "0.5Gi"}}]}}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart", "properties": {
      "workloadProfileName": "memory-heavy",
      "template": {"containers": [
        {"name": "cart", "image": "registry.example.com/cart:1.4", "resources": {"cpu": 0.5, "memory": "4Gi"}}]}}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"cpu": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart", "properties": {"template": {"containers": [
      {"name": "cart", "image": "registry.example.com/cart:1.4", "resources": {"cpu": "[json(parameters('cpu'))]", "memory": "2Gi"}}]}}}
  ]
}
```
"""

from math import ceil

from predeploy import ContainerApp, Findings, rule

GIB, STEP = 2.0**30, 0.25
PER_CORE, MOST = 2.0, 4.0  # GiB, cores


@rule("high", since="0.1")
def cpu_memory_pair_not_offered(app: ContainerApp) -> Findings:
    profile = app["properties.workloadProfileName"]
    if not (profile.absent or profile.text == "Consumption"):
        return
    asked = [one["resources"] for one in app.pod["containers"]]
    if app.pod["containers"].unknown or not all(one["cpu"].present and one["memory"].present for one in asked):
        return
    cpu, memory = sum(one["cpu"].quantity for one in asked), sum(one["memory"].quantity for one in asked) / GIB
    cores = min(ceil(cpu / STEP - 0.001) * STEP, MOST) if cpu > 0 else 0.0
    fits = abs(memory - cpu * PER_CORE) < 0.001 and abs(cores - cpu) < 0.001
    if asked and not fits and cpu > 0 and memory > 0:
        yield asked[0]["memory"].finding(
            f"`{app.name}` asks for {cpu:g} cores and {memory:g} GiB: Azure refuses the pair; {cores:g} cores go with"
            f" {cores * PER_CORE:g} GiB"
        )
