"""The one practice under way on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.core.mark import Mark


class NoMarks:
    """Keeps nothing."""

    def take(self, mark: Mark) -> Mark | None:
        """There is nobody else."""
        return None

    def beat(self, elapsed: float) -> None:
        """Nothing."""

    def let_go(self) -> None:
        """Nothing."""

    def left(self) -> Mark | None:
        """Nothing."""
        return None
