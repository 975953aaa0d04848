"""Operators: objects from which a controller makes workloads and Services that stand in no file.

Groups and kinds from the projects' own API references, as of 2026-11. A custom resource that is missing here makes a
rule about absence speak too early: add its line.
"""

from collections.abc import Mapping
from typing import ClassVar

from ..views import Document
from . import Opener, System

_KINDS = {
    "cassandra.datastax.com": "CassandraDatacenter",
    "elasticsearch.k8s.elastic.co": "Elasticsearch",
    "gateway.networking.k8s.io": "Gateway",
    "kafka.strimzi.io": "Kafka KafkaConnect KafkaBridge KafkaMirrorMaker2",
    "kibana.k8s.elastic.co": "Kibana",
    "machinelearning.seldon.io": "SeldonDeployment",
    "mongodbcommunity.mongodb.com": "MongoDBCommunity",
    "monitoring.coreos.com": "Prometheus Alertmanager ThanosRuler PrometheusAgent",
    "postgres-operator.crunchydata.com": "PostgresCluster",
    "postgresql.cnpg.io": "Cluster Pooler",
    "rabbitmq.com": "RabbitmqCluster",
    "redis.redis.opstreelabs.in": "Redis RedisCluster RedisReplication RedisSentinel",
}


class Operated(Document):
    """An object that may stand for pods and Services nobody wrote."""

    __slots__ = ()


class Operators(System):
    name = "operators"
    kinds: ClassVar[Mapping[str, Opener]] = {
        f"{group}/{kind}": Operated for group, kinds in _KINDS.items() for kind in kinds.split()
    }


SYSTEM = Operators()
