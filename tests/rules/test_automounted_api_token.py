"""The account that a pod uses may withhold the token itself. Not an example of the page: once the account's own kind or
name is unknown, nobody can look it up."""

import pytest

from predeploy.rules.packs import load_rules
from predeploy.testing import Example, check

RULE = load_rules()["security/automounted-api-token"]
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: cart, namespace: shop}\nspec: {containers: [{name: cart, image: shop}]}\n"
ACCOUNT = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: %s}\n%s\n"


@pytest.mark.parametrize(
    ("namespace", "says", "findings"),
    [
        ("shop", "automountServiceAccountToken: false", 0),
        ("shop", "automountServiceAccountToken: ${MOUNT}", 0),
        ("shop", "", 1),
        ("other", "automountServiceAccountToken: false", 1),
    ],
)
def test_the_account_may_withhold_the_token(namespace, says, findings):
    files = {"account.yaml": ACCOUNT % (namespace, says), "pod.yaml": POD}
    assert len(check(RULE, Example("good", 0, files)).findings) == findings
