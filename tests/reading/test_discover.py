"""Which files a run reads, in real folders: names, ignore files, the root."""

import os
from pathlib import Path

import pytest
from folders import left, look, make, read, troubles

from predeploy.reading.discover import discover, find_root

# -- names -------------------------------------------------------------------------------------------------------------


def test_files_are_taken_by_extension_and_sorted(root: Path) -> None:
    make(root, "b.yml", "a/z.yaml", "a.json", "t.template", "machine.asl.json", "UP.YAML", "main.py", "README.md")
    found = look(root)
    assert read(found) == ["UP.YAML", "a.json", "a/z.yaml", "b.yml", "machine.asl.json", "t.template"]
    assert found.skipped == []
    first = found.inputs[1]
    assert (first.file, first.size, first.named) == (str(root / "a.json"), 5, False)


def test_a_file_named_by_hand_is_read_whatever_its_name(root: Path) -> None:
    make(root, "Dockerfile", "package.json", "node_modules/x/a.yaml", ".hidden/a.yaml")
    found = look(root, "Dockerfile", "package.json", "node_modules/x/a.yaml", ".hidden")
    assert read(found) == [".hidden/a.yaml", "Dockerfile", "node_modules/x/a.yaml", "package.json"]
    assert [one.named for one in found.inputs] == [False, True, True, True]
    assert found.skipped == []


def test_hidden_vendored_and_built_folders_are_counted(root: Path) -> None:
    make(root, ".github/workflows/ci.yml", ".aws-sam/build/t.yaml", "web/node_modules/x/a.yaml", "vendor/a.yaml")
    make(root, "cdk.out/a.template.json", "venv/lib/a.yaml", ".git/a.yaml", "ok.yaml", ".file.yaml")
    found = look(root)
    assert read(found) == [".file.yaml", "ok.yaml"]
    assert left(found) == {
        ".aws-sam": "hidden folder",
        ".github": "hidden folder",
        "cdk.out": "build output folder",
        "vendor": "vendored folder",
        "venv": "vendored folder",
        "web/node_modules": "vendored folder",
    }


def test_the_files_of_tools_are_counted(root: Path) -> None:
    make(root, "package.json", "tsconfig.build.json", "pnpm-lock.yaml", ".eslintrc.json", "composer.json", "host.json")
    found = look(root)
    assert read(found) == ["host.json"]
    assert set(left(found).values()) == {"package or tool file"}
    assert len(found.skipped) == 5


def test_configs_are_no_inputs(root: Path) -> None:
    make(root, "predeploy.yaml", "a/predeploy.yaml", "a/b.yaml", "chart/Chart.yaml", "chart/predeploy.yaml")
    found = look(root)
    assert found.configs == ["a/predeploy.yaml", "chart/predeploy.yaml", "predeploy.yaml"]
    assert read(found) == ["a/b.yaml"]
    assert look(root, "predeploy.yaml").configs == ["predeploy.yaml"]


def test_large_files_are_counted_or_refused(root: Path) -> None:
    make(root, "a.yaml")
    with (root / "big.yaml").open("wb") as file:
        file.truncate(20_000_001)
    found = look(root)
    assert read(found) == ["a.yaml"]
    assert left(found) == {"big.yaml": "larger than 20 MB"}
    assert troubles(look(root, "big.yaml")) == [("big.yaml", "larger than 20 MB", True)]


def test_names_that_are_no_text_are_reported_as_text(root: Path) -> None:
    (root / os.fsdecode(b"\xff.yaml")).write_text("a: 1")
    [found] = look(root).inputs
    assert found.path == "\ufffd.yaml"
    assert Path(found.file).read_text() == "a: 1"


# -- ignore files ------------------------------------------------------------------------------------------------------


def test_ignore_files_of_all_levels_count_the_nearest_first(root: Path) -> None:
    make(root, "a.gen.yaml", "keep.gen.yaml", "x/a.gen.yaml", "x/b.yaml", "x/y/b.yaml", "out/a.yaml", "out/deep/b.yaml")
    make(root, ".gitignore", gitignore="*.gen.yaml\n!keep.gen.yaml\n/out/\n")
    (root / "x/.gitignore").write_text("!a.gen.yaml\n/b.yaml\n")
    (root / ".git/info").mkdir(parents=True)
    (root / ".git/info/exclude").write_text("y/\n")
    found = look(root)
    assert read(found) == ["keep.gen.yaml", "x/a.gen.yaml"]
    assert left(found) == {
        "a.gen.yaml": "ignored by .gitignore",
        "out": "ignored by .gitignore",
        "x/b.yaml": "ignored by .gitignore",
        "x/y": "ignored by .git/info/exclude",
    }


def test_ignore_files_above_the_named_folder_count(root: Path) -> None:
    make(root, "a/b/c.yaml", "a/b/d.yaml", ".gitignore", gitignore="d.yaml\n")
    (root / "a/.gitignore").write_text("c.yaml\n")
    assert read(look(root, "a/b")) == []
    assert read(look(root, "a/b", ignore_files=False)) == ["a/b/c.yaml", "a/b/d.yaml"]


