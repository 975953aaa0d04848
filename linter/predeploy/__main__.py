"""The entry point: answers `--version` before anything else is imported, and turns every failure into a sentence."""

import os
import sys


def main() -> None:
    """Run the command line. Never returns: exits with the codes that the README lists."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ._version import __version__

        print(f"predeploy {__version__}")
        sys.exit(0)
    if sys.path and os.path.realpath(sys.path[0]) == os.path.realpath(os.curdir):
        del sys.path[0]  # `python -m` puts the current folder there, which may be the scanned one: it is never imported
    from .cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
