"""Look-ups by name and selector: the nearest wins, what is ambiguous or unknown is silent, variants never meet."""

import pytest

from making import documents, rule_of, run
from predeploy import AMBIGUOUS, Autoscaler, Document, Findings, Project, Service, Workload, selects
from predeploy.node import Node
from predeploy.reading import Source, read
from running import environment, install_pack, report, write


def deployment(name: str, *, labels: str = "", namespace: str = "", kind: str = "Deployment") -> str:
    labels = labels or f"{{app: {name}}}"
    space = f", namespace: {namespace}" if namespace else ""
    return (
        f"apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: {name}{space}}}\n"
        f'spec: {{template: {{metadata: {{labels: {labels}}}, spec: {{containers: [{{name: c, image: "c:1"}}]}}}}}}\n'
    )


def service(name: str, *, selector: str = "", namespace: str = "") -> str:
    space = f", namespace: {namespace}" if namespace else ""
    selector = selector or f"{{app: {name}}}"
    return f"apiVersion: v1\nkind: Service\nmetadata: {{name: {name}{space}}}\nspec: {{selector: {selector}}}\n"


def autoscaler(name: str, kind: str = "Deployment") -> str:
    target = f"{{apiVersion: apps/v1, kind: {kind}, name: {name}}}"
    return f"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{name: {name}}}\nspec: {{scaleTargetRef: {target}}}\n"


def project(*files: tuple[str, str], **more: object) -> Project:
    return Project(documents(*files), **more)  # type: ignore[arg-type]


def place(found: object) -> object:
    return found.node.tree.source.path if isinstance(found, Document) else found


def named(world: Project, path: str, name: str = "shop") -> object:
    near = next(view for view in world.views if place(view) == path)
    return place(world.named(Workload, "Deployment", name, near))


# names


def test_the_same_file_wins_then_the_folder_then_folders_nearby():
    everywhere = ("a/b/here.yaml", service("x") + "---\n" + deployment("shop"))
    folder, above, far = (
        ("a/b/z.yaml", deployment("shop")),
        ("a/y.yaml", deployment("shop")),
        ("r.yaml", deployment("shop")),
    )
    bare = ("a/b/here.yaml", service("x"))
    assert named(project(everywhere, folder, above, far), "a/b/here.yaml") == "a/b/here.yaml"
    assert named(project(bare, folder, above, far), "a/b/here.yaml") == "a/b/z.yaml"
    assert named(project(bare, above, far), "a/b/here.yaml") == "a/y.yaml"
    assert named(project(bare, far), "a/b/here.yaml") == "r.yaml"
    assert named(project(bare), "a/b/here.yaml") is None


def test_several_equally_near_are_ambiguous():
    two = [("a/one.yaml", deployment("shop")), ("a/two.yaml", deployment("shop"))]
    assert named(project(("a/s.yaml", service("shop")), *two), "a/s.yaml") is AMBIGUOUS
    nearer = ("a/s.yaml", service("shop") + "---\n" + deployment("shop"))
    assert named(project(nearer, *two), "a/s.yaml") == "a/s.yaml"


def test_another_kind_name_or_namespace_is_another_object():
    world = project(
        ("s.yaml", service("shop", namespace="one")),
        ("a.yaml", deployment("shop", kind="StatefulSet")),
        ("b.yaml", deployment("shop", namespace="two")),
        ("c.yaml", deployment("shops")),
    )
    assert named(world, "s.yaml") is None
    assert (
        named(project(("s.yaml", service("shop", namespace="one")), ("b.yaml", deployment("shop"))), "s.yaml")
        == "b.yaml"
    )


@pytest.mark.parametrize("parent", ["overlays", "deploy/overlays", "environments", "testdata", "golden"])
def test_overlays_never_see_each_other(parent):
    world = project((f"{parent}/dev/s.yaml", service("shop")), (f"{parent}/prod/d.yaml", deployment("shop")))
    assert named(world, f"{parent}/dev/s.yaml") is None


