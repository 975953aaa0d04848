"""Amazon ECS: what a task asks for, and what a service keeps running."""

import math

import pytest

from making import opened
from predeploy.project import Project
from predeploy.systems.aws.ecs import SYSTEM as ECS
from predeploy.systems.aws.ecs import EcsService, TaskDefinition
from predeploy.views import Container


def task(properties: str) -> TaskDefinition:
    text = f"Resources: {{Web: {{Type: AWS::ECS::TaskDefinition, Properties: {{{properties}}}}}}}"
    return next(view for view in opened("stack.yaml", text) if isinstance(view, TaskDefinition))


@pytest.mark.parametrize(
    ("written", "cores", "gigabytes"),
    [
        ("Cpu: 256, Memory: 512", 0.25, 0.5),
        ('Cpu: "1024", Memory: "2048"', 1, 2),
        ("Cpu: 1 vCPU, Memory: 4GB", 1, 4),
        ("Cpu: .5 vcpu, Memory: 1 GB", 0.5, 1),
        ("Cpu: lots, Memory: !Ref Size", math.nan, math.nan),
        ("Family: web", math.nan, math.nan),
        ("Cpu: [1], Memory: {a: b}", math.nan, math.nan),
    ],
)
def test_sizes_are_read_however_they_are_written(written, cores, gigabytes):
    found = task(written)
    assert found.requested("cpu") == pytest.approx(cores, nan_ok=True)
    assert found.requested("memory") / 2**30 == pytest.approx(gigabytes, nan_ok=True)


def test_a_container_is_asked_in_words_of_kubernetes():
    [web] = task(
        "ContainerDefinitions: [{Name: web, Image: 'web:1', User: 'root:root', Environment: [{Name: A, Value: b}],"
        " MountPoints: [{SourceVolume: data, ContainerPath: /data}]}]"
    ).containers
    assert isinstance(web, Container)
    assert (web.name, web.image.text) == ("web", "web:1")
    assert [(one["name"].text, one["value"].text) for one in web["env"]] == [("A", "b")]
    assert [(one["name"].text, one["mountPath"].text) for one in web["volumeMounts"]] == [("data", "/data")]
    assert web.security("runAsUser").number == 0
    assert web["readinessProbe.httpGet"].unknown  # nothing that only pods have is said to be missing


def test_the_node_is_shared_where_the_modes_say_so():
    pod = task("NetworkMode: host, PidMode: task").pod
    assert pod["hostNetwork"].is_true
    assert pod["hostPID"].absent
    assert pod["terminationGracePeriodSeconds"].unknown


TARGET = """
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: {ScalableDimension: %s, ResourceId: %s, MinCapacity: 2, MaxCapacity: 8}
"""


@pytest.mark.parametrize(
    ("service", "more", "floor", "ceiling"),
    [
        ("DesiredCount: 3", "", 3, 3),
        ("TaskDefinition: web", "", 1, 1),
        ("SchedulingStrategy: DAEMON", "", math.nan, math.nan),
        ("DesiredCount: 3", TARGET % ("'ecs:service:DesiredCount'", "!Sub 'service/shop/${Web.Name}'"), 2, 8),
        ("DesiredCount: 3", TARGET % ("'ecs:service:DesiredCount'", "!ImportValue which"), math.nan, math.nan),
        ("DesiredCount: 3", TARGET % ("'dynamodb:table:ReadCapacityUnits'", "table/orders"), 3, 3),
    ],
)
def test_what_a_service_keeps_running(service, more, floor, ceiling):
    text = f"Resources:\n  Web: {{Type: AWS::ECS::Service, Properties: {{{service}}}}}\n{more}"
    project = Project(opened("stack.yaml", text))
    assert project.all(EcsService)
    [scaling] = list(ECS.links(project))
    assert scaling.floor.value == pytest.approx(floor, nan_ok=True)  # type: ignore[attr-defined]
    assert scaling.ceiling.value == pytest.approx(ceiling, nan_ok=True)  # type: ignore[attr-defined]
