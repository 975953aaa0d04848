r"""Whoever can talk to the container runtime owns the node.

Its socket takes orders from anybody who can open it: start a privileged container with the whole disk mounted, read the
secrets of every other one. Mounting it read-only changes nothing, for a socket is written to, not changed. To build
images use a builder that needs no daemon (rootless BuildKit, Buildah, Buildpacks); to watch containers ask the kubelet.
For a DaemonSet, whose work is on the node, and in compose files, where a reverse proxy often asks for it, it counts one
step less; let a proxy of the socket stand between that answers only what is needed.
Source: https://docs.docker.com/engine/security/#docker-daemon-attack-surface (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: builder}
spec:
  template:
    spec:
      containers: [{name: builder, volumeMounts: [{name: docker, mountPath: /var/run/docker.sock, readOnly: true}]}]
      volumes:
        - name: docker
          hostPath:
            path: /var/run/docker.sock  #~ /var/run/docker.sock
```
```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: agent}
spec: {containers: [{name: agent}], volumes: [{name: run, hostPath: {path: /run/containerd/}}]}  #~ /run/containerd/
```
```yaml bad
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec: {template: {spec: {containers: [{name: agent}], volumes: [{name: run, hostPath: {path: /run/containerd/}}]}}}  #~ /run/containerd/ @high
```
```yaml bad
Resources:
  Agent:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: agent, Image: "agent:1"}]
      Volumes:
        - Name: docker
          Host: {SourcePath: /var/run/docker.sock}  #~ /var/run/docker.sock
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web}]
  volumes: [{name: run, emptyDir: {}}, {name: spire, hostPath: {path: /run/spire/sockets/agent.sock}}]
```
```yaml good
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties: {ContainerDefinitions: [{Name: web, Image: "web:1"}], Volumes: [{Name: data, Host: {SourcePath: /data}}]}
```
```yaml bad file=compose.yaml
services:
  proxy: {image: traefik:3.3, volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]}  #~ "/var @high
```
"""

from predeploy import Findings, StackResource, Workload, pattern, rule

_SOCKET = pattern(
    r"/(?:docker|containerd|cri-?o|cri-dockerd|dockershim|podman|buildkitd|nerdctl)\.sock/?\Z"
    r"|\A(?:/var)?/run/(?:containerd|crio|podman|docker)/?\Z"  # the folder the socket lies in
)


@rule(
    "critical",
    since="0.1",
    keys=("hostPath",),
    severities=("high",),
    replaces={
        "kube-linter": "docker-sock",
        "kubesec": "DockerSock",
        "checkov": "CKV_K8S_27",
        "trivy": "KSV-0006",
        "kubescape": "C-0074",
    },
)
def runtime_socket_mounted(subject: Workload | StackResource) -> Findings:
    if isinstance(subject, Workload):
        paths = [volume["hostPath.path"] for volume in subject.pod["volumes"]]
    elif subject.kind == "AWS::ECS::TaskDefinition":
        paths = [volume["Host.SourcePath"] for volume in subject["Properties.Volumes"]]
    else:
        return
    for path in paths:
        if path.text and _SOCKET.search(path.text):
            yield path.finding(
                f"{subject.kind} `{subject.name}` mounts the container runtime's socket ({path.text}): whoever takes it over"
                f" owns {subject.spelled('the node')}; {subject.spelled('build without a daemon, or ask the kubelet')}",
                severity="high" if subject.kind == "DaemonSet" or subject.platform == "compose" else "critical",
            )
