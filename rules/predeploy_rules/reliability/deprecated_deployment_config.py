r"""DeploymentConfigs are deprecated: Deployments do the same and are what is looked after.

Since OpenShift 4.14 DeploymentConfigs get only fixes for what is critical. Where an image trigger is needed a Deployment
takes the annotation `image.openshift.io/triggers`.
https://docs.redhat.com/en/documentation/openshift_container_platform/4.14/html/release_notes/ocp-4-14-release-notes (as of 2026-11).

```yaml bad
apiVersion: apps.openshift.io/v1  #~ apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: shop}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
```
```yaml good
apiVersion: example.com/v1
kind: DeploymentConfig
metadata: {name: shop}
```
"""

from predeploy import Document, Findings, rule


@rule("low", since="0.1", kinds=("DeploymentConfig",))
def deprecated_deployment_config(config: Document) -> Findings:
    if config.api in ("apps.openshift.io/v1", "v1"):
        yield config["apiVersion"].finding(
            f"DeploymentConfig `{config.name}` is of a kind deprecated since OpenShift 4.14; make it a Deployment"
        )
