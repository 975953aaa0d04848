"""What strangers write: no text makes a run crash, hang, open what it must not, or print what it should hide."""

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import junk
from running import LIMIT, POD, command, environment, lines_of, predeploy_run, report, write

PRIVILEGED = "security/privileged-container"
UNREADABLE = "correctness/unreadable-file"
TEN = ",".join(["*{0}"] * 10)
LEVELS = range(1, 40)

BROKEN: dict[str, str | bytes] = {
    "unclosed quote": POD + 'x: "abc\n',
    "unclosed bracket": POD + "x: [1, 2\n",
    "unclosed brace": "kind: Pod\nmetadata: {name\n",
    "bad indent": POD + "   deeper: 1\n  odd: 2\n",
    "tab": POD.replace("    - name", "\t- name"),
    "unknown anchor": POD + "x: *nobody\n",
    "bad directive": "%YAML 1.1 extra\n---\n" + POD,
    "bad tag": POD + "x: !<unclosed y\n",
    "bad escape": POD + 'x: "\\q"\n',
    "two values": POD + "x: a b: c\n",
    "stray marker": POD + "x: @at\n",
    "control character": POD + "x: a\x01b\n",
    "NUL": POD.encode() + b"x: \0\n",
    "binary": bytes(range(256)) * 20,
    "Latin-1": POD.encode() + b"# caf\xe9\n",
    "UTF-16 without a mark": POD.encode("utf-16-le"),
    "half a surrogate": b"\xff\xfe" + POD.encode("utf-16-le") + b"\x00\xd8",
    "100,000 brackets": "[" * 100_000,
    "100,000 brackets below ours": POD + "x: " + "[" * 100_000,
    "100,000 braces": "{a: " * 100_000,
    "100,000 dashes": "- " * 100_000,
    "100,000 question marks": "? " * 100_000,
    "100,000 colons": ": " * 100_000,
    "20,000 broken documents": "---\na: [\n" * 20_000,
    "a megabyte that breaks at its end": POD + "".join(f"k{n}: {{a: 'v{n}'}}\n" for n in range(40_000)) + 'x: "abc\n',
    "merges that multiply": "a: &m0 {" + ",".join(f"k{n}: 1" for n in range(1000)) + "}\nkind: Pod\napiVersion: v1\n"
    + "".join(f"m{n}: &m{n} {{<<: [{TEN.format(f'm{n - 1}')}]}}\n" for n in LEVELS),
    "aliases that multiply": "apiVersion: v1\nkind: Pod\nx0: &x0 {name: c, image: 'a:1'}\n"
    + "".join(f"x{n}: &x{n} [{TEN.format(f'x{n - 1}')}]\n" for n in LEVELS) + "spec: {containers: *x39}\n",
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_a_finding_and_hides_no_other(tmp_path, name):
    text = BROKEN[name]
    root = write(tmp_path, {"bad.yaml": text, "good.yaml": POD})
    found = report("bad.yaml", "good.yaml", "--tier", "all", cwd=root, code=1)
    assert found["errors"] == []
    assert UNREADABLE in {one["rule"] for one in found["findings"] if one["path"] == "bad.yaml"}
    assert (PRIVILEGED, "good.yaml", 8) in lines_of(found)
    last = len(re.split("\r\n|\r|\n", _text(text)))
    lines = [one["line"] for one in found["findings"] if one["path"] == "bad.yaml" and one["line"] is not None]
    assert all(1 <= line <= last for line in lines), lines
    assert "unreadable" in predeploy_run("scan", "bad.yaml", cwd=root).stdout


@pytest.mark.parametrize(
    ("broken", "template"),
    [
        ("{% raw %}\nkind: Pod\n", True),
        ("kind: Service\nmetadata:\n  name: {{ .name }}-web\n{{ if .more }}\nspec: {}\n", True),
        ("kind: Workflow\nspec:\n  args: - '{{inputs.a}}'\n", False),
    ],
)
def test_a_part_that_a_program_fills_in_is_no_fault_of_its_file(tmp_path, broken, template):
    root = write(tmp_path, {"mixed.yaml": f"{POD}---\napiVersion: v1\n{broken}", "good.yaml": POD})
    found = report(".", cwd=root, code=1)
    told = {one["rule"] for one in found["findings"] if one["path"] == "mixed.yaml"}
    assert PRIVILEGED in told
    assert (UNREADABLE in told) != template
    assert [one["path"] for one in found["skipped"]] == ["mixed.yaml"] * template
    assert UNREADABLE in {one["rule"] for one in report("mixed.yaml", cwd=root, code=1)["findings"]}


def _text(text: str | bytes) -> str:
    return text.decode("latin-1") if isinstance(text, bytes) else text


BROKEN_JSON: dict[str, str | bytes] = {
    "100,000 brackets": "[" * 100_000,
    "100,000 objects": '{"a":' * 100_000,
    "100,000 objects, closed": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "a surrogate alone": '{"kind": "Pod", "spec": {"a": "\\ud800"}}',
    "a number of 100,000 digits": '{"apiVersion": "v1", "kind": "Pod", "spec": ' + "9" * 100_000 + "}",
    "no number": '{"apiVersion": "v1", "kind": "Pod", "spec": NaN}',
    "two documents": '{"kind": "Pod"}{"kind": "Pod"}',
    "an open comment": '{"kind": "Pod" /* }',
    "YAML": POD,
}


@pytest.mark.parametrize("name", BROKEN_JSON)
def test_broken_json(tmp_path, name):
    found = report("bad.json", "--tier", "all", cwd=write(tmp_path, {"bad.json": BROKEN_JSON[name]}), code=1)
    assert found["errors"] == []
    assert [one["rule"] for one in found["findings"]] == [UNREADABLE]


EMPTY = {"empty": "", "blank": "  \n\n", "comments": "# a\n", "50,000 markers": "---\n" * 50_000, "null": "null\n"}


@pytest.mark.parametrize("name", EMPTY)
def test_a_file_without_content_is_skipped_and_said_so(tmp_path, name):
    found = report("a.yaml", "--tier", "all", cwd=write(tmp_path, {"a.yaml": EMPTY[name]}), code=4)
    assert (found["findings"], found["errors"]) == ([], [])
    assert found["summary"]["skipped"] == {"empty": 1}


READ: dict[str, tuple[str | bytes, int]] = {
    "plain": (POD, 8),
    "byte order mark": (b"\xef\xbb\xbf" + POD.encode(), 8),
    "UTF-16": (POD.encode("utf-16"), 8),
    "UTF-16 big-endian": (b"\xfe\xff" + POD.encode("utf-16-be"), 8),
    "UTF-32": (POD.encode("utf-32"), 8),
    "carriage returns and line feeds": (POD.replace("\n", "\r\n"), 8),
    "carriage returns": (POD.replace("\n", "\r"), 8),
    "line and paragraph separators": (POD.replace("{name: web}", '{name: web, annotations: {a: "x\u2028y\u2029z\x85w"}}'), 8),
    "next lines in comments": ("# a\x85\n# b\u2028\n" + POD, 10),
    "a mark between documents": (POD.encode() + b"---\n\xef\xbb\xbf" + POD.encode(), 8),
    "a million characters": (POD + "x: " + "a" * 1_000_000 + "\n", 8),
    "a name of a million characters": (POD.replace("- name: web", "- name: " + "a" * 1_000_000), 8),
    "an image of a million characters": (POD.replace("shop:1.4", '"' + "a/" * 500_000 + ':"'), 8),
    "numbers beyond measure": (POD.replace("image: shop:1.4", "image: shop:1.4\n      resources: {limits: {memory: 1e999999, cpu: 0x"
                                           + "f" * 100_000 + "}, requests: {memory: " + "9" * 100_000 + "}}"), 9),
    "keys of every kind": ("1: a\nnull: b\n~: c\n? {a: 1}\n: x\n? [1, 2]\n: y\ntrue: z\n1.5: q\n" + POD, 17),
    "20,000 equal keys": (POD + "x: 1\n" * 20_000, 8),
    "an object that holds itself": (POD.replace("metadata: {name: web}", "metadata: &m {name: web, self: *m}"), 8),
    "a list that holds itself": (POD.replace("  containers:", "  volumes: &v [*v]\n  containers:"), 9),
    "python": (POD + '---\n!!python/object/apply:os.system ["touch pwned"]\n', 8),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_is_odd_but_legal_is_read_and_its_lines_are_those_of_an_editor(tmp_path, name):
    text, line = READ[name]
    found = report("a.yaml", "--tier", "all", cwd=write(tmp_path, {"a.yaml": text}), code=1)
    assert found["errors"] == []
    assert (PRIVILEGED, "a.yaml", line) in lines_of(found)
    assert not (tmp_path / "pwned").exists()
    assert predeploy_run("scan", "a.yaml", "--tier", "all", cwd=tmp_path).returncode == 1


INGRESS = """apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: r%d}
spec: {rules: [{host: a.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
"""
WAKER = """apiVersion: http.keda.sh/v1alpha1
kind: HTTPScaledObject
metadata: {name: w%d}
spec: {hosts: [a.example.com], scaleTargetRef: {name: web, kind: Deployment, service: web, port: 80}, replicas: {min: 0}}
"""
SERVICE = """apiVersion: v1
kind: Service
metadata: {name: web%s}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
"""
DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata: {name: d%d}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: a:1}]}}}
"""
ROUTE = """apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: r%d, namespace: shop}
spec: {parentRefs: [{name: web, sectionName: none}], hostnames: [a%d.example.com], rules: [{backendRefs: [{name: web, port: 80}]}]}
"""
GATEWAY = """apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec:
  gatewayClassName: a
  listeners:
