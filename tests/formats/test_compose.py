"""Docker Compose: what is one, what its variables stand for, what its files say together."""

import pytest

from making import opened
from predeploy.formats import claim
from predeploy.formats.compose.interpolation import Interpolation, assignments
from predeploy.formats.compose.service import ComposeService
from predeploy.reading import Source, read
from predeploy.reading.values import ABSENT, UNKNOWN, Tagged
from running import predeploy_here, report, write

# recognition

MINIMAL = "services: {web: {image: shop:1.4}}"


def format_of(path, text):
    [tree] = read(Source(path, text)).trees
    found = claim(tree)
    return found.name if found else None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("compose.yaml", MINIMAL),
        ("docker-compose.prod.yml", "services: {web: {ports: ['80:80']}}"),
        ("any.yml", MINIMAL),
        ("any.yml", "version: '3'\nx-common: {a: b}\nservices: {web: {build: .}, db: null}\nvolumes: {data: }"),
        ("deploy/docker-stack.yml", MINIMAL),
        ("compose.json", '{"services": {"web": {"image": "shop:1.4"}}}'),
        ("docker-compose.yml", "services: {web: {image: 3}}\nnetwork: {}"),
    ],
)
def test_what_is_a_compose_file(path, text):
    assert format_of(path, text) == "compose"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("any.yml", "services: [postgres:16]"),  # GitLab CI
        ("any.yml", "services: {}"),
        ("any.yml", "services: {db: {image: x}}\nsteps: []"),  # Woodpecker
        ("vela.yaml", "name: a\nservices: {web: {type: webservice, image: nginx}}"),
        ("vela.yaml", "name: a\nservices: {web: {image: nginx, cmd: [node], port: 8080}}"),
        ("serverless-compose.yml", "services: {api: {path: api}}"),
        ("s.yaml", "edition: 3.0.0\nservices: {api: {component: fc, props: {}}}"),
        ("services.yaml", "services: {App\\Mailer: {class: App, arguments: []}}"),  # Symfony
        ("any.yml", "services: 3"),
        ("compose.yaml", "services: "),
    ],
)
def test_what_is_none(path, text):
    assert format_of(path, text) != "compose"


# variables


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("plain", "plain"),
        ("$$HOME", "$HOME"),
        ("$A-${A}", "x-x"),
        ("${NO:-d}", "d"),
        ("${NO-d}", "d"),
        ("${EMPTY:-d}", "d"),
        ("${EMPTY-d}", ""),
        ("${A:?needed}", "x"),
        ("${A:+there}", "there"),
        ("${NO:+there}", UNKNOWN),
        ("${NO}", UNKNOWN),
        ("${NO:?needed}", UNKNOWN),
        ("a:${NO}", UNKNOWN),
        ("${NO:-${A:-y}}", "x"),
        ("${NO:-${NO:-y}}", "y"),
        ("${NO:-a}b}", "ab}"),
        ("${NO:-a", UNKNOWN),
        ("$", "$"),
        ("${}", "${}"),
        (3, 3),
        (None, ABSENT),
        (Tagged("!reset", None), ABSENT),
        (Tagged("!override", "$A"), "x"),
        (Tagged("!what", "a"), UNKNOWN),
    ],
)
def test_what_a_value_stands_for(raw, value):
    assert Interpolation({"A": "x", "EMPTY": ""})(raw) == value


def test_deep_and_long_variables_end():
    nested = "${A:-" * 500 + "x" + "}" * 500
    assert Interpolation({})(nested) is UNKNOWN
    assert Interpolation({})("$A" * 100_000) is UNKNOWN
    assert Interpolation({"B": "x"}).is_given("a${B}")
    assert not Interpolation({"B": "x"}).is_given("a${C:-B}")


def test_assignments_of_an_env_file():
    text = "A=1\nexport B='two words' # why\n# C=3\nD=\"x\"\nE=${A}\n F = f # g\nG=\nnonsense\n=3\n"
    assert assignments(text) == {"A": "1", "B": "two words", "D": "x", "F": "f", "G": ""}


# services


def services(text, path="compose.yaml"):
    return {view.name: view for view in opened(path, text) if isinstance(view, ComposeService)}


