r"""ingress-nginx is retired: holes found in it stay open.

Its maintenance ended in March 2026; there are no releases any more, not even for vulnerabilities, and its admission
webhook has had critical ones. Move to an implementation of the Gateway API or to another controller.
https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: controller}
spec: {template: {spec: {containers: [{name: controller, image: "registry.k8s.io/ingress-nginx/controller:v1.14.0"}]}}}  #~ "registry
```
```yaml good
# the controller of the company that makes nginx is another one
apiVersion: apps/v1
kind: Deployment
metadata: {name: controller}
spec: {template: {spec: {containers: [{name: controller, image: "nginx/nginx-ingress:5.2.0"}]}}}
```
```yaml good
apiVersion: batch/v1
kind: Job
metadata: {name: certgen}
spec: {template: {spec: {containers: [{name: create, image: "registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.0"}]}}}
```
"""

from predeploy import Container, Findings, rule

NAME = "/ingress-nginx/controller"


@rule("medium", since="0.1", kinds=("app",), replaces={"kubescape": "C-0292"})
def retired_ingress_controller(container: Container) -> Findings:
    image = (container.image.text or "").partition("@")[0]
    path, _, tag = image.rpartition(":")
    if (path if "/" not in tag else image).removesuffix("-chroot").endswith(NAME):
        yield container.image.finding(
            f"container `{container.name}` runs ingress-nginx, which is retired since March 2026: holes stay open; move to the Gateway API"
        )
