r"""A listener that speaks plain HTTP to the internet lets everybody on the way read and change what passes.

Passwords, cookies and answers travel in the clear. Give the load balancer a certificate (ACM's cost nothing), listen with
HTTPS on 443 and let the listener on 80 do nothing but redirect. Internal load balancers and those of other stacks are
silent, and so are listeners that forward nothing. For CloudFront say `redirect-to-https` instead of `allow-all`.
Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html (as of 2026-11).

```yaml bad
Resources:
  Web:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP  #~ HTTP
      DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]
  Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
```
```yaml bad
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties: {Listeners: [{LoadBalancerPort: 80, InstancePort: 80, Protocol: HTTP}]}  #~ HTTP}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties: {DistributionConfig: {DefaultCacheBehavior: {ViewerProtocolPolicy: allow-all}}}  #~ allow-all
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {hello: {handler: hello.handler}}
resources:
  Resources:
    Web:
      Type: AWS::ElasticLoadBalancingV2::Listener
      Properties: {LoadBalancerArn: {Ref: Balancer}, Protocol: HTTP, DefaultActions: [{Type: forward}]}  #~ HTTP
    Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
```
```yaml good
Resources:
  Redirect:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Public
      Protocol: HTTP
      DefaultActions: [{Type: redirect, RedirectConfig: {Protocol: HTTPS, StatusCode: HTTP_301}}]
  Fixed: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Public, Protocol: HTTP, DefaultActions: [{Type: fixed-response}]}}
  Secure: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Public, Protocol: HTTPS, DefaultActions: [{Type: forward}]}}
  Inside: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Private, Protocol: HTTP, DefaultActions: [{Type: forward}]}}
  Elsewhere: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !ImportValue Balancer, Protocol: HTTP, DefaultActions: [{Type: forward}]}}
  Public: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
  Private: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internal}}
```
```yaml good
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties: {Scheme: internal, Listeners: [{LoadBalancerPort: 80, InstancePort: 80, Protocol: HTTP}]}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties: {DistributionConfig: {DefaultCacheBehavior: {ViewerProtocolPolicy: redirect-to-https}}}
```
"""

from predeploy import Document, Findings, StackResource, rule

_LISTENER, _CLASSIC, _CDN = (
    "AWS::ElasticLoadBalancingV2::Listener",
    "AWS::ElasticLoadBalancing::LoadBalancer",
    "AWS::CloudFront::Distribution",
)


@rule(
    "medium",
    since="0.1",
    kinds=(_LISTENER, _CLASSIC, _CDN),
    replaces={
        "checkov": ("CKV_AWS_2", "CKV_AWS_34"),
        "cdk-nag": "ELBTlsHttpsListenersOnly",
    },
)
def plaintext_listener(resource: StackResource) -> Findings:
    properties = resource["Properties"]
    if resource.kind == _CDN:
        policy = properties["DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy"]
        if policy.text == "allow-all":
            fix = policy.replace("redirect-to-https", safe=False)
            yield policy.finding(f"`{resource.name}` also serves plain HTTP; say redirect-to-https", fix=fix)
    elif resource.kind == _CLASSIC:
        for listener in properties["Listeners"] if _is_public(resource) else ():
            protocol = listener["Protocol"]
            if (protocol.text or "").upper() == "HTTP":
                yield protocol.finding(f"`{resource.name}` serves plain HTTP to the internet; listen with HTTPS")
    else:
        protocol, actions = properties["Protocol"], properties["DefaultActions"]
        forwards = protocol.text == "HTTP" and any(action["Type"].text == "forward" for action in actions)
        if forwards and _is_public(resource.stack.pointed(properties["LoadBalancerArn"])):
            yield protocol.finding(
                f"`{resource.name}` serves plain HTTP to the internet; redirect to an HTTPS listener"
            )


def _is_public(balancer: Document | None) -> bool:
    scheme = balancer["Properties.Scheme"] if balancer is not None else None
    return scheme is not None and (scheme.absent or scheme.text == "internet-facing")