def test_folders_with_the_same_object_are_variants():
    apart = [("k8s/one/s.yaml", service("shop")), ("k8s/two/d.yaml", deployment("shop"))]
    assert named(project(*apart), "k8s/one/s.yaml") == "k8s/two/d.yaml"
    copies = [*apart, ("k8s/one/c.yaml", service("x")), ("k8s/two/c.yaml", service("x"))]
    assert named(project(*copies), "k8s/one/s.yaml") is None
    below = [*apart, ("k8s/one/deep/c.yaml", service("x")), ("k8s/two/c.yaml", service("x"))]
    assert named(project(*below), "k8s/one/s.yaml") is None


def test_a_folder_and_what_lies_below_it_are_no_variants():
    world = project(
        ("k8s/s.yaml", service("shop")),
        ("k8s/s2.yaml", service("x")),
        ("k8s/below/d.yaml", deployment("shop") + "---\n" + service("x")),
    )
    assert named(world, "k8s/s.yaml") == "k8s/below/d.yaml"


@pytest.mark.parametrize(("kind", "name"), [("", "shop"), ("Deployment", ""), (None, None)])
def test_nothing_is_meant_by_no_name(kind, name):
    world = project(("d.yaml", deployment("")))
    assert world.named(Document, kind, name, world.views[0]) is None


def test_the_target_of_an_autoscaler():
    world = project(("a.yaml", autoscaler("shop")), ("b.yaml", deployment("shop")), ("c.yaml", deployment("other")))
    (scaler,) = world.all(Autoscaler)
    assert place(world.target(scaler)) == "b.yaml"
    unknown = project(("a.yaml", autoscaler("'${NAME}'")), ("b.yaml", deployment("shop")))
    assert unknown.target(unknown.all(Autoscaler)[0]) is None


# selectors


def selected(*files: tuple[str, str]) -> list[str]:
    world = project(*files)
    return [view.name for view in world.selected(world.all(Service)[0])]


def test_a_service_finds_its_pods_at_the_nearest_place():
    assert selected(
        ("a/s.yaml", service("shop")), ("a/d.yaml", deployment("shop")), ("b/d.yaml", deployment("shop"))
    ) == ["shop"]
    both = '{app: shop, tier: "1"}'
    assert selected(
        ("s.yaml", service("shop")),
        ("d.yaml", deployment("one", labels=both)),
        ("e.yaml", deployment("two", labels=both)),
    ) == ["one", "two"]
    assert selected(
        ("s.yaml", service("shop", selector="{app: shop, tier: 1}")), ("d.yaml", deployment("one", labels=both))
    ) == ["one"]


@pytest.mark.parametrize(
    ("selector", "labels"),
    [
        ("{app: shop}", "{app: Shop}"),
        ("{app: shop, tier: web}", "{app: shop}"),
        ("{}", "{app: shop}"),
        ("null", "{app: shop}"),
        ("{app: '${NAME}'}", "{app: shop}"),
        ("{app: shop}", "{app: '${NAME}'}"),
        ("{app: shop}", "'${LABELS}'"),
        ("[app]", "{app: shop}"),
    ],
)
def test_a_service_finds_nothing(selector, labels):
    assert selected(("s.yaml", service("s", selector=selector)), ("d.yaml", deployment("d", labels=labels))) == []


def test_services_of_is_selected_asked_from_the_other_side():
    world = project(
        ("s.yaml", service("shop")), ("t.yaml", service("too", selector="{app: shop}")), ("d.yaml", deployment("shop"))
    )
    (workload,) = world.all(Workload)
    assert [one.name for one in world.services_of(workload)] == ["shop", "too"]


def test_workloads_near_by():
    world = project(
        ("a/s.yaml", service("shop", namespace="one")), ("a/d.yaml", deployment("x", namespace="two")),
        ("a/b/d.yaml", deployment("y")), ("a/b/e.yaml", deployment("z", namespace="one")), ("b/c/f.yaml", deployment("far")),
    )  # fmt: skip
    assert [view.name for view in world.near_workloads(world.all(Service)[0])] == ["y", "z"]
    assert project(("s.yaml", service("s"))).near_workloads(documents(("s.yaml", service("s")))[0]) == []


LABELS = {"app": "shop", "tier": "web", "empty": ""}


