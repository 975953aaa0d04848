"""The bar on stderr."""

import sys
from collections.abc import Callable

import click


class Progress:
    """A bar on stderr when a scan takes longer than a second and somebody looks."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self.total, self.shown, self.quiet = total, False, quiet

    def __enter__(self) -> Callable[[int], None] | None:
        import time

        if self.quiet or not sys.stderr.isatty() or self.total < 2:
            return None
        began = time.monotonic()

        def tick(done: int) -> None:
            if time.monotonic() - began < 1.0 or done % 25:
                return
            self.shown = True
            filled = 30 * done // self.total
            click.echo(f"\r{'█' * filled}{'░' * (30 - filled)} {done} files", nl=False, err=True)

        return tick

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r\033[K", nl=False, err=True)
