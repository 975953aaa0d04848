"""A large made-up repository: many small projects with what real ones have, good files and bad."""

import json
from pathlib import Path

from running import write

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {{name: {name}, labels: {{app.kubernetes.io/part-of: {name}}}}}
spec:
  replicas: 2
  selector: {{matchLabels: {{app: {name}}}}}
  template:
    metadata: {{labels: {{app: {name}}}}}
    spec:
      containers:
        - name: web
          image: registry.example.com/{name}:latest
          ports: [{{containerPort: 8080}}]
          securityContext: {{privileged: true}}
        - name: side
          image: registry.example.com/side:1.4  # predeploy: ignore[missing-requests] measured
          resources: {{requests: {{cpu: 10m, memory: {memory}Mi}}}}
"""
POLICY = """\
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {{name: {name}}}
spec:
  minAvailable: 2
  selector: {{matchLabels: {{app: {name}}}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {{name: {name}}}
spec:
  scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: {name}}}
  minReplicas: 2
  maxReplicas: 5
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata: {{name: {name}}}
spec:
  selector: {{app: {name}}}
  ports: [{{port: 80, targetPort: 9090}}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {{name: {name}}}
spec:
  rules:
    - http:
        paths:
          - {{path: /, pathType: Prefix, backend: {{service: {{name: {name}, port: {{number: 81}}}}}}}}
"""
SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: {{Type: AWS::SQS::Queue, Properties: {{QueueName: {name}, VisibilityTimeout: 30}}}}
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: work.handler
      Runtime: python3.12
      Timeout: 300
      Events:
        Jobs: {{Type: SQS, Properties: {{Queue: !GetAtt Jobs.Arn}}}}
"""
SERVERLESS = """\
service: {name}
provider: {{name: aws, runtime: nodejs16.x, timeout: "${{self:custom.seconds}}"}}
custom: {{seconds: 29}}
functions:
  get: {{handler: get.handler, events: [{{httpApi: GET /}}]}}
"""
HALF_BROKEN = """\
apiVersion: v1
kind: Pod
metadata: {name: good}
spec: {containers: [{name: good, image: "good:1", securityContext: {privileged: true}}]}
---
apiVersion: v1
kind: Pod
metadata: {name: bad
---
apiVersion: v1
kind: Pod
metadata: {name: twice, name: again}
spec: {containers: [{name: again, image: "again:1", securityContext: {privileged: true}}]}
"""
ALIASES = """\
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: {name: one}
    spec: &spec {containers: [{name: shared, image: "a:1", securityContext: {privileged: true}}]}
  - {apiVersion: v1, kind: Pod, metadata: {name: two}, spec: *spec}
"""


def stack(name: str) -> str:
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name}}
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 5}}
    return json.dumps(
        {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Bucket": bucket, "Queue": queue}}, indent=1
    )


def build(folder: Path, projects: int = 48) -> Path:
    """About five files a project."""
    for number in range(projects):
        name = f"app-{number:02}"
        home = f"team-{number % 6}/{name}"
        files: dict[str, str | bytes] = {
            f"{home}/deployment.yaml": DEPLOYMENT.format(name=name, memory=32 + number),
            f"{home}/policy.yaml": POLICY.format(name=name),
            f"{home}/service.yml": SERVICE.format(name=name),
            f"{home}/aws/template.yaml": SAM.format(name=name),
            f"{home}/stack.json": stack(name),
        }
        extra: dict[str, str | bytes] = {
            "serverless.yml": SERVERLESS.format(name=name),
            "half.yaml": HALF_BROKEN,
            "aliases.yaml": ALIASES,
            "values.yaml": "replicas: 3\n",
            "latin.yaml": SERVICE.format(name=f"caf{number}").encode() + b"# caf\xe9\n",
            "windows.yaml": b"\xef\xbb\xbf" + SERVICE.format(name=f"w{number}").replace("\n", "\r\n").encode(),
        }
        chosen = sorted(extra)[number % len(extra)]
        write(folder, {**files, f"{home}/{chosen}": extra[chosen]})
    write(
        folder,
        {
            "predeploy.yaml": "kubernetes: '1.34'\n",
            "team-1/predeploy.yaml": "rules: {privileged-container: off, budget-blocks-drain: {severity: low}}\n",
            "chart/Chart.yaml": "name: chart\n",
            "chart/templates/a.yaml": "{{ .Values.a }}\n",
            ".hidden/x.yaml": "a: 1\n",
        },
    )
    return folder