def test_what_is_named_by_hand_is_read_though_ignored(root: Path) -> None:
    make(root, "out/a.yaml", "out/b/c.yaml", "d.yaml", ".gitignore", gitignore="out/\nd.yaml\n")
    assert read(look(root, "out")) == ["out/a.yaml", "out/b/c.yaml"]
    assert read(look(root, "out/b", "d.yaml")) == ["d.yaml", "out/b/c.yaml"]
    found = look(root, "", "out/b", "d.yaml")
    assert read(found) == ["d.yaml", "out/b/c.yaml"]
    assert left(found) == {"out": "ignored by .gitignore"}


def test_our_own_ignore_file_has_the_last_word(root: Path) -> None:
    make(
        root,
        "out/a.yaml",
        "b.yaml",
        ".gitignore",
        ".predeployignore",
        gitignore="out/\n",
        predeployignore="!out/\nb.yaml\n",
    )
    found = look(root)
    assert read(found) == ["out/a.yaml"]
    assert left(found) == {"b.yaml": "ignored by .predeployignore"}


def test_exclude_of_the_config(root: Path) -> None:
    make(root, "a/testdata/x.yaml", "a/b.yaml", "gen/a.yaml", "cdk.json", "cdk.out/a.template.json")
    found = look(root, exclude=["**/testdata/", "gen/", "cdk.out/"])
    assert read(found) == ["a/b.yaml"]
    assert left(found)["a/testdata"] == left(found)["cdk.out"] == "excluded in the config"
    assert read(look(root, "gen", exclude=["gen/"])) == ["gen/a.yaml"]


def test_exclude_holds_below_an_ignored_folder_that_is_named(root: Path) -> None:
    make(root, "out/a.yaml", "out/testdata/b.yaml", ".gitignore", gitignore="out/\n")
    assert read(look(root, "out", exclude=["**/testdata/"])) == ["out/a.yaml"]


def test_cdk_output_beside_its_app_is_read_though_ignored(root: Path) -> None:
    make(
        root,
        "app/cdk.json",
        "app/cdk.out/s.template.json",
        "app/cdk.out/asset.1f/a.json",
        ".gitignore",
        gitignore="cdk.out\n",
    )
    found = look(root)
    assert read(found) == ["app/cdk.out/s.template.json"]
    assert left(found)["app/cdk.out/asset.1f"] == "build output folder"


def test_a_broken_or_linked_ignore_file_ignores_nothing(root: Path) -> None:
    make(root, "a.yaml", "b/c.yaml", "patterns")
    (root / ".gitignore").write_bytes(b"\xff\n*.yaml\n")
    (root / "patterns").write_text("*.yaml")
    (root / "b/.gitignore").symlink_to("../patterns")
    found = look(root)
    assert read(found) == ["a.yaml", "b/c.yaml"]
    assert troubles(found) == [(".gitignore", "not UTF-8 text: byte 0 (line 1)", False)]


# -- the root ----------------------------------------------------------------------------------------------------------


def test_the_root_is_the_repository_around_all_paths(root: Path) -> None:
    make(root, "repo/.git/config", "repo/a/b/c.yaml", "repo/a/d.yaml", "plain/x/a.yaml", "plain/y/b.yaml")
    assert find_root([str(root / "repo/a/b/c.yaml"), str(root / "repo/a/d.yaml")]) == str(root / "repo")
    assert find_root([str(root / "repo/a")], explicit=str(root / "repo/a/b/..")) == str(root / "repo/a")
    assert find_root([str(root / "plain/x/a.yaml")]) == str(root / "plain/x")
    assert find_root([str(root / "plain/x"), str(root / "plain/y/b.yaml")]) == str(root / "plain")
    assert find_root([str(root / "repo"), str(root / "plain")]) == str(root)
    assert find_root([str(root / "plain/none/x.yaml")]) == str(root / "plain/none")


def test_without_paths_the_root_is_found_from_the_working_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(root, ".git/config", "a/b.yaml")
    monkeypatch.chdir(root / "a")
    assert find_root([]) == find_root(["."]) == find_root(["b.yaml"]) == find_root([".."]) == str(root)
    assert read(discover(["b.yaml"], str(root))) == read(discover(["."], str(root))) == ["a/b.yaml"]


def test_a_linked_folder_does_not_carry_the_root_away(root: Path) -> None:
    make(root, "repo/.git/config", "elsewhere/.git/config", "elsewhere/a.yaml", "plain/a.yaml")
    (root / "repo/deploy").symlink_to("../elsewhere")
    (root / "current").symlink_to("plain")
    assert find_root([str(root / "repo/deploy")]) == str(root / "repo")
    found = discover([str(root / "repo/deploy")], str(root / "repo"))
    assert [one.message for one in found.problems] == ["symlink that leaves the project root"]
    assert find_root([str(root / "current")]) == str(root / "plain")
    assert read(discover([str(root / "current")], str(root / "plain"))) == ["a.yaml"]


def test_paths_given_twice_are_read_once(root: Path) -> None:
    make(root, "a/b.yaml")
    found = look(root, "", "a", "a/", "a/b.yaml", "./a/../a/b.yaml")
    assert [(one.path, one.named) for one in found.inputs] == [("a/b.yaml", True)]
