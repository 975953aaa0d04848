"""Documents of `predeploy graph --format json`, made by hand or by the dozen."""

from random import Random
from typing import Any

Document = dict[str, Any]

HOSTILE = "</script><script>window.broken=1</script><img src=x onerror=window.broken=2>"


class Estate:
    """Builds a document; what is not said has the value that a plain, healthy thing has."""

    def __init__(self) -> None:
        self.applications: list[Document] = []
        self.nodes: list[Document] = []
        self.edges: list[Document] = []
        self.findings: list[Document] = []

    def application(self, name: str, idle: float | None = None, **more: Any) -> str:
        key = f"a{len(self.applications) + 1}"
        plain = {"id": key, "name": name, "path": f"deploy/{name}", "intent": "", "idle_usd_month": idle, "unpriced": 0}
        self.applications.append(plain | more)
        return key

    def node(
        self, name: str, role: str, kind: str, application: str | None, verdict: str | None = None, **more: Any
    ) -> str:
        key, here = f"n{len(self.nodes) + 1}", application is not None
        plain = {
            "id": key, "name": name, "kind": kind, "platform": "kubernetes" if kind in KUBERNETES else "aws",
            "role": role, "presence": "here" if here else "outside", "application": application,
            "path": f"deploy/{name}.yaml" if here else None, "line": 12 if here else None,
            "verdict": verdict, "floor": FLOORS.get(verdict), "ceiling": None, "scaled_by": "", "woken_by": [],
            "held_by": [], "idle_usd_month": None, "settings": {}, "findings": [],
        }  # fmt: skip
        self.nodes.append(plain | more)
        return key

    def edge(self, caller: str, callee: str, kind: str = "request", times: str = "", **more: Any) -> str:
        """`times` is the label, "29 s / 60 s": the two sides are read from it."""
        key, (waits, works) = f"e{len(self.edges) + 1}", (measure(side) for side in (*times.split(" / "), "", "")[:2])
        slack = waits["seconds"] - works["seconds"] if waits and works else None
        plain = {
            "id": key, "caller": caller, "callee": callee, "kind": kind, "evidence": "declared",
            "mode": "sync" if kind in ("request", "store", "task") else "async", "waits": waits, "works": works,
            "attempts": None, "window": 0, "period": None, "slack": slack, "label": times, "faulty": False,
            "path": "deploy/routes.yaml", "line": 8, "findings": [],
        }  # fmt: skip
        self.edges.append(plain | more)
        return key

    def finding(self, thing: str, rule: str, severity: str, message: str) -> None:
        """A finding that stands on a node or an edge; what it says of a time makes an edge faulty."""
        on = next(each for each in (*self.nodes, *self.edges) if each["id"] == thing)
        on["findings"].append(len(self.findings))
        if "faulty" in on:
            on["faulty"] = rule.startswith(("timeouts/", "scale-to-zero/"))
        place = {"path": on["path"], "line": on["line"], "column": 7, "end_line": on["line"], "end_column": 20}
        self.findings.append({"rule": rule, "severity": severity, "message": message, "fix": None, **place})

    def document(self) -> Document:
        idle = [one["idle_usd_month"] for one in self.applications if one["idle_usd_month"] is not None]
        summary = {
            "applications": len(self.applications), "idle_usd_month": sum(idle) if idle else None,
            "unpriced": sum(one["unpriced"] for one in self.applications), "nodes": len(self.nodes), "edges": len(self.edges),
            "faulty": sum(edge["faulty"] for edge in self.edges), "elsewhere": sum(node["presence"] == "elsewhere" for node in self.nodes),
        }  # fmt: skip
        return {
            "schema": "predeploy/graph/1", "tool": {"name": "predeploy", "version": "0.1.0"},
            "applications": self.applications, "nodes": self.nodes, "edges": self.edges, "findings": self.findings,
            "summary": summary,
        }  # fmt: skip


KUBERNETES = {"Deployment", "StatefulSet", "CronJob", "Ingress", "ScaledObject", "Service"}
FLOORS = {"zero": 0, "ready": 1, "blocked": 2, "unsuited": 1}


def measure(text: str) -> Document | None:
    if not text.endswith(" s"):
        return None
    return {"seconds": float(text[:-2]), "text": text, "path": "deploy/routes.yaml", "line": 9}


