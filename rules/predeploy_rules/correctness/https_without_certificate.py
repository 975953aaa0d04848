r"""A domain that promises HTTPS without a certificate cannot speak it.

A custom domain of Function Compute speaks HTTPS with the certificate that `certConfig` holds or names. Without one the
domain is refused, or its callers meet an error before their request is read.
https://www.alibabacloud.com/help/en/functioncompute/api-fc-2023-03-30-struct-createcustomdomaininput (2026-06-11).

```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  front:
    component: fc3-domain
    props: {region: cn-hangzhou, domainName: shop.example.com, protocol: "HTTP,HTTPS", routeConfig: {routes: [{path: /, functionName: shop}]}}  #~ "HTTP
```
```yaml bad
ROSTemplateFormatVersion: "2015-09-01"
Resources:
  Front: {Type: ALIYUN::FC3::CustomDomain, Properties: {DomainName: shop.example.com, Protocol: HTTPS}}  #~ HTTPS
```
```yaml bad file=s.yaml
edition: 1.0.0
name: shop
services:
  shop:
    component: fc
    props:
      function: {name: shop, runtime: nodejs20, handler: index.handler, codeUri: ./}
      customDomains: [{domainName: shop.example.com, protocol: "HTTP,HTTPS"}]  #~ "HTTP
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
resources:
  front: {component: fc3-domain, props: {domainName: shop.example.com, protocol: HTTPS, certConfig: {certId: 1}}}
  plain: {component: fc3-domain, props: {domainName: auto, protocol: HTTP}}
  later: {component: fc3-domain, props: {domainName: shop.example.com, protocol: "${env('PROTOCOL')}"}}
```
```yaml good
ROSTemplateFormatVersion: "2015-09-01"
Parameters: {Cert: {Type: Json}}
Resources:
  Front: {Type: ALIYUN::FC3::CustomDomain, Properties: {DomainName: shop.example.com, Protocol: HTTPS, CertConfig: {Ref: Cert}}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, rule

COMPONENTS = ("fc3-domain", "fc-domain")
TYPES = ("ALIYUN::FC3::CustomDomain", "ALIYUN::FC::CustomDomain", "Aliyun::Serverless::CustomDomain")


@rule(
    "high",
    since="0.1",
    kinds=(*COMPONENTS, *TYPES, "function"),
    platforms=("serverless-devs", "alibaba-ros", "alibaba-fc"),
)
def https_without_certificate(document: Document) -> Findings:
    for protocol, certificate in domains(document):
        if "HTTPS" in (protocol.text or "").upper() and certificate.absent:
            yield protocol.finding(
                f"`{document.name}` is to speak HTTPS and has no certificate: nobody can call it so; add `{certificate.name}`"
            )


def domains(document: Document) -> Iterator[tuple[Node, Node]]:
    """Protocol and certificate of each domain."""
    if document.kind in TYPES:
        yield document["Properties.Protocol"], document["Properties.CertConfig"]
        return
    own = [document["props"]] if document.kind in COMPONENTS else []
    for domain in (*own, *document["props.customDomains"]):
        yield domain["protocol"], domain["certConfig"]
