"""The map of Azure, Google Cloud and Tencent Cloud: who calls whom, from the internet to the last store."""

import pytest

from making import drawn, run


def test_bindings_of_azure_functions() -> None:
    host = '{"version": "2.0"}'
    queue = '{"type": "queueTrigger", "direction": "in", "name": "q", "queueName": "orders"}'
    out = '{"type": "cosmosDB", "direction": "out", "name": "o", "containerName": "carts"}'
    kafka = '{"type": "kafkaTrigger", "direction": "in", "name": "k", "topic": "paid"}'
    later = '{"type": "blobTrigger", "direction": "in", "name": "b", "path": "%PICTURES%/{name}"}'
    found = drawn(
        app__host_json=host,
        app__pack__function_json=f'{{"bindings": [{queue}, {out}]}}',
        app__bill__function_json=f'{{"bindings": [{kafka}]}}',
        app__show__function_json='{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "h"}]}',
        app__draw__function_json=f'{{"bindings": [{later}]}}',
    )
    assert found == {
        ("poll", "queue `orders`", "pack"),
        ("store", "pack", "container `carts`"),
        ("stream", "topic `paid`", "bill"),
        ("request", "internet", "show"),
        ("push", "a bucket", "draw"),
    }


TEMPLATE = """
    {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
     "contentVersion": "1.0.0.0", "resources": [
      {"type": "Microsoft.Web/serverfarms", "apiVersion": "2022-03-01", "name": "plan", "sku": {"name": "%s"}},
      {"type": "Microsoft.Web/sites", "apiVersion": "2022-03-01", "name": "shop", "kind": "functionapp",
       "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}},
      {"type": "Microsoft.Web/sites/functions", "apiVersion": "2022-03-01", "name": "shop/pack", "properties": {"config":
       {"bindings": [{"type": "serviceBusTrigger", "direction": "in", "name": "q", "queueName": "orders"}]}}},
      {"type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2022-10-01", "name": "bus/orders", "properties": {}},
      {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "web", "properties": {
       "configuration": {"ingress": {"external": true, "targetPort": 80}},
       "template": {"containers": [{"name": "a", "image": "a:1"}], "scale": {"rules": [
        {"name": "q", "custom": {"type": "azure-servicebus", "metadata": {"queueName": "orders"}}}]}}}},
      {"type": "Microsoft.Cdn/profiles/originGroups/origins", "apiVersion": "2023-05-01", "name": "cdn/group/shop",
       "properties": {"hostName": "[reference(resourceId('Microsoft.Web/sites', 'shop')).defaultHostName]"}},
      {"type": "Microsoft.EventGrid/eventSubscriptions", "apiVersion": "2022-06-15", "name": "grid", "properties":
       {"destination": {"endpointType": "AzureFunction", "properties": {
        "resourceId": "[concat(resourceId('Microsoft.Web/sites', 'shop'), '/functions/pack')]"}}}}]}
"""


def test_front_doors_queues_and_event_grid_of_azure() -> None:
    assert drawn(azuredeploy_json=TEMPLATE % "Y1") == {
        ("request", "internet", "web"),
        ("request", "internet", "cdn/group/shop"),
        ("request", "cdn/group/shop", "shop"),
        ("poll", "bus/orders", "shop/pack"),
        ("poll", "bus/orders", "web"),
        ("push", "grid", "shop/pack"),
    }


@pytest.mark.parametrize(("sku", "expected"), [("Y1", ("zero", 0)), ("EP1", ("blocked", 1)), ("F1", ("unknown", None))])
def test_a_function_sleeps_as_its_plan_does(sku: str, expected: tuple[str, int | None]) -> None:
    report = run({"azuredeploy.json": TEMPLATE % sku}, estate=True)
    [unit] = [one for one in report.estate.units if one.name == "shop/pack"]
    assert (unit.verdict, unit.floor) == expected


