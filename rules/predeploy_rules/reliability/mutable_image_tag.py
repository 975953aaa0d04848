r"""An image tag that moves runs something else tomorrow.

`latest`, no tag at all (which is the same), and names of branches or channels mean whatever was pushed last: a node that
pulls anew runs other code than its neighbour, a rollback brings nothing back, and nobody can say what is deployed. Name
a version or a digest. Knative and Cloud Run look a tag up once, when they make a revision, and so does a Swarm when a stack
is deployed (https://docs.docker.com/reference/cli/docker/stack/deploy/): there only the next deploy differs.
https://kubernetes.io/docs/concepts/containers/images/#image-names (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      initContainers:
        - {name: migrate, image: registry.example.com:5000/shop/migrate}  #~ registry
      containers:
        - {name: cart, image: "registry.example.com/shop/cart:latest"}  #~ "registry
        - {name: proxy, image: "nginx:stable"}  #~ "nginx:stable" @medium
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart}
spec: {template: {spec: {containers: [{image: registry.example.com/shop/cart}]}}}  #~ registry @low
```
```yaml bad
# the values that a chart is given
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cart}
spec: {values: {image: {repository: registry.example.com/cart, tag: latest}, sidecars: [{image: "registry.example.com/proxy:main"}]}}  #~ latest #~ "registry
```
```yaml good
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cart}
spec:
  values:
    image: {repository: registry.example.com/cart, tag: "1.4"}
    cache: {image: {repository: registry.example.com/cache, tag: ""}}
    proxy: {image: {repository: registry.example.com/proxy, tag: latest, digest: "sha256:5a4c"}}
    jobs: {image: registry.example.com/jobs}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      initContainers: [{name: wait, image: "registry.example.com:5000/wait:1"}]
      containers:
        - {name: cart, image: "shop/cart:1.4"}
        - {name: commit, image: "shop/cart:9f2c1de"}
        - {name: pinned, image: "shop/cart:latest@sha256:5a4cb05b0bbfcdd2de5a3bf0e2d5ea9d3b0a4b2f4b3d0e8f2cf1a4a9b1c0d1e2"}
```
```yaml good
# filled in by something else: a build tool, an injector, a script
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - {name: skaffold, image: cart}
        - {name: kubebuilder, image: "controller:latest"}
        - {name: built, image: "ko://example.com/shop/cmd/cart"}
        - {name: istio-proxy, image: auto}
        - {name: later, image: "${IMAGE}"}
        - {name: script, image: IMAGE_URL}
        - {name: yours, image: "gcr.io/<your-project>/cart"}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: cart}
spec: {containers: [{name: cart, image: "cart:1.4"}], ephemeralContainers: [{name: debugger, image: busybox}]}
```
OpenShift puts the newest image of a stream in place:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  annotations:
    image.openshift.io/triggers: '[{"from": {"kind": "ImageStreamTag", "name": "nginx:latest"}, "fieldPath": "spec.template.spec.containers[?(@.name==\"web\")].image"}]'
spec: {template: {spec: {containers: [{name: web, image: "nginx:latest"}, {name: api, image: " "}]}}}
```
```yaml good
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: cart}
spec:
  triggers: [{type: ImageChange, imageChangeParams: {automatic: true, containerNames: [web], from: {kind: ImageStreamTag, name: "nginx:latest"}}}]
  template: {spec: {containers: [{name: web, image: "nginx:latest"}]}}
```
A tag that a variable sets, with a default for those who try it out:
```yaml good
provider: {name: openfaas}
functions:
  resize: {lang: go, handler: ./resize, image: "registry.example.com/${OWNER:-shop}/resize:${TAG:-latest}"}
```
```yaml bad file=compose.yaml
services:
  db: {image: "postgres:latest"}  #~ "postgres:latest" @medium
```
```yaml bad file=docker-stack.yml
services:
  db: {image: "postgres:latest"}  #~ "postgres:latest" @low
```
```yaml good file=compose.yaml
services:
  web: {build: ., image: "acme/shop:latest"}
  db: {image: "postgres:${VERSION}"}
```
"""

