"""`ignore:` entries: which findings they accept, and until when."""

from datetime import date

import pytest

from predeploy.config import ignored_by

from .samples import finding


class TestIgnore:
    TODAY = date(2026, 11, 20)

    def got(self, repo, entry, found, **more):
        settings = repo({"predeploy.yaml": f"ignore:\n  - {entry}\n", **more}).resolved().settings_for(found.place.path)
        return ignored_by(settings, found, self.TODAY)

    @pytest.mark.parametrize(
        ("entry", "hit"),
        [
            ("{rules: [few-replicas]}", True),
            ("{rules: [too-few-replicas]}", True),
            ("{rules: [reliability]}", True),
            ("{rules: [all]}", True),
            ("{rules: [security]}", False),
            ("{rules: [all], path: legacy/**}", True),
            ("{rules: [all], path: legacy}", True),
            ("{rules: [all], path: '*.yaml'}", True),
            ("{rules: [all], path: /web.yaml}", False),
            ("{rules: [all], kind: Dep*, name: old-?, namespace: shop}", True),
            ("{rules: [all], kind: Job}", False),
            ("{rules: [all], name: old}", False),
            ("{rules: [all], namespace: other}", False),
            ("{rules: [all], until: 2026-11-20}", True),
            ("{rules: [all], until: 2026-11-19}", False),
        ],
    )
    def test_matching(self, repo, entry, hit):
        found = finding("reliability/few-replicas", "legacy/a/web.yaml", name="old-1", namespace="shop")
        assert (self.got(repo, entry, found) is not None) is hit

    def test_an_expired_entry_does_not_hide_a_valid_one(self, repo):
        text = "{rules: [all], until: 2020-01-01}\n  - {rules: [all], reason: later}"
        entry = self.got(repo, text, finding("reliability/few-replicas"))
        assert entry
        assert entry.reason == "later"

    def test_locked_rules_cannot_be_ignored(self, repo):
        lock = "rules: {privileged-container: {locked: true}}\n"
        settings = repo(lock + "ignore: [{rules: [all]}]\n").resolved().settings_for("x")
        assert ignored_by(settings, finding("security/privileged-container"), self.TODAY) is None
        assert ignored_by(settings, finding("reliability/few-replicas"), self.TODAY) is not None
        assert repo(lock + "ignore: [{rules: [privileged-container]}]\n").mistakes() == [
            "predeploy.yaml:2:11 ignore: security/privileged-container is locked in predeploy.yaml:1:40 and cannot be ignored"
        ]

    def test_entries_of_a_folder_hold_below_it(self, repo):
        below = {"a/predeploy.yaml": "ignore: [{rules: [all], path: x.yaml}]\n"}
        nothing = "{rules: [security]}"
        assert self.got(repo, nothing, finding("reliability/few-replicas", "a/b/x.yaml"), **below)
        assert not self.got(repo, nothing, finding("reliability/few-replicas", "b/x.yaml"), **below)
