"""ConfigMaps and Secrets that a kustomization generates: told where their data is written."""

from pathlib import Path

import pytest

from overlays import BASE, OVERLAY, needs_builder, of, proven, repository, scan

pytestmark = needs_builder

PROD = "overlays/prod/kustomization.yaml"
SECRET = "tr0ub4dor-and-3"
CASES: dict[str, tuple[str, dict[str, str | bytes], tuple[str, int]]] = {
    "literal": (f"  literals:\n  - LEVEL=info\n  - DB_PASSWORD={SECRET}\n", {}, (PROD, 6)),
    "quoted": (f"  literals:\n  - LEVEL=info\n  - 'DB_PASSWORD=\"{SECRET}\"'\n", {}, (PROD, 6)),
    "envs": ("  envs: [a.env, b.env]\n", {"overlays/prod/a.env": "A=1\n", "overlays/prod/b.env": f"# of the shop\n\nB=2\n  DB_PASSWORD={SECRET}\n"},
             ("overlays/prod/b.env", 4)),
    "env": ("  env: a.env\n", {"overlays/prod/a.env": f"DB_PASSWORD={SECRET}"}, ("overlays/prod/a.env", 1)),
    "crlf": ("  envs: [a.env]\n", {"overlays/prod/a.env": f"A=1\r\nDB_PASSWORD={SECRET}\r\n".encode()}, ("overlays/prod/a.env", 2)),
    "file": ("  files: [DB_PASSWORD=secret.txt]\n", {"overlays/prod/secret.txt": SECRET}, ("overlays/prod/secret.txt", 1)),
    "file by its own name": ("  files: [in/DB_PASSWORD]\n", {"overlays/prod/in/DB_PASSWORD": SECRET}, ("overlays/prod/in/DB_PASSWORD", 1)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_where_the_data_is_written(tmp_path: Path, case: str) -> None:
    said, files, place = CASES[case]
    kustomization = f"{OVERLAY}configMapGenerator:\n- name: settings\n{said}"
    folder = repository(tmp_path, {**BASE, PROD: kustomization, **files})
    harmless = "DB_PASSWORD=$(FROM_VAULT)" if case in ("literal", "quoted") else "$(FROM_VAULT)"
    assert proven(folder, scan(folder), "plaintext-secret", harmless) == place


def test_the_overlay_has_the_last_word(tmp_path: Path) -> None:
    generator = "configMapGenerator:\n- name: settings\n"
    folder = repository(tmp_path, {
        **BASE, "base/kustomization.yaml": f"resources: [deploy.yaml]\n{generator}  envs: [base.env]\n",
        "base/base.env": "LEVEL=info\nDB_PASSWORD=$(FROM_VAULT)\n",
        PROD: f"{OVERLAY}{generator}  behavior: merge\n  literals: [LEVEL=debug, DB_PASSWORD={SECRET}]\n",
    })  # fmt: skip
    assert proven(folder, scan(folder), "plaintext-secret", "DB_PASSWORD=$(FROM_VAULT)") == (PROD, 5)


def test_what_the_base_says_and_the_overlay_leaves(tmp_path: Path) -> None:
    generator = "configMapGenerator:\n- name: settings\n"
    folder = repository(tmp_path, {
        **BASE, "base/kustomization.yaml": f"resources: [deploy.yaml]\n{generator}  envs: [base.env]\n",
        "base/base.env": f"DB_PASSWORD={SECRET}\n",
        PROD: f"{OVERLAY}namePrefix: prod-\n{generator}  behavior: merge\n  literals: [LEVEL=debug]\n",
    })  # fmt: skip
    assert proven(folder, scan(folder), "plaintext-secret", "$(FROM_VAULT)") == ("base/base.env", 1)


def test_a_secret_is_never_printed(tmp_path: Path) -> None:
    kustomization = f"{OVERLAY}configMapGenerator:\n- name: settings\n  envs: [a.env]\n"
    folder = repository(tmp_path, {**BASE, PROD: kustomization, "overlays/prod/a.env": f"DB_PASSWORD={SECRET}\n"})
    assert SECRET not in str(scan(folder))


def test_a_comment_in_an_env_file_excuses(tmp_path: Path) -> None:
    kustomization = f"{OVERLAY}configMapGenerator:\n- name: settings\n  envs: [a.env]\n"
    text = f"A=1\n# predeploy: ignore[plaintext-secret] of a test\nDB_PASSWORD={SECRET}\n"
    folder = repository(tmp_path, {**BASE, PROD: kustomization, "overlays/prod/a.env": text})
    found = scan(folder)
    assert all(not one["rule"].endswith("/plaintext-secret") for one in found["findings"])
    assert found["summary"]["suppressed"] == 1


def test_one_file_that_is_missing_leaves_the_others(tmp_path: Path) -> None:
    kustomization = f"{OVERLAY}configMapGenerator:\n- name: settings\n  envs: [a.env, gone.env]\n"
    folder = repository(tmp_path, {**BASE, PROD: kustomization, "overlays/prod/a.env": f"DB_PASSWORD={SECRET}\n"})
    found = scan(folder)
    assert of(found, "plaintext-secret")["path"] == "overlays/prod/a.env"
    assert "`gone.env` does not exist" in of(found, "not-rendered")["message"]
