"""s.yaml: what is taken for one, what its variables stand for, and what a function inherits."""

import pytest

from making import opened, run
from predeploy.formats import claim
from predeploy.node import Node
from predeploy.reading import Source, read
from predeploy.views import Function

HEAD = "edition: 3.0.0\nname: shop\n"


def functions(text: str, path: str = "s.yaml") -> dict[str, Function]:
    return {view.name: view for view in opened(path, text) if isinstance(view, Function)}


def format_of(text: str, path: str = "s.yaml") -> str | None:
    form = claim(read(Source(path, text)).trees[0])
    return form.name if form is not None else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (HEAD + "resources: {pack: {component: fc3, props: {runtime: nodejs20}}}", "serverless-devs"),
        ("edition: 1.0.0\nservices: {pack: {component: devsapp/fc, props: {}}}", "serverless-devs"),
        (HEAD + "vars: {all: {component: fc}}\nresources: {pack: '${vars.all}'}", "serverless-devs"),
        (HEAD + "resources: {pack: {image: shop}}", None),
        ("edition: 2024\nservices: {web: {image: shop}}", "compose"),  # a Compose file with a key of its own
        (HEAD + "resources: [1]", None),
        (HEAD, None),
    ],
)
def test_what_is_an_s_yaml(text, name):
    found = format_of(text)
    assert found == name if name != "compose" else found != "serverless-devs"


@pytest.mark.parametrize(
    ("component", "is_function"),
    [
        ("fc3", True),
        ("fc3@0.0.30", True),
        ("devsapp/fc", True),
        ("fc-deploy", True),
        ("../..", True),
        ("${path('../..')}", True),
        ("website", False),
        ("devsapp/ros", False),
    ],
)
def test_which_components_make_functions(component, is_function):
    text = (
        f'{HEAD}resources: {{pack: {{component: "{component}", props: {{runtime: nodejs20, handler: a.b, code: ./}}}}}}'
    )
    assert bool(functions(text)) == is_function


VARIABLES = f"""{HEAD}
vars:
  region: cn-hangzhou
  limits: {{memory: 512, list: [1, 2]}}
  round: ${{vars.trip}}
  trip: ${{vars.round}}
  endless: {{more: "${{vars.endless}}"}}
resources:
  pack: {{component: fc3, props: {{functionName: shop-pack, runtime: nodejs20, handler: a.b, code: ./}}}}
  send:
    component: fc3
    props:
      runtime: nodejs20
      handler: a.b
      code: ./
      environmentVariables: {{X: "%s"}}
"""


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("${vars.region}", "cn-hangzhou"),
        ("in-${vars.region}-${vars.limits.memory}", "in-cn-hangzhou-512"),
        ("${vars.limits.list.1}", "2"),
        ("${resources.pack.props.functionName}", "shop-pack"),
        ("${env('STAGE', 'dev')}", "dev"),
        ("${ env('STAGE', 'dev') }", "dev"),
        ("${env('STAGE')}", None),
        ("${env.STAGE}", None),
        ("${config('AccountID')}", None),
        ("${file('./x.json')}", None),
        ("${this.props.region}", None),
        ("${resources.pack.output.url}", None),
        ("${vars.round}", None),
        ("${vars.endless}", None),
        ("${vars.${vars.region}}", None),
        ("${", "${"),
        ("$HOME", "$HOME"),
    ],
)
def test_what_a_variable_stands_for(written, value):
    node = dict(functions(VARIABLES % written)["send"].environment)["X"]
    if written == "${":
        assert node.unknown
    else:
        assert node.text == value
        assert node.unknown == (value is None)


def test_the_older_edition_names_a_service_without_a_prefix():
    text = """
edition: 1.0.0
name: shop
vars: {service: {name: shop, logConfig: auto}}
services:
  pack:
    component: fc
    props:
      service: ${vars.service}
      function: {name: pack, runtime: nodejs20, handler: a.b, codeUri: ./}
      triggers: [{name: web, type: http, config: {authType: anonymous}}]
  send:
    component: fc
    props:
      function: {name: "${pack.props.function.name}-2", runtime: nodejs20, handler: a.b, codeUri: ./, timeout: 9}
"""
    found = functions(text)
    assert [(event.kind, event.source.text) for event in found["pack"].events] == [("url", "anonymous")]
    assert (found["pack"].timeout.value, found["pack"].memory.value) == (3, 128 * 2**20)
    assert found["pack"].measure("logs").state == "inherited"
    assert found["send"].timeout.value == 9
    assert found["send"].body["name"].text == "pack-2"


def test_a_template_holds_for_what_extends_it_but_for_what_is_ignored():
    text = f"""{HEAD}
template:
  all: {{runtime: nodejs20, code: ./, timeout: 40, memorySize: 1024, triggers: [{{triggerName: t, triggerType: timer}}]}}
resources:
  one: {{component: fc3, extend: {{name: all}}, props: {{handler: a.b, memorySize: 256}}}}
  two: {{component: fc3, extend: {{name: all, ignore: [timeout, triggers]}}, props: {{handler: a.b}}}}
  three: {{component: fc3, extend: {{name: "${{env('T')}}"}}, props: {{runtime: nodejs20, handler: a.b, code: ./}}}}
"""
    found = functions(text)
    assert (found["one"].timeout.value, found["one"].memory.value) == (40, 256 * 2**20)
    assert (found["two"].timeout.state, found["two"].memory.value) == ("default", 1024 * 2**20)
    assert (len(found["one"].events), len(found["two"].events)) == (1, 0)
    assert found["three"].timeout.state == "unknown"


def test_what_an_extended_file_says_counts_and_what_cannot_be_read_is_unknown(tmp_path):
    (tmp_path / "base.yaml").write_text(HEAD + "resources: {pack: {component: fc3, props: {timeout: 77}}}", "utf-8")
    text = HEAD + "extend: %s\nresources: {pack: {component: fc3, props: {runtime: nodejs20, handler: a.b, code: ./}}}"

    def pack(base: str) -> Function:
        source = Source("s.yaml", text % base, root=str(tmp_path), file=str(tmp_path / "s.yaml"))
        tree = read(source).trees[0]
        form = claim(tree)
        assert form is not None
        views = form.open(Node(tree, (), tree.data), lambda kind: True)
        return next(view for view in views if isinstance(view, Function))

    assert pack("./base.yaml").timeout.value == 77
    assert pack("./gone.yaml").timeout.state == "unknown"
    assert pack("../../etc/base.yaml").timeout.state == "unknown"


def test_sizes_of_instances_with_a_gpu_are_not_judged():
    text = f"""{HEAD}
resources:
  draw: {{component: fc3, props: {{runtime: custom-container, customContainerConfig: {{image: a}}, memorySize: 65536, gpuConfig: {{gpuType: t}}}}}}
"""
    draw = functions(text)["draw"]
    assert not draw.limit("memory").refuses(draw.memory.value)
    assert draw.limit("timeout").refuses(90_000)


def test_many_variables_of_variables_take_no_time():
    lines = [f"  v{n}: {{a: '${{vars.v{n + 1}}}', b: '${{vars.v{n + 1}}}'}}" for n in range(200)]
    text = (
        HEAD
        + "vars:\n"
        + "\n".join(lines)
        + "\n  v200: {a: 1}\nresources: {pack: {component: fc3, props: '${vars.v0}'}}"
    )
    assert run({"s.yaml": text}).errors == []