def shop() -> Document:  # noqa: PLR0915 (it is one list)
    """An online shop: four applications, half of it on Kubernetes, half on functions, with three faulty edges."""
    estate = Estate()
    node, edge, finding = estate.node, estate.edge, estate.finding
    wish = "wants zero when idle (stated in predeploy.yaml:4)"
    front = estate.application("storefront", 26.17, path="deploy/storefront")
    orders = estate.application("orders", 0.0, path="orders/template.yaml", intent=wish)
    search = estate.application("catalogue", 31.4, path="catalogue/serverless.yml", unpriced=1)
    insight = estate.application("insight", 14.6, path="insight")

    internet = node("internet", "internet", "internet", None)
    stripe = node("api.stripe.com", "client", "HTTPS", None)
    mail = node("mail", "workload", "Service", None, presence="elsewhere")

    ingress = node("shop", "gateway", "Ingress", front)
    web = node("web", "workload", "Deployment", front, "ready", ceiling=6, scaled_by="HorizontalPodAutoscaler `web`",
               idle_usd_month=5.22, settings={"timeout": "30 s (gunicorn's default)", "memory": "256 MiB", "cpu": "100m"},
               held_by=[{"reason": "no scaler that reaches zero", "path": "deploy/web.yaml", "line": 14, "rule": ""}])  # fmt: skip
    cart = node("cart", "workload", "Deployment", front, "zero", ceiling=10, scaled_by="ScaledObject `cart`",
                woken_by=["requests through the KEDA add-on"], idle_usd_month=0)  # fmt: skip
    advice = node("recommendations", "workload", "Deployment", front, "ready", idle_usd_month=9.03)
    redis = node("redis-cart", "store", "StatefulSet", front, "unsuited", idle_usd_month=11.92,
                 held_by=[{"reason": "keeps its data on a volume", "path": "deploy/redis.yaml", "line": 31, "rule": ""}])  # fmt: skip

    api = node("Api", "gateway", "AWS::Serverless::Api", orders, settings={"integration timeout": "29 s (default)"})
    checkout = node("Checkout", "function", "AWS::Serverless::Function", orders, "zero", ceiling=1000, idle_usd_month=0,
                    woken_by=["POST /orders", "Deployment `web`"], settings={"timeout": "45 s", "memory": "512 MiB"})  # fmt: skip
    queue = node(
        "Orders",
        "queue",
        "AWS::SQS::Queue",
        orders,
        settings={"visibility timeout": "60 s", "retention": "4 d (default)"},
    )
    dead = node("OrdersDead", "queue", "AWS::SQS::Queue", orders)
    pack = node("Pack", "function", "AWS::Serverless::Function", orders, "zero", woken_by=["queue `Orders`"])
    table = node("OrdersTable", "store", "AWS::DynamoDB::Table", orders, "zero")
    fulfil = node("Fulfil", "workflow", "AWS::Serverless::StateMachine", orders, "zero")
    charge = node("Charge", "function", "AWS::Serverless::Function", orders, "zero")
    shipped = node("Shipped", "topic", "AWS::SNS::Topic", orders)

    find_api = node("search", "gateway", "httpApi", search)
    find = node("find", "function", "function", search, "blocked", idle_usd_month=31.4,
                held_by=[{"reason": "provisioned concurrency 2", "path": "catalogue/serverless.yml", "line": 27,
                          "rule": "scale-to-zero/provisioned-concurrency"}])  # fmt: skip
    hourly = node("every hour", "schedule", "rate(1 hour)", search)
    reindex = node("reindex", "function", "function", search, "zero", woken_by=["schedule `rate(1 hour)`"])
    images = node("images", "store", "AWS::S3::Bucket", search, "zero")
    thumbs = node("thumbnail", "function", "function", search, "zero")
    index = node("catalogue-index", "store", "AWS::OpenSearchService::Domain", search, "unsuited")

    clicks = node("clicks", "stream", "AWS::Kinesis::Stream", insight, "unsuited", idle_usd_month=14.6)
    count = node("count", "function", "AWS::Lambda::Function", insight, "zero")
    nightly = node("nightly", "schedule", "0 3 * * *", insight)
    report = node("report", "workload", "CronJob", insight, "zero", woken_by=["schedule `0 3 * * *`"])
    lake = node("lake", "store", "AWS::S3::Bucket", insight, "zero")

    edge(internet, ingress)
    edge(internet, api, times="29 s / ?")
    edge(internet, find_api)
    edge(ingress, web, times="60 s / 30 s")
    edge(web, cart, evidence="named")
    edge(web, advice, evidence="named")
    edge(web, find_api, evidence="named", times="10 s / 30 s")
    edge(web, clicks, "push", evidence="granted")
    edge(cart, redis, "store", evidence="named")
    slow = edge(api, checkout, times="29 s / 45 s")
    edge(web, api, times="30 s / 29 s", evidence="named")
    edge(checkout, table, "store")
    edge(checkout, queue, "push")
    again = edge(queue, pack, "poll", "60 s / 120 s")
    edge(queue, dead, "deadletter", attempts=5)
    edge(pack, fulfil, "task")
    edge(fulfil, charge, "task", "∞ / 20 s")
    edge(charge, stripe, times="20 s / ?")
    edge(fulfil, shipped, "push")
    edge(shipped, mail, "push", evidence="named", times="15 s / ?")
    edge(shipped, count, "push")
    edge(find_api, find, times="30 s / 10 s")
    edge(find, index)
    late = edge(hourly, reindex, "schedule", "every 1 h / 900 s", period=3600)
    edge(reindex, index)
    edge(images, thumbs, "push")
    edge(thumbs, images, "store")
    edge(clicks, count, "stream", "60 s / 60 s")
    edge(count, lake, "store")
    edge(nightly, report, "schedule", "every 24 h")
    edge(report, lake, "store")
    edge(report, table, "store", evidence="granted")

    finding(slow, "timeouts/caller-gives-up-first", "high",
            "API `Api` waits 29 s for function `Checkout`, which may work 45 s: the caller gets 504 while it goes on; set Timeout ≤ 28 s")  # fmt: skip
    finding(again, "timeouts/redelivered-while-working", "high",
            "queue `Orders` hides a message 60 s, function `Pack` may work 120 s on it: it is delivered again meanwhile; set VisibilityTimeout ≥ 720 s")  # fmt: skip
    finding(
        late,
        "timeouts/timeout-at-platform-maximum",
        "low",
        "function `reindex` may work 900 s, the most there is: it will be cut off, not fail early",
    )
    finding(
        find,
        "scale-to-zero/provisioned-concurrency",
        "medium",
        "function `find` keeps 2 instances warm for $31.40 a month, but nothing states a latency",
    )
    finding(
        web,
        "reliability/few-replicas",
        "medium",
        "Deployment `web` starts with 1 replica; a node that goes takes the shop with it: set 2",
    )
    return estate.document()