"""
LISTENER = "  - {name: l%d, hostname: l%d.example.com, port: 80, protocol: HTTP}\n"
QUEUE = "  Q%d: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt D%d.Arn, maxReceiveCount: 5}}}\n"
DEAD = "  D%d: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 1209600}}\n"
ALARM = (
    "  A%d: {Type: AWS::CloudWatch::Alarm, Properties: {Namespace: AWS/SQS, MetricName: ApproximateNumberOfMessagesVisible,"
    " Dimensions: [{Name: QueueName, Value: !GetAtt Q%d.QueueName}], Period: 60, EvaluationPeriods: 1, Threshold: 1,"
    " ComparisonOperator: GreaterThanThreshold}}\n"
)
CALLER = """apiVersion: apps/v1
kind: Deployment
metadata: {name: w%d}
spec:
  selector: {matchLabels: {app: w%d}}
  template:
    metadata: {labels: {app: w%d}}
    spec: {containers: [{name: a, image: a:1, env: [{name: NEXT_URL, value: "http://w%next/"}, {name: OWN_URL, value: "http://w%d/"}]}]}
"""
CALLED = """apiVersion: v1
kind: Service
metadata: {name: w%d}
spec: {selector: {app: w%d}, ports: [{port: 80}]}
"""
SCALER = """apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: s%d}
spec: {scaleTargetRef: {name: w%d}, minReplicaCount: 0, triggers: [{type: rabbitmq, metadata: {queueName: q, mode: QueueLength, value: "5"}}]}
"""
CLOCK = """apiVersion: batch/v1
kind: CronJob
metadata: {name: c%d}
spec: {schedule: "*/5 * * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a:1, args: [curl, "http://w0/"]}]}}}}}
"""
PART = "  s%d: {image: 'a:1', environment: {NEXT_URL: 'http://s%next:80/'}, depends_on: [s%next], ports: ['80']}\n"
DEAD_RING = "  Q%d: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Q%next.Arn, maxReceiveCount: 3}}}\n"
MAY = "  R: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyName: a, PolicyDocument: {Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}}]}}\n"
TELLER = (
    "  F%d: {Type: AWS::Lambda::Function, Properties: {Handler: a.b, Runtime: nodejs22.x, Role: !GetAtt R.Arn,"
    " Environment: {Variables: {NEXT_QUEUE: !Ref Q%next}}}}\n"
)
FUNCTION = "  F%d: {Type: AWS::Lambda::Function, Properties: {Handler: a.b, Runtime: nodejs22.x, Timeout: 3}}\n"
MAPPING = "  M%d: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref F%d, EventSourceArn: !GetAtt Q%d.Arn}}\n"
PERMISSION = (
    "  P%d: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref F%d, Principal: sns.amazonaws.com}}\n"
)


def many(count: int, *texts: str, between: str = "---\n") -> str:
    """Each text as often, with its number wherever it says `%d`, and the next one's for `%next`: the last has the first."""
    return between.join(
        text.replace("%d", str(number)).replace("%next", str((number + 1) % count))
        for number in range(count)
        for text in texts
    )


STACK = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n"
MADE = {  # the rule that has most to do with it, and the text with so many of them
    "routes past wakers": ("scale-to-zero/waker-bypassed", lambda n: "---\n".join([SERVICE % "", many(n, WAKER, INGRESS)])),
    "routes to the pods of one Service": (
        "reliability/missing-readiness-probe", lambda n: "---\n".join([SERVICE % "", many(n, DEPLOYMENT, INGRESS)])),
    "load balancers": ("cost/load-balancer-per-service", lambda n: many(n, SERVICE % "%d")),
    "listeners of a Gateway": (
        "correctness/route-host-not-on-gateway", lambda n: GATEWAY + many(n, LISTENER, between="") + "---\n" + many(n, ROUTE)),
    "alarms about queues": ("observability/dead-letters-unwatched", lambda n: STACK + many(n, QUEUE, DEAD, ALARM, between="")),
    "mappings and permissions": (
        "reliability/failed-events-are-lost", lambda n: STACK + many(n, FUNCTION, QUEUE, DEAD, MAPPING, PERMISSION, between="")),
    "callers in a circle": ("reliability/missing-readiness-probe", lambda n: many(n, CALLER, CALLED)),
    "callers of one name that call themselves": (
        "correctness/duplicate-object", lambda n: many(n, *(text.replace("%d", "0").replace("%next", "0") for text in (CALLER, CALLED)))),
    "scalers and clocks": ("timeouts/cron-run-unbounded", lambda n: many(n, CALLER, CALLED, SCALER, CLOCK)),
    "services of a compose file in a circle": ("correctness/circular-dependency", lambda n: "services:\n" + many(n, PART, between="")),
    "queues whose dead letters go round": (
        "timeouts/dead-letters-expire-first", lambda n: STACK + many(n, DEAD_RING, between="")),
    "functions that may do all": ("security/policy-allows-everything", lambda n: STACK + MAY + many(n, TELLER, QUEUE, DEAD, between="")),
}  # fmt: skip


def steps(text: str, told: set[str]) -> int:
    """The calls that all rules over a text take: unlike seconds they are the same on every machine."""
    count = 0

    def count_one(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(count_one)
    try:
        path = "compose.yaml" if text.startswith("services") else "a.yaml"
        found = junk.check(path, text, fixes=False)  # each of which reads its document again
    finally:
        sys.setprofile(None)
    assert found.errors == []
    told.update(one.rule for one in found.findings)
    return count


@pytest.mark.parametrize("name", MADE)
def test_twice_as_much_takes_twice_as_many_steps(name):
    rule, made = MADE[name]
    told: set[str] = set()
    steps(made(2), told)  # what is loaded once
    first, second, third = (steps(made(count), told) for count in (40, 80, 160))
    assert rule in told  # it was looked at
    assert third - second < 2.5 * (second - first)  # 2 where each costs the same, 4 where each looks at every other


SERVERLESS = "service: a\nprovider: {name: aws}\n"
MUCH = {  # the text, and a rule that must get through it
    "1,000 pods of one name": ("---\n".join([POD] * 1_000), PRIVILEGED),
    "500 containers": (POD.partition("    - name")[0] + "".join(f"    - {{name: c{n}, image: 'a:1'}}\n" for n in range(500)),
                       "reliability/missing-memory-limit"),
    "2,000 annotations": (POD.replace("{name: web}", "{name: web, annotations: {" + ",".join(f"predeploy/ignore.x{n}: y" for n in range(2_000)) + "}}"),
                          "correctness/unknown-suppression"),
    "20,000 comments": (POD + "# predeploy: ignore[privileged-container] why\n" * 20_000, PRIVILEGED),
    "50,000 names in a comment": (POD + "# predeploy: ignore[" + "x," * 50_000 + "]\n", PRIVILEGED),
    "1,000 queues": (STACK + "".join(
        f"  R{n}: {{Type: AWS::SQS::Queue, Properties: {{RedrivePolicy: {{deadLetterTargetArn: !GetAtt R{n + 1}.Arn}}}}}}\n" for n in range(1_000)),
        "timeouts/dead-letters-expire-first"),
    "conditions that multiply": ("AWSTemplateFormatVersion: '2010-09-09'\nConditions:\n" + "".join(
        f"  C{n}: !And [!Condition C{n + 1}, !Condition C{n + 1}]\n" for n in range(30)) + "  C30: !Equals [a, a]\n"
        "Resources: {A: {Type: AWS::Lambda::Function, Condition: C0, Properties: {MemorySize: !If [C0, 64, 128]}}}\n",
        "correctness/memory-out-of-range"),
    "references that multiply": (SERVERLESS + "custom:\n" + "".join(
        f"  v{n}: ${{self:custom.v{n + 1}}}${{self:custom.v{n + 1}}}\n" for n in range(60)) + "  v60: x\n"
        "functions: {f: {handler: '${self:custom.v0}', memorySize: 64}}\n", "correctness/memory-out-of-range"),
    "references in a circle": (SERVERLESS + "custom: {a: '${self:custom.b}', b: '${self:custom.a}', c: '${self:}'}\n"
        "functions: {f: {handler: '${self:custom.a}', timeout: '${self:custom.c}', memorySize: 64}}\n", "correctness/memory-out-of-range"),
    "a reference that never ends": (SERVERLESS + "functions: {f: {handler: '" + "${self:" * 5_000 + "a" + "}" * 5_000 + "', memorySize: 64}}\n",
                                    "correctness/memory-out-of-range"),
}  # fmt: skip


@pytest.mark.parametrize("name", MUCH)
def test_much_of_something_is_read_to_its_end(tmp_path, name):
    text, rule = MUCH[name]
    path = "serverless.yml" if text.startswith("service") else "a.yaml"
    found = report(path, "--tier", "all", cwd=write(tmp_path, {path: text}))
    assert found["errors"] == []
    assert rule in {one["rule"] for one in found["findings"]}


# wrong types everywhere

SAMPLES = junk.samples()
SPOTS = [list(junk.spots(path, text)) for path, text in SAMPLES]


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, str]:
    number = draw(st.integers(0, len(SAMPLES) - 1))
    path, text = SAMPLES[number]
    changes = draw(
        st.lists(st.tuples(st.sampled_from(SPOTS[number]), st.sampled_from(junk.JUNK)), min_size=1, max_size=4)
    )
    return path, junk.spoil(text, changes, json=path.endswith(".json"))


@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilt())
def test_junk_in_good_manifests_crashes_no_rule(one):
    found = junk.check(*one)
    assert found.errors == []
    assert not [one.message for one in found.findings if "``" in one.message]
    assert found.estate is None or all(unit.name for unit in found.estate.units)