from predeploy import Container, Findings, Release, pattern, rule

MOVING = frozenset({
    "alpha", "alpine", "beta", "canary", "current", "dev", "develop", "development", "edge", "head", "lts", "main", "mainline", "master",
    "nightly", "prod", "production", "release", "slim", "snapshot", "stable", "staging", "testing", "tip", "trunk", "unstable",
})  # fmt: skip
# Of names without a registry or owner only Docker's own images can be pulled; every other one is put in place by a
# build tool. https://github.com/docker-library/official-images/tree/master/library (as of 2026-11, the usual ones)
OFFICIAL = frozenset({
    "almalinux", "alpine", "amazonlinux", "bash", "buildpack-deps", "busybox", "caddy", "cassandra", "centos", "chronograf", "consul",
    "couchdb", "debian", "docker", "drupal", "eclipse-mosquitto", "eclipse-temurin", "elasticsearch", "fedora", "flink", "ghost", "golang",
    "grafana", "haproxy", "hello-world", "httpd", "influxdb", "java", "jenkins", "joomla", "kibana", "kong", "logstash", "mariadb",
    "memcached", "mongo", "mongo-express", "mysql", "nats", "neo4j", "nextcloud", "nginx", "node", "openjdk", "oraclelinux", "percona",
    "perl", "php", "postgres", "python", "rabbitmq", "redis", "registry", "rockylinux", "ruby", "rust", "solr", "sonarqube", "swift",
    "telegraf", "tomcat", "traefik", "ubuntu", "varnish", "vault", "wordpress", "zookeeper",
})  # fmt: skip
# a name is written in small letters: https://github.com/distribution/reference/blob/main/reference.go (as of 2026-11)
WRITTEN_LATER = pattern(r"[A-Z<>{}$%\s]|://|^auto$|^github\.com/")


@rule(
    "medium",
    since="0.1",
    severities=("low",),
    replaces={
        "kube-linter": "latest-tag",
        "kube-score": "container-image-tag",
        "polaris": "tagNotSpecified",
        "checkov": "CKV_K8S_14",
        "trivy": "KSV-0013",
        "popeye": ("100", "101"),
    },
)
def mutable_image_tag(subject: Container | Release) -> Findings:
    if isinstance(subject, Release):
        yield from of_values(subject)
        return
    container = subject
    image = container.image.text
    if not image or container.role == "ephemeral" or "@" in image:
        return
    path, slash, last = image.rpartition("/")
    name, colon, tag = last.partition(":")
    if (colon and not moves(tag)) or not (slash or name in OFFICIAL):
        return
    # a variable with a default is there to be set
    if WRITTEN_LATER.search(path + slash + name) or WRITTEN_LATER.search(tag) or "$" in str(container.image.raw):
        return
    what = f"the moving tag `{tag}`" if colon else "no tag, which means `latest`"
    yield container.image.finding(
        f"image `{image}` has {what}: it may be another tomorrow, and a rollback may not bring the old one back; name a version",
        severity="low" if container.workload.tags_looked_up_once else "medium",
    )


def moves(tag: str) -> bool:
    return tag in MOVING or (tag.startswith("latest") and "/" not in tag and "@" not in tag)


def of_values(release: Release) -> Findings:
    """What a chart makes of its values is up to it: only a tag that is written, and moves, is certain."""
    for repository, tag in release.images:
        text = tag.text or ""
        name, colon, moving = text.rpartition(":") if tag.path == repository.path else ("", ":", text)
        if colon and moves(moving) and not WRITTEN_LATER.search(name):
            yield tag.finding(
                f"the values of {release.kind} `{release.name}` name image `{name or repository.text}` with the moving tag `{moving}`: it may"
                " be another tomorrow; name a version"
            )