def test_ports_and_mounts():
    web = services(
        "services: {web: {image: a, ports: [80, '8080:80', '127.0.0.1:1-2:3-4/udp', '[::1]:5:6', {target: 7, published: 8, mode: host}, '$P:9', x],"
        " volumes: ['data:/data', './a:/b/:ro,z', '/c', 'C:\\d:/e', {type: tmpfs, target: /f}, '$V:/g', {type: bind}]}}"
    )["web"]
    assert [port[1:] for port in web.ports] == [
        (None, None, "80", "tcp", "ingress"),
        (None, "8080", "80", "tcp", "ingress"),
        ("127.0.0.1", "1-2", "3-4", "udp", "ingress"),
        ("[::1]", "5", "6", "tcp", "ingress"),
        (None, "8", "7", "tcp", "host"),
    ]
    assert [mount[1:] for mount in web.mounts] == [
        ("volume", "data", "/data", False),
        ("bind", "./a", "/b", True),
        ("volume", None, "/c", False),
        ("bind", "C:\\d", "/e", False),
        ("tmpfs", None, "/f", False),
    ]
    assert not web.known("ports")
    assert web.known("networks")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("512m", "512Mi"),
        ("1.5g", "1536Mi"),
        ("1GB", "1Gi"),
        ("64 KiB", "64Ki"),
        ("100", "100"),
        ("2048", "2Ki"),
        ("0", "0"),
    ],
)
def test_sizes_are_read_in_docker_units(text, value):
    [container] = services(f"services: {{web: {{image: a, mem_limit: {text}}}}}")["web"].containers
    assert container["resources.limits.memory"].text == value


def test_a_service_in_the_words_of_kubernetes():
    [container] = services(
        "services: {web: {image: a, environment: [A=1, 'B=$X', C, 'D=${Y:-2}'], user: root, cap_add: [ALL], entrypoint: [run]}}"
    )["web"].containers
    assert [(one["name"].text, one["value"].text, one["value"].unknown) for one in container["env"]] == [
        ("A", "1", False), ("B", None, True), ("C", None, True), ("D", "2", False),
    ]  # fmt: skip
    assert container.security("runAsUser").number == 0
    assert [one.text for one in container["securityContext.capabilities.add"]] == ["ALL"]
    assert container["livenessProbe.exec"].absent
    assert container["livenessProbe"].insert({}, safe=True) is None
    assert container["resources.limits.memory"].insert("1g", safe=False) is not None
    assert dict(container["resources"].items()).keys() == {"requests"}  # unknown, for nothing schedules here


@pytest.mark.parametrize(
    ("path", "more", "swarm"),
    [
        ("compose.yaml", "restart: always", False),
        ("compose.yaml", "deploy: {replicas: 2}", False),
        ("compose.yaml", "deploy: {placement: {}}", True),
        ("compose.yaml", "deploy: {mode: global}", True),
        ("my-stack.yml", "restart: always", True),
        ("swarm/compose.yaml", "restart: always", False),
    ],
)
def test_what_is_meant_for_a_swarm(path, more, swarm):
    assert services(f"services: {{web: {{image: a, {more}}}}}", path)["web"].swarm is swarm


def test_replicas():
    text = "services: {a: {image: x}, b: {image: x, deploy: {mode: global}}, c: {image: x, labels: [sablier.enable=true]}, d: {image: x, scale: 3}}"
    values = {name: one.replicas.value for name, one in services(text).items()}
    assert (values["a"], values["d"]) == (1, 3)
    assert values["b"] != values["b"]
    assert values["c"] != values["c"]


# several files


def told(root, *select):
    found = report(*(part for one in select for part in ("--select", one)), cwd=root, run=predeploy_here)
    assert found["errors"] == []
    return [(one["rule"].rpartition("/")[2], one["path"], one["line"]) for one in found["findings"]]


BASE = "services:\n  web:\n    image: shop:1.4\n    restart: always\n    mem_limit: 256m\n    ports: ['8080:80']\n"


PROD = {"predeploy.yaml": "environment: prod\n"}


@pytest.mark.parametrize("name", ["docker-compose.override.yml", "docker-compose.prod.yaml"])
def test_an_override_lies_over_its_base(tmp_path, name):
    override = "services:\n  web:\n    privileged: true\n    networks: [front]\n  more: {image: more:1, depends_on: [web]}\nnetworks: {front: {}}\n"
    write(tmp_path, {"docker-compose.yml": BASE, name: override})
    assert told(tmp_path, "privileged-container", "missing-memory-limit", "undeclared-in-compose") == [
        ("privileged-container", name, 3)
    ]