# files


def test_links_in_circles_and_out_of_the_project(tmp_path):
    write(tmp_path, {"secret/pod.yaml": POD.replace("web", "secret"), "repo/.git/HEAD": "", "repo/a/pod.yaml": POD})
    root = tmp_path / "repo"
    links = {"loop": "loop", "a/up": "..", "round": "trip", "trip": "round", "out": "../secret", "out.yaml": "../secret/pod.yaml",
             "dangling.yaml": "nowhere", "a/again.yaml": "pod.yaml", "a/absolute.yaml": str(tmp_path / "secret/pod.yaml")}  # fmt: skip
    for name, target in links.items():
        (root / name).symlink_to(target)
    found = report("--show-skipped", cwd=root, code=1)
    assert {one["path"] for one in found["findings"] if one["rule"] == PRIVILEGED} == {"a/pod.yaml"}
    reasons = {one["path"]: one["reason"] for one in found["skipped"]}
    for path in ("out", "out.yaml", "a/absolute.yaml"):
        assert reasons[path] == "symlink that leaves the project root"
    assert "secret" not in json.dumps(found["findings"])
    named = report("out.yaml", cwd=root, code=1)
    assert [(one["rule"], one["line"]) for one in named["findings"]] == [(UNREADABLE, None)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only where there are FIFOs")
def test_a_fifo_is_not_waited_for(tmp_path):
    root = write(tmp_path, {"pod.yaml": POD})
    os.mkfifo(root / "fifo.yaml")
    met = report("--show-skipped", cwd=root, code=1)
    assert {"path": "fifo.yaml", "reason": "not a regular file", "detail": ""} in met["skipped"]
    named = report("fifo.yaml", cwd=root, code=1)
    assert [(one["rule"], one["path"]) for one in named["findings"]] == [(UNREADABLE, "fifo.yaml")]


def _obey_permissions() -> None:
    """Take root's right to read everything from the program that this process will become."""
    prctl, drop = ctypes.CDLL(None).prctl, 24  # PR_CAPBSET_DROP: linux/prctl.h
    for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: linux/capability.h
        assert prctl(drop, right, 0, 0, 0) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux can a test that runs as root give up root's rights")
def test_what_may_not_be_read_is_said():
    root = Path(tempfile.mkdtemp(prefix="predeploy-"))
    try:
        write(root, {"pod.yaml": POD, "closed.yaml": POD, "shut/pod.yaml": POD})
        for path, mode in (("", 0o755), ("pod.yaml", 0o644), ("closed.yaml", 0), ("shut", 0)):
            (root / path).chmod(mode)
        drop = None if os.geteuid() else _obey_permissions
        done = subprocess.run(command("scan", "--format", "json", "closed.yaml", "."), cwd=root, env=environment(), capture_output=True,
                              timeout=LIMIT, check=False, preexec_fn=drop)  # fmt: skip
        told = json.loads(done.stdout)
    finally:
        (root / "shut").chmod(0o755)
        shutil.rmtree(root)
    assert done.returncode == 1
    assert told["errors"] == []
    unreadable = {one["path"]: one["message"] for one in told["findings"] if one["rule"] == UNREADABLE}
    assert unreadable.keys() == {"closed.yaml", "shut"}
    assert all("ermission denied" in message for message in unreadable.values())
    assert (PRIVILEGED, "pod.yaml", 8) in lines_of(told)


def test_a_file_that_vanishes_or_grows_meanwhile(tmp_path):
    """Between discovery and reading: a tick comes after each file."""
    from predeploy.cli._project import open_project
    from predeploy.engine import Request, scan

    root = write(tmp_path, {"a.yaml": POD, "b.yaml": POD, "c.yaml": POD, "d.yaml": POD, "e.yaml": POD})
    project = open_project([str(root)], root=str(root), overrides={})

    def tick(done: int) -> None:
        if done == 0:
            (root / "b.yaml").unlink()
            (root / "c.yaml").write_text(POD + "---\n" + POD.replace("web", "grown"))
            (root / "d.yaml").unlink()
            (root / "d.yaml").mkdir()

    inputs = tuple(project.discovery.inputs)
    told = scan(Request(project.root, inputs, project.policy, project.rules, texts=True), tick)
    assert told.errors == []
    assert [one.place.path for one in told.findings if one.rule == PRIVILEGED] == [
        "a.yaml",
        "c.yaml",
        "c.yaml",
        "e.yaml",
    ]
    lost = {one.path for one in told.skipped} | {one.place.path for one in told.findings if one.rule == UNREADABLE}
    assert {"b.yaml", "d.yaml"} <= lost


SPY = """\
import os, sys

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        said = "open " + os.fsdecode(os.path.abspath(arguments[0]))
    elif event.startswith("socket.") or event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "pty.spawn"):
        said = event
    elif event == "import" and str(arguments[0]).startswith("evil"):
        said = "import " + arguments[0]
    else:
        return
    if not busy:
        busy.append(1)
        os.write(log, (said + "\\n").encode("utf-8", "surrogateescape"))
        busy.clear()

busy = []
log = os.open(os.environ["SPY_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
sys.addaudithook(watch)
"""
GREEDY = """\
service: greedy
provider:
  name: aws
  runtime: ${file(../../outside.yml):runtime, 'python3.12'}
  environment:
    A: ${file(/etc/passwd)}
    B: ${file(../outside.yml):secret}
    C: ${file(./link.yml):secret}
    D: ${file(./evil.js):x}
    E: ${env:HOME}
    F: ${file(inside.yml):fine}
    G: ${ssm:/x} ${s3:bucket/key} ${cf:stack.output} ${http:x}
functions: {f: {handler: a.b, timeout: "${file(../../outside.yml):seconds}"}}
"""


@pytest.mark.parametrize("method", ["serial", "fork", "spawn"])
def test_nothing_outside_the_project_is_opened_and_nothing_is_run_or_called(tmp_path, method):
    """Every opened file, socket and process of the whole run is written down, of its workers too."""
    write(
        tmp_path,
        {"site/sitecustomize.py": SPY, "outside.yml": "secret: out-in-the-open\nseconds: 7\nruntime: ruby2.5\n"},
    )
    root = write(
        tmp_path / "in/repo",
        {
            ".git/HEAD": "", ".git/config": "[core]\n", "a/serverless.yml": GREEDY, "a/inside.yml": "fine: yes\n", "a/evil.js": "x", "pod.yaml": POD,
            "k/kustomization.yaml": "resources: [../../../outside.yml, 'https://example.com/x.yaml']\npatches: [{path: ../../../outside.yml}]\n",
            "chart/Chart.yaml": "name: c\n", "chart/templates/x.yaml": "{{ .Files.Get \"/etc/passwd\" }}\n", "evil.py": "", "evil_rules/__init__.py": "",
            "cfn.yaml": "Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: AWS::Serverless::Application, Properties: {Location: ../../outside.yml}}}\n",
        },
    )  # fmt: skip
    (root / "a/link.yml").symlink_to(tmp_path / "outside.yml")
    log = tmp_path / "log"
    env = environment(tmp_path / "site", PREDEPLOY_WORKERS=method, SPY_LOG=str(log), HOME=str(tmp_path / "home"))
    told = predeploy_run("scan", "--tier", "all", "--format", "json", "-j", "2", cwd=root, env=env)
    assert told.returncode == 1, told.stderr
    assert json.loads(told.stdout)["errors"] == []
    lines = set(log.read_text(encoding="utf-8", errors="surrogateescape").splitlines())
    opened = {line.removeprefix("open ") for line in lines if line.startswith("open ")}
    inside = {os.path.relpath(path, root) for path in opened if path.startswith(f"{root}{os.sep}")}
    assert {"pod.yaml", "a/serverless.yml", "a/inside.yml"} <= inside
    assert not {path for path in inside if path.startswith(("evil", "a/evil", "a/link", ".git/HEAD", ".git/config"))}
    assert {path for path in opened if path.startswith(str(tmp_path / "outside")) or path == "/etc/passwd"} == set()
    acts = {line for line in lines if not line.startswith("open ")}
    started = {"os.posix_spawn"} if method == "spawn" else set()  # workers are started so
    assert acts <= {"subprocess.Popen", *started}  # charts are rendered by a confined process: tests/test_helm.py
    assert "out-in-the-open" not in told.stdout


# what is printed


NASTY = "a\\e[31mred\\e]0;title\\a\\u202erolled\\n::error file=a::boo\\r\\n##[error]boo\\n##vso[x]y\\u200b\\x9b1m<script>alert(1)</script>|`x`@team"


@pytest.mark.parametrize("form", ["text", "json", "markdown", "sarif"])
def test_names_give_no_orders_to_terminals_and_ci(tmp_path, form):
    pod = POD.replace("- name: web", f'- name: "{NASTY}"').replace(
        "{name: web}", f'{{name: "{NASTY}", labels: {{app: "{NASTY}"}}}}'
    )
    root = write(
        tmp_path, {"pod.yaml": pod, "::error::x.yaml": pod, "a\x1b[31m\u202e.yaml": pod + "bad: [\n", "b\nc.yaml": pod}
    )
    done = predeploy_run("scan", ".", "--tier", "all", "--format", form, "--show-skipped", cwd=root)
    assert done.returncode == 1
    assert "privileged-container" in done.stdout
    for said in (done.stdout, done.stderr):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u2028\u2029]", said)
        assert not re.search(r"(?m)^\s*::", said)
        assert "##[" not in said
        assert "##vso[" not in said
    if form == "markdown":
        assert "<script" not in done.stdout
        assert not re.search(r"(?<![\w;`])@team", done.stdout)


