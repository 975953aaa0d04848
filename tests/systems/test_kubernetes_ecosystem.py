"""Objects that hold pods in unusual places: workflows, applications, sidecars, and what is handed in later."""

import pytest

from making import opened
from predeploy.views import Container, Part, Workload

WORKFLOW = """
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: pack-, namespace: shop, labels: {app: packer}}
spec:
  securityContext: {runAsNonRoot: true, runAsUser: 1000}
  serviceAccountName: packer
  templates:
    - {name: all, dag: {tasks: [{name: one, template: pack}]}}
    - name: pack
      securityContext: {runAsUser: 0}
      initContainers: [{name: fetch, image: "fetch:1"}]
      sidecars: [{name: store, image: "redis:7"}]
      script: {image: "pack:{{inputs.parameters.version}}", env: [{name: MODE, value: "{{workflow.name}}"}]}
    - name: both
      containerSet: {containers: [{name: a, image: "a:1"}, {name: b, image: "b:1"}]}
    - {name: wait, suspend: {}}
"""

APPLICATION = """
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop, namespace: tickets}
spec:
  components:
    - name: web
      type: webservice
      properties: {image: "web:1", cmd: [run], cpu: "1", memory: 1Gi, limit: {memory: 2Gi}, port: 80}
      traits: [{type: gateway}]
    - {name: nightly, type: cron-task, properties: {image: "nightly:1"}}
    - {name: changed, type: webservice, properties: {image: "changed:1"}, traits: [{type: sidecar}]}
    - {name: filled, type: webservice, inputs: [{from: build, parameterKey: image}], properties: {image: "x:1"}}
    - name: raw
      type: k8s-objects
      properties:
        objects:
          - apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart}
            spec: {template: {spec: {containers: [{name: cart, image: "context.image"}]}}}
"""


def workloads(text: str) -> list[Workload]:
    return [one for one in opened("one.yaml", text) if isinstance(one, Workload)]


def test_each_template_of_a_workflow_with_containers_is_a_part():
    pack, both = workloads(WORKFLOW)
    assert isinstance(pack, Part)
    assert [(one.name, one.kind, one.namespace, one.application) for one in (pack, both)] == [
        ("pack", "workflow step", "shop", "packer"),
        ("both", "workflow step", "shop", "packer"),
    ]
    assert [(one.role, one.name) for one in pack.containers] == [
        ("app", "pack"),
        ("init", "fetch"),
        ("sidecar", "store"),
    ]
    assert not pack.serves


def test_a_step_says_first_and_the_workflow_for_what_is_left():
    pack, both = workloads(WORKFLOW)
    script, other = next(pack.containers), next(both.containers)
    assert script.security("runAsUser").number == 0
    assert script.security("runAsNonRoot").absent  # the step's securityContext takes the place of the workflow's
    assert other.security("runAsNonRoot").is_true
    assert pack.pod["serviceAccountName"].text == "packer"
    assert pack.pod["serviceAccountName"].path == ("spec", "serviceAccountName")


def test_what_a_workflow_fills_in_is_unknown():
    script = next(workloads(WORKFLOW)[0].containers)
    assert script.image.unknown
    assert script["env.0.value"].unknown


def test_a_component_is_read_by_the_names_of_a_container():
    web, nightly, cart = workloads(APPLICATION)
    (container,) = web.containers
    assert (web.name, web.kind, web.serves, nightly.serves) == ("web", "component", True, False)
    assert container.image.text == "web:1"
    assert container["command.0"].text == "run"
    assert container["resources.limits.memory"].text == "2Gi"
    assert container["resources.limits.cpu"].text == container["resources"]["requests"]["cpu"].text == "1"
    assert container["resources.limits.memory"].path[-2:] == ("limit", "memory")
    assert next(nightly.containers)["resources.limits.memory"].absent
    assert nightly.spelled("resources.limits.memory") == "properties.memory"
    assert cart.name == "cart"
    assert next(cart.containers).image.unknown


def test_what_a_definition_may_add_is_unknown():
    (container,) = workloads(APPLICATION)[0].containers
    assert container["securityContext.privileged"].unknown
    assert container.security("runAsUser").unknown
    assert container["lifecycle"].unknown


def test_components_that_are_changed_elsewhere_are_left_alone():
    names = {one.name for one in workloads(APPLICATION)}
    assert not {"changed", "filled"} & names


def test_a_sidecar_does_not_know_its_pods():
    text = "{apiVersion: apps.kruise.io/v1beta1, kind: SidecarSet, metadata: {name: logs}, spec: {containers: [{name: logs}]}}"
    (logs,) = workloads(text)
    (container,) = logs.containers
    assert container.security("runAsUser").unknown
    assert container["resources"].absent


@pytest.mark.parametrize(
    ("spec", "path"),
    [
        ("template: {jobTemplate: {spec: {template: {spec: {containers: [{name: a}]}}}}}", "jobTemplate"),
        (
            "template: {broadcastJobTemplate: {spec: {template: {spec: {containers: [{name: a}]}}}}}",
            "broadcastJobTemplate",
        ),
    ],
)
def test_an_advanced_cron_job_has_one_of_two_templates(spec, path):
    (job,) = workloads(
        f"{{apiVersion: apps.kruise.io/v1alpha1, kind: AdvancedCronJob, metadata: {{name: a}}, spec: {{{spec}}}}}"
    )
    assert path in job.pod.path
    assert not job.serves


def test_a_rollout_by_reference_has_no_pods_of_its_own():
    text = "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: a}, spec: {workloadRef: {kind: Deployment, name: a}}}"
    assert workloads(text) == []


KINDS = [
    "argoproj.io/v1alpha1 Workflow",
    "argoproj.io/v1alpha1 CronWorkflow",
    "argoproj.io/v1alpha1 Rollout",
    "argoproj.io/v1alpha1 Experiment",
    "argoproj.io/v1alpha1 AnalysisTemplate",
    "argoproj.io/v1alpha1 Sensor",
    "core.oam.dev/v1beta1 Application",
    "core.oam.dev/v1alpha2 Component",
    "apps.kruise.io/v1alpha1 UnitedDeployment",
    "apps.kruise.io/v1alpha1 SidecarSet",
    "apps.kruise.io/v1alpha1 EphemeralJob",
    "tenancy.x-k8s.io/v1alpha1 ClusterVersion",
]
WRONG = [
    "null", "7", "[]", "[7, [null]]", "{templates: 7, components: 7, triggers: 7, metrics: 7}",
    "{templates: [null, 7, {container: 7, sidecars: {a: 1}}]}", "{components: [7, {type: webservice, properties: [1]}, {type: k8s-objects}]}",
    "{components: [{type: k8s-objects, properties: {objects: [7, {metadata: {name: 7}}]}}]}", "{workflowSpec: [], workloadRef: 3}",
    "{metrics: [{provider: {job: {spec: {template: {spec: 7}}}}}]}", "{triggers: [{template: {k8s: {source: {resource: {kind: [1]}}}}}]}",
    "{apiServer: {statefulset: 7}, template: {cloneSetTemplate: 7}, containers: {a: 1}}",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("spec", WRONG)
def test_nothing_that_is_written_wrongly_raises(kind, spec):
    api, _, kind = kind.partition(" ")
    for view in opened("one.yaml", f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: a}}\nspec: {spec}\n"):
        if isinstance(view, Container):
            assert view.image.text is None or view.image.text
            assert view.security("runAsUser") is not None
        assert view.name is not None
