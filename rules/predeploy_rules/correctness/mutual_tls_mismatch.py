r"""A caller that speaks plain text to a namespace which demands mutual TLS is cut off.

A DestinationRule with `tls.mode: DISABLE` (or `SIMPLE`, which shows no certificate of the mesh) overrides what the proxies
would do by themselves; where a PeerAuthentication says `STRICT` every connection then fails with a reset. Say
`ISTIO_MUTUAL`, or leave `tls` out. This speaks where the Service and its pods are there, and none is kept out of the mesh.
https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec: {host: cart, trafficPolicy: {tls: {mode: DISABLE}}}  #~ DISABLE
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: STRICT}}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec: {host: cart, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: pay, namespace: shop}
spec: {host: pay.example.com, trafficPolicy: {tls: {mode: SIMPLE}}}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: STRICT}}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
```
```yaml good
# only some pods are strict, or another namespace is meant
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec: {host: cart, trafficPolicy: {tls: {mode: DISABLE}}}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: db, namespace: shop}
spec: {selector: {matchLabels: {app: db}}, mtls: {mode: STRICT}}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: blog}
spec: {mtls: {mode: STRICT}}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
```
```yaml good
# these pods have no proxy that could demand it
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: old, namespace: shop}
spec: {host: old, trafficPolicy: {tls: {mode: DISABLE}}}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: STRICT}}
---
apiVersion: v1
kind: Service
metadata: {name: old, namespace: shop}
spec: {selector: {app: old}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: old, namespace: shop}
spec: {template: {metadata: {labels: {app: old, sidecar.istio.io/inject: "false"}}, spec: {containers: [{name: old, image: "old:1"}]}}}
```
"""

from itertools import islice

from predeploy import Document, Findings, Project, Service, Workload, rule

INJECT = "sidecar.istio.io/inject"


@rule("high", since="0.1", kinds=("DestinationRule",))
def mutual_tls_mismatch(destination: Document, project: Project) -> Findings:
    mode, host, namespace = (
        destination["spec.trafficPolicy.tls.mode"],
        destination["spec.host"].text,
        destination.namespace,
    )
    if mode.text not in ("DISABLE", "SIMPLE") or not namespace or not host:
        return
    name = host.removesuffix(f".{namespace}.svc.cluster.local")
    service = project.named(Service, "Service", name, destination)
    beside = project.of_kind("PeerAuthentication", destination) if isinstance(service, Service) else ()
    policies = list(islice((one for one in beside if one.namespace == namespace), 2))  # one alone decides
    unclear = any(one["spec.selector"].written or one["spec.portLevelMtls"].written for one in policies)
    if (
        isinstance(service, Service)
        and len(policies) == 1
        and policies[0]["spec.mtls.mode"].text == "STRICT"
        and not unclear
        and project.once((_all_meshed, id(service)), lambda: _all_meshed(project.selected(service)))
    ):
        yield mode.finding(
            f"DestinationRule `{destination.name}` has callers speak {mode.text} to `{host}`, where mutual TLS is demanded:"
            " every connection is refused; say ISTIO_MUTUAL or leave tls out",
            related=((policies[0]["spec.mtls.mode"], "demands mutual TLS"),),
            fix=mode.replace("ISTIO_MUTUAL", safe=False),
        )


def _all_meshed(pods: list[Workload]) -> bool:
    """Are there pods, and is none kept out of the mesh?"""
    said = [n for pod in pods for n in (pod.pod_annotation(INJECT), pod.template["metadata.labels"].key(INJECT))]
    return bool(pods) and not any(node.unknown or node.text == "false" for node in said)