MARKUP = '%%{init: {}}%% "]; click n1 call alert() --> x{{<br/>}} </script><img src=x onerror=alert(1)> #quot; #35; end\n%% a'
WEB = (
    POD.replace("kind: Pod", "kind: Deployment")
    .replace("v1", "apps/v1")
    .replace("spec:\n", "spec:\n  template:\n   spec:\n", 1)
)
TEXT = r'(?:[^"#<>&\[\]{}()|`\\;]|#\d+;|<br/>)*'
MERMAID = re.compile(
    rf'flowchart LR|  subgraph a\d+\["{TEXT}"\]|  end|  (?:  )?n\d+[\[({{/]{{1,2}}"{TEXT}"[\])}}/]{{1,2}}|  n\d+ (?:-.->|==>|-->)(?:\|[^|"]*\|)? n\d+'
    r"|  classDef \w+ [\w:#,\- ]+|  class n\d+(?:,n\d+)* \w+|  linkStyle [\d,]+ [\w:#,\-]+"
)


@pytest.mark.parametrize(
    "drawn", ["graph mermaid", "graph json", "graph html", "readiness text", "readiness json", "readiness markdown"]
)
def test_names_give_no_orders_to_whoever_reads_the_map(tmp_path, drawn):
    command, form = drawn.split()
    name = f'"{NASTY}' + json.dumps(MARKUP + "w" * 100_000)[1:]
    caller = WEB.replace("image: shop:1.4", f'image: shop:1.4, env: [{{name: API_URL, value: "http://api.{NASTY}/"}}]')
    objects = [WEB.replace("{name: web}", f"{{name: {name}, labels: {{app.kubernetes.io/part-of: {name}}}}}"), caller,
               CLOCK.replace("%d", "0").replace('"*/5 * * * *"', name), SCALER.replace("s%d", "s").replace("w%d", name).replace(": q,", f": {name},")]  # fmt: skip
    root = write(
        tmp_path,
        {"a\x1b[31m\u202e.yaml": "---\n".join(objects), "::error::x.yaml": "kind: Pod\napiVersion: v1\nx: [\n"},
    )
    done = predeploy_run(command, ".", "--format", form, cwd=root)
    assert done.returncode == 0, done.stderr
    assert "alert(1)" in done.stdout or "alert\\(1" in done.stdout or "alert#40;1" in done.stdout
    for said in (done.stdout, done.stderr):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u2028\u2029]", said)
        assert not re.search(r"(?m)^\s*::", said)
    if form in ("text", "markdown", "json"):
        assert "##[" not in done.stdout
        assert "##vso[" not in done.stdout
    if form == "markdown":
        assert "<script" not in done.stdout
        assert "<img" not in done.stdout
    elif form == "html":
        assert len(re.findall("(?i)</?script|<img|<!--", done.stdout)) == 4
    elif form == "json":
        json.loads(done.stdout)
    elif form == "mermaid":
        assert [line for line in done.stdout.splitlines() if not MERMAID.fullmatch(line)] == []
    unknown = predeploy_run(command, ".", "--only", "nobody", cwd=root)
    assert unknown.returncode == 2
    assert "\x1b" not in unknown.stderr


