r"""API Gateway of Tencent Cloud is being switched off: what calls a function through it calls nobody.

Since 2024-07-01 no new triggers can be made, since 2025-06-30 those of SCF are out of use, and on 2026-10-30 the whole
product began to be switched off. A simple HTTPS address is a function URL (an `http` event), all else the cloud-native
gateway (TSE). https://cloud.tencent.com/document/product/583/107631 (2025-05-28) and
https://cloud.tencent.com/announce/detail/2475 (as of 2026-11).

```yaml bad file=serverless.yml
component: scf
name: shop
inputs:
  handler: index.main
  events:
    - apigw: {parameters: {endpoints: [{path: /, method: GET}, {path: /cart, method: GET}]}}  #~ apigw
```
```yaml bad file=serverless.yml
component: apigateway  #~ apigateway
name: shop
inputs: {region: ap-guangzhou, endpoints: [{path: /, method: GET, function: {functionName: shop}}]}
```
```yaml bad file=serverless.yml
component: express
name: shop
inputs: {src: ./, apigatewayConf: {protocols: [https]}}  #~ apigatewayConf
```
```yaml bad file=serverless.yml
component: multi-scf
name: shop
inputs:
  functions: {cart: {handler: cart.main}, pay: {handler: pay.main}}
  triggers:
    - type: apigw  #~ apigw
      parameters: {apis: [{path: /cart, function: cart}, {path: /pay, function: pay}]}
```
```yaml good file=serverless.yml
component: scf
name: shop
inputs:
  handler: index.main
  events:
    - http: {parameters: {netConfig: {enableExtranet: true}, authType: CAM}}
    - timer: {parameters: {cronExpression: "0 0 8 * * * *", enable: true}}
```
```yaml good file=serverless.yml
component: express
name: shop
inputs: {src: ./, apigatewayConf: {isDisabled: true}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Function, Node, rule

SAID = "goes through API Gateway, which has taken no new triggers since 2024-07-01 and is being switched off since 2026-10-30"


@rule("high", since="0.1", platforms=("tencent", "tencent-scf"))
def retired_api_gateway(document: Document) -> Findings:
    for place in gateways(document):
        yield place.finding(
            f"what calls `{document.name}` {SAID}; use a function URL (an `http` event) or the cloud-native gateway"
        )


def gateways(document: Document) -> Iterator[Node]:
    """Where a file makes an API Gateway call functions, once for each."""
    if document.kind == "apigateway":
        yield document["component"]
    elif document.kind == "multi-scf":
        yield from (one["type"] for one in document["inputs.triggers"] if one["type"].text == "apigw")
    elif isinstance(document, Function):
        events = [event.node for event in document.events if event.kind == "http" and "triggers" not in event.node.path]
        yield from (trigger(node) for node in events[:1])


def trigger(endpoint: Node) -> Node:
    """What an endpoint of an event belongs to."""
    if "apigw" not in endpoint.path:
        return endpoint
    node = Node(endpoint.tree, (), endpoint.tree.data)
    for part in endpoint.path[: endpoint.path.index("apigw") + 1]:
        node = node.key(part) if isinstance(part, str) else node[str(part)]
    return node
