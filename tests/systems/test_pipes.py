"""EventBridge Pipes: what they wait for."""

import math

import pytest

from making import opened
from predeploy.systems.aws.pipes import SYSTEM
from predeploy.views.stack import stack_of

PIPE = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 90}}
  Enrich: {Type: AWS::Serverless::Function, Properties: {Timeout: 20}}
  Pack: {Type: AWS::Serverless::Function, Properties: {Timeout: 30}}
  Feed: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Orders.Arn, %s}}
"""
LEAVE = "TargetParameters: {LambdaFunctionParameters: {InvocationType: FIRE_AND_FORGET}}"


@pytest.mark.parametrize(
    ("settings", "callee", "works"),
    [
        ("Target: !GetAtt Pack.Arn", "function `Pack`", 30),
        ("Enrichment: !GetAtt Enrich.Arn, Target: !GetAtt Pack.Arn", "functions `Enrich` and `Pack`", 50),
        (f"Enrichment: !GetAtt Enrich.Arn, Target: !GetAtt Pack.Arn, {LEAVE}", "function `Enrich`", 20),
        ("Enrichment: !ImportValue x, Target: !GetAtt Pack.Arn", "pipe `Feed`", math.nan),
        ("Target: !ImportValue bus", "pipe `Feed`", math.nan),
    ],
)
def test_a_pipe_waits_for_what_it_calls(settings, callee, works):
    tree = opened("template.yaml", PIPE % settings)[0].node.tree
    [edge] = [one for one in SYSTEM.connections(stack_of(tree)) if one.kind in ("poll", "stream")]
    assert (edge.kind, edge.callee.name, edge.waits.value) == ("poll", callee, 90)
    assert edge.works.value == pytest.approx(works, nan_ok=True)


def test_a_pipe_that_is_stopped_does_nothing():
    tree = opened("template.yaml", PIPE % "Target: !GetAtt Pack.Arn, DesiredState: STOPPED")[0].node.tree
    assert list(SYSTEM.connections(stack_of(tree))) == []
