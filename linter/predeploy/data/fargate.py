"""The sizes of AWS Fargate.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size (as of 2026-11);
EKS has all but the largest: https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html (as of 2026-11)
"""

from collections.abc import Mapping, Sequence
from typing import Final

SIZES: Final[Mapping[float, Sequence[float]]] = {
    0.25: (0.5, 1, 2),
    0.5: range(1, 5),
    1.0: range(2, 9),
    2.0: range(4, 17),
    4.0: range(8, 31),
    8.0: range(16, 61, 4),
    16.0: range(32, 121, 8),
    32.0: (60, 120, 244),
}
"""vCPU → GB of memory."""
LARGEST_OF_EKS: Final = 16.0
EKS_ADDS: Final = 0.25
"""GB that EKS adds for its own work to what a pod requests."""