@pytest.mark.parametrize("command", ["scan", "graph", "readiness"])
def test_a_run_writes_where_it_is_told_to_and_nowhere_else(tmp_path, command):
    (tmp_path / "outside").write_text("keep")
    root = write(tmp_path / "in", {".git/HEAD": "", "pod.yaml": WEB, "predeploy.yaml": "# mine\n", "folder/own": ""})
    for link, target in {
        "out.json": "../outside",
        "up": "..",
        "own.json": "predeploy.yaml",
        "new.json": "fresh.json",
        "hook": ".git/HEAD",
    }.items():
        (root / link).symlink_to(target)
    (tmp_path / "alias").symlink_to(root)

    def run(file: str) -> int:
        return predeploy_run(
            command,
            ".",
            *(("--format", f"json={file}") if command == "scan" else ("--format", "json", "-o", file)),
            cwd=root,
        ).returncode

    before = _files(tmp_path)
    for file in ("out.json", "up/outside", "own.json", "new.json", "hook", "../alias/own.json", "../alias/out.json"):
        assert run(file) == 2, file
    assert _files(tmp_path) == before
    assert run("folder/map.json") == (1 if command == "scan" else 0)
    after = _files(tmp_path)
    assert after.pop(str(root / "folder/map.json")).startswith(b"{")
    assert after == before


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and "cache" not in path.parts}