NAMES = [
    "cart",
    "checkout",
    "search",
    "pricing",
    "billing",
    "mail",
    "ledger",
    "stock",
    "parcel",
    "label",
    "review",
    "invite",
    "audit",
    "media",
    "profile",
    "basket",
]
BLOCKS = ("api", "queue", "stream", "cron", "workload", "workload")
TIMES = ("29 s / 10 s", "30 s / 30 s", "60 s / 45 s", "", "5 s / ?", "∞ / 60 s", "900 s / 60 s")


def estate(nodes: int, applications: int = 4, edges: int | None = None, seed: int = 7) -> Document:
    """That many nodes in realistic pieces, with calls between them until there are `edges` (twice as many as nodes)."""
    made, dice = Estate(), Random(seed)
    internet = made.node("internet", "internet", "internet", None)
    homes = [
        made.application(f"{NAMES[i % len(NAMES)]}-{i}", dice.choice([None, 0.0, 12.5, 58.5]))
        for i in range(applications)
    ]
    entries: list[str] = []
    while len(made.nodes) < nodes:
        _block(made, dice, homes[len(entries) % len(homes)], internet, entries)
    del made.nodes[nodes:]
    known = {node["id"] for node in made.nodes}
    made.edges = [edge for edge in made.edges if {edge["caller"], edge["callee"]} <= known]
    callers = [
        node["id"] for node in made.nodes if node["role"] in ("function", "workload") and node["presence"] == "here"
    ]
    entries = [entry for entry in entries if entry in known]
    while callers and len(made.edges) < (2 * nodes if edges is None else edges):
        caller, callee = dice.choice(callers), dice.choice(entries)
        tiers = [int(one[1:]) * 5 // nodes for one in (caller, callee)]
        if tiers[0] < tiers[1] or dice.random() < 0.03:  # most calls go inward, a few close a circle
            made.edge(caller, callee, times=dice.choice(TIMES), evidence=dice.choice(("named", "declared")))
    for edge in made.edges:
        if dice.random() < 0.06:
            edge["label"] = edge["label"] or "29 s / 60 s"
            made.finding(
                edge["id"],
                "timeouts/caller-gives-up-first",
                dice.choice(("high", "medium")),
                "waits 29 s for what may work 60 s",
            )
    return made.document()


def _block(made: Estate, dice: Random, home: str, internet: str, entries: list[str]) -> None:
    number = len(entries)
    name = f"{NAMES[number % len(NAMES)]}-{dice.choice(('api', 'worker', 'sync', 'service', 'export'))}-{number}"
    block, verdict = dice.choice(BLOCKS), dice.choice(("zero", "zero", "zero", "ready", "blocked", "unknown"))
    if block == "workload":
        entry = made.node(name, "workload", "Deployment", home, verdict, idle_usd_month=dice.choice((None, 2.61, 9.4)))
        if dice.random() < 0.4:
            made.edge(entry, made.node(f"{name}-db", "store", "StatefulSet", home, "unsuited"), "store")
        if dice.random() < 0.2:
            made.edge(entry, made.node(f"{name}.example.com", "client", "HTTPS", None), times="10 s / ?")
        if dice.random() < 0.2:
            made.edge(
                entry, made.node(f"{name}-legacy", "workload", "Service", None, presence="elsewhere"), evidence="named"
            )
    else:
        role, kind = {"api": ("gateway", "HttpApi"), "queue": ("queue", "AWS::SQS::Queue"),
                      "stream": ("stream", "AWS::Kinesis::Stream"), "cron": ("schedule", "rate(5 minutes)")}[block]  # fmt: skip
        entry = made.node(name, role, kind, home)
        worker = made.node(f"{name}-handler", "function", "AWS::Lambda::Function", home, verdict)
        made.edge(
            entry,
            worker,
            {"api": "request", "queue": "poll", "cron": "schedule"}.get(block, "stream"),
            dice.choice(TIMES),
        )
        made.edge(worker, made.node(f"{name}-table", "store", "AWS::DynamoDB::Table", home, "zero"), "store")
        if block == "queue":
            made.edge(entry, made.node(f"{name}-dead", "queue", "AWS::SQS::Queue", home), "deadletter")
        if block == "api":
            made.edge(internet, entry, times="29 s / ?")
    entries.append(entry)


def hostile() -> Document:
    """Every text of the document is somebody's attack, or at least awkward."""
    texts = [HOSTILE, "javascript:alert(1)", "a\u202eb\x00\x1b[31m\ud800", "{{data}}{{script}}$&$1\\", "\U0001f468\u200d\U0001f469\u200d\U0001f467 " * 9]  # fmt: skip
    texts += ["x" * 4000, "טבלת-הזמנות", "<!--<script>", "]]>&amp;&#x3c;", "__proto__", "constructor", ""]
    made = Estate()
    home = made.application(HOSTILE, 1.0, path=HOSTILE, intent=HOSTILE)
    keys = [
        made.node(text, text if i % 2 else "function", text, home if i % 3 else None, "blocked", path=text, scaled_by=text, woken_by=[text],
                  platform=text, held_by=[{"reason": text, "path": text, "line": 1, "rule": text}], settings={text: text, "__proto__": text})
        for i, text in enumerate(texts)
    ]  # fmt: skip
    for i, text in enumerate(texts):
        edge = made.edge(keys[i], keys[(i * 5 + 1) % len(keys)], text or "request", label=text, path=text)
        made.finding(edge, "timeouts/caller-gives-up-first", "high", text)
        made.finding(keys[i], "security/x", text, text)
    return made.document()


def plain(nodes: list[str], edges: list[tuple[int, int]]) -> Document:
    """Functions of one application, and who calls whom."""
    made = Estate()
    home = made.application("one")
    keys = [made.node(name, "function", "function", home, "zero") for name in nodes]
    for caller, callee in edges:
        made.edge(keys[caller], keys[callee])
    return made.document()
