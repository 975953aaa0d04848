"""The entry point: answers `--version` before anything else is imported, and turns every failure into a sentence."""

import gc
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
    gc.disable()  # trees are many and free of cycles: the collector would take half the time of a large scan for nothing
    from .cli.main import FINDINGS, OK, run

    code = run(sys.argv[1:])
    if code in (OK, FINDINGS):  # all is said and flushed: to take everything down, object by object, would take long
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