def test_topics_clocks_and_triggers_of_google() -> None:
    objects = """
        apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
        kind: PubSubTopic
        metadata: {name: orders}
        ---
        apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
        kind: PubSubSubscription
        metadata: {name: work}
        spec: {topicRef: {name: orders}, deadLetterPolicy: {deadLetterTopicRef: {external: projects/p/topics/failed}}}
        ---
        apiVersion: cloudscheduler.cnrm.cloud.google.com/v1beta1
        kind: CloudSchedulerJob
        metadata: {name: tick}
        spec: {schedule: "0 * * * *", pubsubTarget: {topicRef: {name: orders}}}
        ---
        apiVersion: eventarc.cnrm.cloud.google.com/v1beta1
        kind: EventarcTrigger
        metadata: {name: hook}
        spec: {destination: {cloudRunService: {serviceRef: {external: web}}}, transport: {pubsub: {topicRef: {name: orders}}}}
    """
    service = """
        apiVersion: serving.knative.dev/v1
        kind: Service
        metadata: {name: web, annotations: {run.googleapis.com/ingress: %s}}
        spec: {template: {metadata: {annotations: {run.googleapis.com/cloudsql-instances: "p:r:shop"}}, spec: {containers: [{image: a}]}}}
    """
    inside = drawn(objects=objects, web=service % "internal")
    assert inside == {
        ("push", "orders", "work"),
        ("deadletter", "work", "topic `failed`"),
        ("schedule", "tick", "orders"),
        ("push", "orders", "hook"),
        ("push", "hook", "web"),
        ("store", "web", "Cloud SQL `shop`"),
    }
    assert drawn(objects=objects, web=service % "all") - inside == {("request", "internet", "web")}


def test_a_load_balancer_of_google_leads_to_its_service() -> None:
    objects = """
        apiVersion: compute.cnrm.cloud.google.com/v1beta1
        kind: ComputeURLMap
        metadata: {name: shop}
        spec: {defaultService: {backendServiceRef: {name: web}}}
        ---
        apiVersion: compute.cnrm.cloud.google.com/v1beta1
        kind: ComputeBackendService
        metadata: {name: web}
        spec: {loadBalancingScheme: %s, backend: [{group: {networkEndpointGroupRef: {name: web}}}]}
        ---
        apiVersion: compute.cnrm.cloud.google.com/v1beta1
        kind: ComputeRegionNetworkEndpointGroup
        metadata: {name: web}
        spec: {cloudRun: {serviceRef: {name: cart}}}
        ---
        apiVersion: run.cnrm.cloud.google.com/v1beta1
        kind: RunService
        metadata: {name: cart}
        spec: {ingress: INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER, template: {containers: [{image: a}]}}
    """
    inside = drawn(objects=objects % "INTERNAL_MANAGED")
    assert inside == {("request", "shop", "cart")}
    assert drawn(objects=objects % "EXTERNAL_MANAGED") == inside | {("request", "internet", "shop")}


def test_files_of_app_engine() -> None:
    found = drawn(
        app="runtime: python313\nhandlers: []\n",
        queue="queue: [{name: mail, rate: 5/s}]\n",
        dispatch="dispatch: [{url: '*/x', service: default}]\n",
    )
    assert found == {
        ("request", "internet", "default"),
        ("request", "internet", "dispatch"),
        ("request", "dispatch", "default"),
        ("push", "mail", "default"),
    }


def test_a_clock_of_tencent_that_is_off_calls_nobody() -> None:
    service = """
        component: scf
        name: shop
        inputs:
          handler: index.main
          runtime: Nodejs16.13
          region: ap-guangzhou
          events:
            - timer: {parameters: {cronExpression: "0 0 3 * * * *", enable: %s}}
            - apigw: {parameters: {endpoints: [{path: /, method: GET}]}}
            - cos: {parameters: {bucket: pictures}}
    """
    asked = {("request", "internet", "API Gateway"), ("request", "API Gateway", "shop")}
    found = drawn(serverless_yml=service % "false")
    assert found == asked | {("push", "bucket `pictures`", "shop")}
    assert ("schedule", "schedule `0 0 3 * * * *`", "shop") in drawn(serverless_yml=service % "true")
