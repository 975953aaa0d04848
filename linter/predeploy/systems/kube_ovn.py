"""Kube-OVN: subnets whose addresses pods take, kept so that they can be compared.

https://kubeovn.github.io/docs/stable/en/reference/kube-ovn-api/ (as of 2026-11).
"""

from typing import ClassVar

from ..views import Document
from . import System


class KubeOvn(System):
    name = "kube-ovn"
    kinds: ClassVar = {f"kubeovn.io/{kind}": Document for kind in ("Subnet", "Vpc", "IPPool")}


SYSTEM = KubeOvn()
