"""Where Azure's files may show a secret to whoever reads them."""

from collections.abc import Iterator

from ...node import Node
from ...views import Document, Function
from ...views.base import NOTHING, Disclosed


def disclosed(subject: Document) -> Disclosed:
    """App settings, wherever they stand; secrets of Container Apps; values in parameters files."""
    vault = "keep it in Key Vault and refer to it with @Microsoft.KeyVault(…)"
    if isinstance(subject, Function):
        return Disclosed("app setting", vault, _pairs(subject["properties.siteConfig.appSettings"], "name", "value"))
    if subject.kind == "Microsoft.Web/sites/config" and subject["name"].text is not None:
        return Disclosed("app setting", vault, subject["properties"].items())
    if subject.kind == "local settings" and not (subject["IsEncrypted"].unknown or subject["IsEncrypted"].is_true):
        advice = "keep the file out of the repository, and the value in Key Vault"
        return Disclosed("app setting", advice, subject["Values"].items())
    if subject.kind in ("Microsoft.App/containerApps", "Microsoft.App/jobs"):
        secrets = (
            (f"{item['name'].text} secret", item["value"]) for item in subject["properties.configuration.secrets"]
        )
        return Disclosed("secret", "give it as a securestring parameter, or as keyVaultUrl", secrets)
    if subject.kind == "arm parameters":
        values = ((name, item["value"]) for name, item in subject["parameters"].items())
        return Disclosed("parameter", "refer to Key Vault with `reference`", values)
    if subject.kind == "arm template":
        hidden = ((n, p["defaultValue"]) for n, p in subject["parameters"].items() if not n.endswith("Name"))
        return Disclosed("the default of parameter", "leave the default out", hidden)
    return NOTHING


def _pairs(items: Node, name: str, value: str) -> Iterator[tuple[str, Node]]:
    return ((item[name].text or "", item[value]) for item in items)
