r"""TLS to a server whose certificate nobody checks is TLS to anybody.

`insecureSkipVerify: true` in a DestinationRule encrypts the way to whoever answers. Give the proxies the CA
(`caCertificates` or `credentialName`), or let them use the system's own.
https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: pay}
spec: {host: pay.example.com, trafficPolicy: {tls: {mode: SIMPLE, insecureSkipVerify: true}}}  #~ true
```
```yaml bad
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: pay}
spec: {host: pay.example.com, trafficPolicy: {portLevelSettings: [{port: {number: 443}, tls: {mode: SIMPLE, insecureSkipVerify: true}}]}}  #~ true
```
```yaml good
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: pay}
spec: {host: pay.example.com, trafficPolicy: {tls: {mode: SIMPLE, caCertificates: system}}}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: pay}
spec: {host: pay.example.com, trafficPolicy: {tls: {mode: SIMPLE, insecureSkipVerify: "${SKIP}"}}}
```
"""

from predeploy import Document, Findings, rule


@rule("medium", since="0.1", kinds=("DestinationRule",))
def mesh_certificate_unchecked(destination: Document) -> Findings:
    policies = [destination["spec.trafficPolicy"], *(one["trafficPolicy"] for one in destination["spec.subsets"])]
    policies += [port for policy in policies for port in policy["portLevelSettings"]]
    for skip in (policy["tls.insecureSkipVerify"] for policy in policies):
        if skip.is_true:
            yield skip.finding(
                f"DestinationRule `{destination.name}` does not check the certificate of `{destination['spec.host'].text}`: anybody can"
                " answer for it; give it the CA",
                fix=skip.remove(safe=False),
            )