@pytest.mark.parametrize(
    ("selector", "verdict"),
    [
        ("{}", True),
        ("{matchLabels: {app: shop}}", True),
        ("{matchLabels: {app: shop, tier: db}}", False),
        ("{matchLabels: {app: '${NAME}'}}", None),
        ("{matchLabels: {app: '${NAME}', tier: db}}", False),
        ("'${SELECTOR}'", None),
        ("{matchLabels: '${LABELS}'}", None),
        ("{matchLabels: '${LABELS}', matchExpressions: [{key: app, operator: In, values: [other]}]}", False),
        ("{matchExpressions: '${ALL}'}", None),
        ("{matchExpressions: [{key: app, operator: In, values: [shop, other]}]}", True),
        ("{matchExpressions: [{key: app, operator: In, values: [other]}]}", False),
        ("{matchExpressions: [{key: none, operator: In, values: [other]}]}", False),
        ("{matchExpressions: [{key: app, operator: In, values: ['${NAME}']}]}", None),
        ("{matchExpressions: [{key: app, operator: In, values: '${NAMES}'}]}", None),
        ("{matchExpressions: [{key: app, operator: NotIn, values: [shop]}]}", False),
        ("{matchExpressions: [{key: app, operator: NotIn, values: '${NAMES}'}]}", None),
        ("{matchExpressions: [{key: none, operator: NotIn, values: [shop]}]}", True),
        ("{matchExpressions: [{key: empty, operator: Exists}]}", True),
        ("{matchExpressions: [{key: none, operator: Exists}]}", False),
        ("{matchExpressions: [{key: none, operator: DoesNotExist}]}", True),
        ("{matchExpressions: [{key: app, operator: DoesNotExist}]}", False),
        ("{matchExpressions: [{key: app, operator: Near, values: [shop]}]}", None),
        ("{matchExpressions: [null, 3, {operator: Exists}]}", None),
        ("{matchLabels: {tier: web}, matchExpressions: [{key: app, operator: Exists}, {key: app, operator: Gt}]}", None),
        ("{matchLabels: {tier: web}, matchExpressions: [{key: app, operator: Gt}, {key: none, operator: Exists}]}", False),
    ],
)  # fmt: skip
def test_a_selector_with_expressions(selector, verdict):
    (tree,) = read(Source("a.yaml", f"kind: X\napiVersion: v1\nspec: {selector}\n")).trees
    from predeploy.formats import claim

    claim(tree)
    assert selects(Node(tree, (), tree.data)["spec"], LABELS) is verdict
    assert selects(Node(tree, (), tree.data)["spec"], None) is None


# completeness: may a rule say that something is missing?


WHOLE = (("a/s.yaml", service("shop")), ("a/d.yaml", deployment("other")))


def complete(*files: tuple[str, str], **more: object) -> bool:
    world = project(*files, **more)
    return world.complete_for(world.all(Service)[0])


def test_a_folder_is_complete_when_it_holds_the_kind_that_is_sought():
    assert complete(*WHOLE)
    assert not complete(WHOLE[0], ("b/d.yaml", deployment("other")))
    assert not complete(WHOLE[0])
    spaces = ("a/s.yaml", service("shop", namespace="one")), ("a/d.yaml", deployment("other", namespace="two"))
    assert not complete(*spaces)


@pytest.mark.parametrize(
    "hides",
    [
        "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p}\n",
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: p}\n",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: '${NAME}'}\nspec: {template: {}}\n",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {template: {metadata: {labels: {app: '${NAME}'}}}}\n",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {template: {metadata: '${META}'}}\n",
    ],
)
def test_what_could_be_the_missing_object_makes_a_folder_incomplete(hides):
    assert not complete(*WHOLE, ("a/x.yaml", hides))
    assert complete(*WHOLE, ("b/x.yaml", hides))


def test_unread_files_make_their_folder_incomplete_and_the_config_has_the_last_word():
    assert not complete(*WHOLE, clouded=frozenset({"a"}))
    assert complete(*WHOLE, clouded=frozenset({"b", ""}))
    assert complete(*WHOLE, clouded=frozenset({"a"}), complete=True)
    assert not complete(*WHOLE, complete=False)