def test_what_nobody_says_is_told_once(tmp_path):
    base = BASE.replace("    mem_limit: 256m\n", "")
    write(tmp_path, {"compose.yaml": base, "compose.override.yaml": "services:\n  web: {read_only: true}\n"} | PROD)
    assert told(tmp_path, "missing-memory-limit") == [("missing-memory-limit", "compose.yaml", 2)]


def test_an_override_meets_the_services_below(tmp_path):
    write(
        tmp_path,
        {"compose.yaml": BASE, "compose.override.yaml": "services:\n  mail:\n    image: a:1\n    ports: ['8080:1']\n"},
    )
    assert told(tmp_path, "host-port-taken-twice") == [("host-port-taken-twice", "compose.override.yaml", 4)]


def test_what_only_both_files_say_together_is_found_where_it_is_decided(tmp_path):
    write(
        tmp_path,
        {"compose.yaml": BASE, "compose.override.yaml": "services:\n  web:\n    scale: 2\n    ports: ['9090:81']\n"},
    )
    assert sorted(told(tmp_path, "copies-collide")) == [
        ("copies-collide", "compose.override.yaml", 4),
        ("copies-collide", "compose.yaml", 6),
    ]


def test_tags_replace_what_lies_below(tmp_path):
    override = "services:\n  web:\n    scale: 2\n    ports: !reset []\n    mem_limit: !reset null\n"
    write(tmp_path, {"compose.yaml": BASE, "compose.override.yaml": override} | PROD)
    assert told(tmp_path, "copies-collide", "missing-memory-limit") == [("missing-memory-limit", "compose.yaml", 2)]


def test_a_file_that_stands_by_itself_lies_over_nothing(tmp_path):
    write(
        tmp_path,
        {
            "docker-compose.yml": BASE,
            "docker-compose-other.yml": "services:\n  web: {image: other:2, restart: always}\n",
            **PROD,
        },
    )
    assert told(tmp_path, "missing-memory-limit") == [("missing-memory-limit", "docker-compose-other.yml", 2)]


def test_extends_in_this_file_and_in_another(tmp_path):
    files = {
        "compose.yaml": "services:\n  web: {extends: {file: common/base.yaml, service: base}, image: a:1}\n  job: {extends: web}\n",
        "common/base.yaml": "services:\n  base:\n    image: b:1\n    mem_limit: 99m\n    privileged: true\n    extends: base\n",
    }
    write(tmp_path, files)
    assert {place[1:] for place in told(tmp_path, "privileged-container")} == {("common/base.yaml", 5)}


def test_what_cannot_be_read_is_left_out(tmp_path):
    text = "services:\n  web: {extends: {file: ../../etc/x.yaml, service: base}, image: a:1}\n  b: {extends: {file: 3}}\n  c: {extends: [x]}\n"
    write(
        tmp_path, {"compose.yaml": text, "compose.override.yaml": "services: {web: {ports: [80]}", ".env": b"\xff\x00"}
    )
    assert told(tmp_path, "privileged-container") == []


def test_rules_about_pods_that_are_narrowed_by_role(tmp_path):
    text = "services:\n  web:\n    image: a:1\n    security_opt: ['no-new-privileges=false']\n"
    write(tmp_path, {"compose.yaml": text})
    assert told(tmp_path, "privilege-escalation", "writable-root-filesystem", "unhardened-container") == [
        ("privilege-escalation", "compose.yaml", 4),
        ("writable-root-filesystem", "compose.yaml", 2),
    ]


def test_suppressions(tmp_path):
    text = (
        "x-predeploy: {ignore: {mutable-image-tag: our mirror pins it}}\nservices:\n  web: {image: nginx, privileged: true}\n"
        "  agent:\n    image: agent:1\n    privileged: true\n    x-predeploy: {ignore: {privileged-container: it is the driver}}\n"
    )
    write(tmp_path, {"compose.yaml": text})
    assert told(tmp_path, "privileged-container", "mutable-image-tag") == [("privileged-container", "compose.yaml", 3)]