def test_undecodable_names_of_files(tmp_path):
    root = os.fsencode(tmp_path)
    with open(os.path.join(root, b"caf\xe9.yaml"), "wb") as stream:
        stream.write(POD.encode())
    found = report(".", cwd=tmp_path, code=1)
    assert {one["path"] for one in found["findings"]} == {"caf\ufffd.yaml"}
    assert predeploy_run("scan", ".", cwd=tmp_path).returncode == 1


SECRET = "hunter2" + "Zq9x" + "Lm4t"  # in three parts: scanners of secrets read this file too
KEY = "AKIA" + "QWERTY" + "UIOPASDFGH"
KEEPS_SECRETS = {
    "pod.yaml": f"""\
apiVersion: v1
kind: Pod
metadata: {{name: web, annotations: {{password: {SECRET}, token: "{SECRET}"}}}}
spec:
  containers:
    - name: web
      image: shop:1.4
      args: ["--password={SECRET}", "--token", "{SECRET}", "mysql -p{SECRET}"]
      env:
        - {{name: DB_PASSWORD, value: {SECRET}}}
        - {{name: DB_PASSWORD, value: "{SECRET}"}}
        - name: API_TOKEN
          value: {SECRET}
        - {{name: DATABASE_URL, value: "postgres://user:{SECRET}@db/x"}}
        - {{name: AWS_ACCESS_KEY_ID, value: {KEY}}}
        - {{name: PASSWORD_{SECRET[:7]}, value: yes}}
""",
    "secret.yaml": f"""\
apiVersion: v1
kind: Secret
metadata: {{name: s}}
stringData:
  password: {SECRET}
  config: |
    password={SECRET}
data:
  token: {SECRET}
  bad: "{SECRET}!!"
""",
    "config.yaml": f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c}}\ndata: {{password: {SECRET}, url: 'https://u:{SECRET}@h/'}}\n",
    "template.yaml": f"""\
Transform: AWS::Serverless-2016-10-31
Parameters:
  DbPassword: {{Type: String, Default: {SECRET}}}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Environment: {{Variables: {{DB_PASSWORD: {SECRET}, KEY: {KEY}}}}}
  Db: {{Type: AWS::RDS::DBInstance, Properties: {{MasterUserPassword: {SECRET}, MasterUsername: admin, PubliclyAccessible: true}}}}
""",
    "serverless.yml": f"""\
service: a
provider: {{name: aws, runtime: python3.12, environment: {{DB_PASSWORD: {SECRET}}}}}
custom: {{password: {SECRET}}}
functions:
  f: {{handler: a.b, environment: {{TOKEN: "${{self:custom.password}}", KEY: {KEY}}}}}
""",
}  # fmt: skip


