"""`extends`: local files inside the root, and installed packs; never anything else."""

import os
import sys

import pytest


def test_a_local_file_lies_below_what_extends_it(repo):
    configs = repo(
        {
            "predeploy.yaml": "extends: ./policy/org.yaml\nfail-on: low\nexclude: [a]\n",
            "policy/org.yaml": "extends: base.yaml\nfail-on: info\nregion: eu-west-1\nexclude: [b/]\nrule-files: [rules/*.yaml]\n",
            "policy/base.yaml": "region: x\nenvironment: dev\n",
        }
    ).resolved()
    got = configs.settings_for("x.yaml")
    assert (got.fail_on, got.region, got.environment) == ("low", "eu-west-1", "dev")
    # Patterns count from the folder that is configured, named files from the file that names them.
    assert (got.exclude, got.rule_files) == (("/**/b/", "/**/a"), ("policy/rules/*.yaml",))
    assert configs.paths == ["policy/base.yaml", "policy/org.yaml", "predeploy.yaml"]


def test_the_configuration_of_a_folder_above_counts_once(repo):
    configs = repo({"predeploy.yaml": "exclude: [a]\n", "x/predeploy.yaml": "extends: ../predeploy.yaml\n"})
    assert configs.resolved().settings_for("x/y.yaml").exclude == ("/x/**/a",)


def test_a_mistake_in_an_extended_file_has_its_own_place(repo):
    project = repo({"predeploy.yaml": "extends: org.yaml\n", "org.yaml": "\nfail-on: never\n"})
    assert project.mistakes()[0].startswith("org.yaml:2:10 fail-on: ")


def test_a_lock_of_the_organisation_holds(repo):
    project = repo(
        {
            "predeploy.yaml": "extends: org.yaml\nrules: {privileged-container: off}\n",
            "org.yaml": "rules: {privileged-container: {locked: true}}\n",
        }
    )
    assert project.mistakes() == [
        "predeploy.yaml:2:31 rules: security/privileged-container is locked in org.yaml:1:40 and cannot be changed here"
    ]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (
            "https://example.com/p.yaml",
            "'https://example.com/p.yaml' is a URL: only files inside the project can be named",
        ),
        ("../../outside.yaml", "'../../outside.yaml' is not a path inside the project root"),
        ("/etc/passwd", "'/etc/passwd' is not a path inside the project root"),
        ("./nowhere.yaml", "there is no file 'nowhere.yaml'"),
        ("./folder", "not a regular file"),
        ("./link.yaml", "leads out of the project root"),
        ("./.git/config.yaml", "leads out of the project root"),
        ("no-such-pack", "no installed pack is called 'no-such-pack'"),
        ("..", "'..' is not a path inside the project root"),
    ],
)
def test_refused(repo, tmp_path, target, said):
    (tmp_path / "outside.yaml").write_text("fail-on: low\n")
    project = repo({"predeploy.yaml": f"extends: {target}\n", "folder/x": "", ".git/config.yaml": "fail-on: low\n"})
    if not os.path.lexists(project.root / "link.yaml"):
        (project.root / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    assert project.mistakes() == [f"predeploy.yaml:1:10 extends: {said}"]


def test_a_configuration_that_is_a_link_out_of_the_root(repo, tmp_path):
    (tmp_path / "outside.yaml").write_text("fail-on: low\n")
    project = repo({})
    (project.root / "predeploy.yaml").symlink_to(tmp_path / "outside.yaml")
    assert project.mistakes() == ["predeploy.yaml leads out of the project root"]


def test_circles_and_chains_end(repo):
    project = repo(
        {"predeploy.yaml": "extends: a.yaml\n", "a.yaml": "extends: b.yaml\n", "b.yaml": "\nextends: a.yaml\n"}
    )
    assert project.mistakes() == ["b.yaml:2:10 extends: goes in a circle: predeploy.yaml → a.yaml → b.yaml → a.yaml"]
    files = {f"c{i}.yaml": f"extends: c{i + 1}.yaml\n" for i in range(20)}
    said = repo({"predeploy.yaml": "extends: c0.yaml\n", **files}).mistakes()
    assert len(said) == 1
    assert said[0].endswith("extends: more than 8 files in a row")


class TestPacks:
    @pytest.fixture
    def installed(self, tmp_path, monkeypatch):
        """A distribution `acme` as it lies in site-packages."""
        site = tmp_path / "site"
        package = site / "acme_policies"
        info = site / "acme-1.0.dist-info"
        package.mkdir(parents=True)
        info.mkdir()
        (package / "__init__.py").write_text("raise RuntimeError('a configuration never runs code')\n")
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(
            "[predeploy.configs]\nacme-policies = acme_policies\nempty = acme_nothing\n"
        )
        monkeypatch.setattr(sys, "path", [str(site), *sys.path])
        return package / "predeploy.yaml"

    def test_by_name(self, repo, installed):
        installed.write_text("fail-on: info\nexclude: [gen/]\n")
        got = repo({"a/predeploy.yaml": "extends: acme-policies\n"}).resolved().settings_for("a/x")
        assert (got.fail_on, got.exclude) == ("info", ("/a/**/gen/",))
        assert got.origins["fail-on"].path == "acme-policies:predeploy.yaml"

    def test_names_no_files(self, repo, installed):
        installed.write_text("extends: ./more.yaml\nrule-files: [x.yaml]\n")
        assert repo("extends: acme-policies\n").mistakes() == [
            "acme-policies:predeploy.yaml:1:10 extends: a pack can extend another pack only",
            "acme-policies:predeploy.yaml:2:14 rule-files[0]: a pack's configuration cannot name files",
        ]

    def test_unknown_ones(self, repo, installed):
        assert repo("extends: acme-policy\n").mistakes() == [
            "predeploy.yaml:1:10 extends: no installed pack is called 'acme-policy' (did you mean 'acme-policies'?)"
        ]
        assert repo("extends: empty\n").mistakes() == [
            "predeploy.yaml:1:10 extends: the pack 'empty' holds no predeploy.yaml"
        ]

    def test_never_from_the_current_folder(self, repo, installed, monkeypatch):
        installed.write_text("fail-on: info\n")
        monkeypatch.chdir(installed.parent.parent)
        assert (
            repo("extends: acme-policies\n").mistakes()[0].startswith("predeploy.yaml:1:10 extends: no installed pack")
        )


def test_another_revision_is_read_through_the_same_door(repo):
    from predeploy.config import load

    texts = {"predeploy.yaml": "extends: org.yaml\n", "org.yaml": "fail-on: low\n"}
    configs = load(str(repo({"predeploy.yaml": "fail-on: info\n"}).root), read=texts.get)
    assert configs.settings_for("x").fail_on == "low"
