r"""An image trigger for a container that is not there changes nothing.

`containerNames` of an `ImageChange` trigger must be names of the pod template's containers: a new image of the stream
is put into these, and into no other.
https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/building_applications/deployments (as of 2026-11).

```yaml bad
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: shop}
spec:
  triggers: [{type: ImageChange, imageChangeParams: {automatic: true, containerNames: [shop], from: {kind: ImageStreamTag, name: "shop:live"}}}]  #~ shop], from
  template: {spec: {containers: [{name: web, image: " "}]}}
```
```yaml good
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: shop}
spec:
  triggers: [{type: ConfigChange}, {type: ImageChange, imageChangeParams: {containerNames: [web, wait], from: {kind: ImageStreamTag, name: "shop:live"}}}]
  template: {spec: {initContainers: [{name: wait, image: " "}], containers: [{name: web, image: " "}]}}
```
```yaml good
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: shop}
spec:
  triggers: [{type: ImageChange, imageChangeParams: {containerNames: [shop], from: {kind: ImageStreamTag, name: "shop:live"}}}]
  template: {spec: {containers: [{name: "${NAME}", image: " "}]}}
```
"""

from predeploy import Findings, Workload, rule


@rule("high", since="0.1", kinds=("DeploymentConfig",))
def trigger_names_no_container(workload: Workload) -> Findings:
    names = [one["name"].text for key in ("containers", "initContainers") for one in workload.pod[key]]
    if not names or None in names or any(workload.pod[key].unknown for key in ("containers", "initContainers")):
        return
    for trigger in workload["spec.triggers"]:
        for name in trigger["imageChangeParams.containerNames"]:
            if name.text is not None and name.text not in names:
                yield name.finding(
                    f"DeploymentConfig `{workload.name}` has no container `{name.text}` ({', '.join(map(str, names))}): a new image never"
                    " gets there; name one of them"
                )