@pytest.mark.parametrize("form", ["text", "json", "markdown", "sarif"])
def test_secrets_are_never_printed(tmp_path, form):
    root = write(tmp_path, KEEPS_SECRETS)
    done = predeploy_run("scan", ".", "--tier", "all", "--format", form, cwd=root)
    assert done.returncode == 1
    assert "plaintext-secret" in done.stdout
    for secret in (SECRET, KEY):
        lines = [line for line in (done.stdout + done.stderr).splitlines() if secret in line]
        assert lines == []


@pytest.mark.parametrize(
    "drawn", ["graph mermaid", "graph json", "graph html", "readiness text", "readiness json", "readiness markdown"]
)
def test_secrets_are_not_on_the_map(tmp_path, drawn):
    root = write(tmp_path, KEEPS_SECRETS | {"web.yaml": KEEPS_SECRETS["pod.yaml"].replace("kind: Pod", "kind: Job")})
    command, form = drawn.split()
    done = predeploy_run(command, ".", "--format", form, cwd=root)
    assert done.returncode == 0, done.stderr
    assert not [line for line in (done.stdout + done.stderr).splitlines() if SECRET in line or KEY in line]


def test_a_hostile_folder_is_told_alike_by_every_kind_of_worker(tmp_path):
    files = {f"bad-{n}.yaml": text for n, text in enumerate(BROKEN.values())} | {
        f"odd-{n}.yaml": text for n, (text, _) in enumerate(READ.values())
    }
    files = {path: text for path, text in files.items() if len(text) < 150_000}
    root = write(tmp_path, {**files, **KEEPS_SECRETS})

    def told(*words: str, method: str) -> str:
        done = predeploy_run(*words, "--format", "json", "-j", "2", cwd=root, env=environment(PREDEPLOY_WORKERS=method))
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    scanned = told("scan", "--tier", "all", method="serial")
    found = json.loads(scanned)
    assert found["errors"] == []
    assert found["summary"]["files"] == len(files) + len(KEEPS_SECRETS) > 30
    for one in (("scan", "--tier", "all"), ("graph",), ("readiness",)):
        serial = told(*one, method="serial")
        assert told(*one, method="fork") == serial
        assert told(*one, method="spawn") == serial
