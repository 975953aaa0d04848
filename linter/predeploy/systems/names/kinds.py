"""What a connection is for, by its scheme, by the image that answers, or by the port."""

from typing import Final

from ...views import Document, Workload
from ...views.connection import Kind


def _each(kind: Kind, words: str) -> dict[str, Kind]:
    return dict.fromkeys(words.split(), kind)


SCHEMES: Final[dict[str, Kind]] = {
    **_each("request", "http https ws wss grpc grpcs h2c tcp tls ssl udp dns smtp"),
    **_each("store", "redis rediss mongodb mongodb+srv postgres postgresql mysql mariadb sqlserver mssql cassandra bolt neo4j"),
    **_each("store", "clickhouse etcd memcached elasticsearch ldap ldaps"),
    **_each("push", "amqp amqps nats kafka mqtt mqtts pulsar rabbitmq plaintext sasl_plaintext sasl_ssl"),
}  # fmt: skip
# https://www.iana.org/assignments/service-names-port-numbers/ and the defaults of each server (as of 2026-11)
_PORTS: Final[dict[str, Kind]] = {
    **_each(
        "store", "6379 26379 5432 6432 3306 27017 27018 27019 11211 9200 9300 1433 1521 9042 2379 2181 8086 7687 26257"
    ),
    **_each("push", "5672 5671 9092 9093 9094 4222 61616 1883 8883 6650"),
}
_BY_HTTP: Final = frozenset({"9200", "2379"})
# Images by their own names
_IMAGES: Final[dict[str, Kind]] = {
    **_each("store", "redis valkey keydb dragonfly postgres postgresql postgis pgvector timescaledb spilo mysql mariadb percona"),
    **_each("store", "mongo mongodb memcached minio elasticsearch opensearch cassandra couchdb influxdb clickhouse cockroach"),
    **_each("store", "neo4j etcd zookeeper sqlservr mssql azure-sql-edge qdrant weaviate milvus rethinkdb arangodb solr openldap"),
    **_each("push", "rabbitmq kafka cp-kafka nats nats-streaming pulsar activemq activemq-artemis artemis redpanda mosquitto emqx nsq"),
}  # fmt: skip
# Words behind these that say nothing else
_BESIDE: Final = frozenset(
    {
        *("stack", "server", "oss", "ha", "cluster", "alpine", "sharded", "db", "database", "broker", "standalone"),
        *("photon", "kraft"),
    }
)


def of(scheme: str, host: str, port: str, callee: Document | None) -> Kind:
    """A scheme of its own says it; else the image of what answers; else its name, or the port where it is known by that."""
    said = SCHEMES.get(scheme, "request")
    if said != "request":
        return said
    known = [host.partition(".")[0]]
    if isinstance(callee, Workload):
        known += [one.image.text or "" for one in callee.containers if one.role == "app"]
    meant = {_IMAGES.get(_bare(one)) for one in known}
    if "store" in meant:
        return "store"
    if "push" in meant:
        return "push"
    return _PORTS.get(port, "request") if scheme not in ("http", "https") or port in _BY_HTTP else "request"


def _bare(image: str) -> str:
    """What an image or a host is called: `redis` for `docker.io/bitnami/redis-cluster:7.2`."""
    words = image.rpartition("/")[2].partition("@")[0].partition(":")[0].split("-")
    while len(words) > 1 and words[-1] in _BESIDE:
        words.pop()
    if words[0] == "spilo" and words[-1].isdigit():  # its PostgreSQL
        return words[0]
    return "-".join(words)


def role(kind: Kind) -> str:
    """Of the one that is called."""
    return {"store": "store", "push": "queue"}.get(kind, "workload")