ASKS = """\
from predeploy import Findings, Project, Service, rule

@rule("low", since="1")
def asks(service: Service, project: Project) -> Findings:
    yield service.finding("whole" if project.complete_for(service) else "partial")
"""


@pytest.mark.parametrize(
    ("arguments", "extra", "told"),
    [
        (["."], {}, "whole"),
        (["a"], {}, "whole"),
        (["a/s.yaml", "a/d.yaml"], {}, "whole"),
        (["a/s.yaml", "a/d.yaml"], {"a/e.yaml": deployment("e")}, "partial"),
        (["--listed", "a/s.yaml", "a/d.yaml"], {}, "whole"),
        (["--listed", "a/s.yaml", "a/d.yaml"], {"a/e.yaml": deployment("e")}, "partial"),
        (["."], {"a/e.yaml": "kind: Deployment\nmetadata: {name\n"}, "partial"),
        (["."], {"a/e.yaml": deployment("e").encode() + b"# \xff\n"}, "partial"),
        (["."], {"a/e.yaml": b"#" * 20_000_001}, "partial"),
        (["."], {"a/chart/Chart.yaml": "apiVersion: v2\nname: x\nversion: 1.0.0\n"}, "whole"),
        (["."], {"a/chart/Chart.yaml": "name: x\n"}, "partial"),
        (["."], {"a/chart/Chart.yaml": "name: x\n", "a/chart/templates/x.yaml": "{{ fail `no` }}\n"}, "partial"),
        (["."], {"b/e.yaml": "kind: Deployment\nmetadata: {name\n", "a/notes.txt": ""}, "whole"),
        (["."], {"predeploy.yaml": "complete: false\n"}, "partial"),
        (["a/s.yaml", "a/d.yaml"], {"a/e.yaml": deployment("e"), "predeploy.yaml": "complete: true\n"}, "whole"),
    ],
)  # fmt: skip
def test_a_run_knows_whether_it_saw_everything(tmp_path, arguments, extra, told):
    site = install_pack(tmp_path / "site", "acme", {"reliability/asks": ASKS})
    root = write(tmp_path / "repo", {**dict(WHOLE), ".git/HEAD": "", **extra})
    found = report(*arguments, "--select", "acme:asks", cwd=root, env=environment(site))
    assert [one["message"] for one in found["findings"]] == [told]


def test_standard_input_is_complete_unless_it_stands_for_one_file_of_several(tmp_path):
    site = install_pack(tmp_path / "site", "acme", {"reliability/asks": ASKS})
    root = write(tmp_path / "repo", {"a/e.yaml": deployment("e"), ".git/HEAD": ""})
    text = service("shop") + "---\n" + deployment("other")

    def told(*arguments: str) -> str:
        found = report("-", *arguments, "--select", "acme:asks", cwd=root, env=environment(site), stdin=text)
        return found["findings"][0]["message"]

    assert told() == "whole"
    assert told("--stdin-filename", "a/new.yaml") == "partial"
    assert told("--stdin-filename", "a/e.yaml") == "whole"
    assert told("--stdin-filename", "b/new.yaml") == "whole"


# applications


def test_applications_are_what_a_label_for_the_whole_says_else_what_lies_in_one_folder():
    text = deployment("a").replace("{name: a}", "{name: a, labels: {app: shop}}")
    parts = [
        service(n).replace(f"{{name: {n}}}", f"{{name: {n}, labels: {{app.kubernetes.io/part-of: shop}}}}")
        for n in "bd"
    ]
    world = project(("x/a.yaml", text), ("x/b.yaml", parts[0]), ("y/d.yaml", parts[1]), ("x/c.yaml", service("c")))
    assert sorted((one.name, [view.name for view in one.members]) for one in world.applications) == [
        ("shop", ["b", "d"]),
        ("x", ["a", "c"]),
    ]


def test_a_rule_can_be_about_the_whole_project():
    def counts(document: Document, project: Project) -> Findings:
        yield document.finding(str(len(project.all(Workload))))

    files = {f"{n}.yaml": deployment(f"n{n}") for n in range(3)}
    assert [one.message for one in run(files, rule_of(counts)).findings] == ["3", "3", "3"]
