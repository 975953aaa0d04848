"""The group of all commands, and the codes with which a run ends."""

import importlib
import io
import os
import sys

import click

from .._version import __version__

OK, FINDINGS, USAGE, INCOMPLETE, NOTHING, INTERRUPTED = 0, 1, 2, 3, 4, 130
_ISSUES = "this is a defect of predeploy, please report it with the command you ran"


class Commands(click.Group):
    """Sub-commands are the modules of this folder; a module is imported when its command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        folder = os.path.dirname(__file__)
        stems = (name[:-3] for name in sorted(os.listdir(folder)) if name.endswith(".py") and name[0] != "_")
        return [stem.rstrip("_") for stem in stems if stem != "main"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        stem = cmd_name if os.path.exists(os.path.join(os.path.dirname(__file__), f"{cmd_name}.py")) else f"{cmd_name}_"
        return importlib.import_module(f"{__package__}.{stem}").command  # type: ignore[no-any-return]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], known, n=1)
            if os.path.exists(args[0]):
                hint = f"; to check it, run `predeploy scan {args[0]}`"
            else:
                hint = f"; did you mean `{near[0]}`?" if near else ""
            raise click.UsageError(f"there is no command `{args[0]}`{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: predeploy scan .",
)
@click.version_option(__version__, "-V", "--version", prog_name="predeploy", message="%(prog)s %(version)s")
def group() -> None:
    """The linter you run before you deploy: Kubernetes, Helm output and serverless configs, checked together."""


def run(arguments: list[str]) -> int:
    """Run a command and give its exit code; what goes wrong is said in one sentence on stderr."""
    from ..config.errors import UsageError
    from ..rules.packs import BrokenPack

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # what an old code page cannot say is no reason to fail
    try:
        result = group.main(arguments, prog_name="predeploy", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        click.echo(_harmless(told.getvalue()), nl=False, err=True)
        return USAGE
    except (UsageError, BrokenPack) as error:
        _say(str(error))
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:  # `predeploy … | head`: the reader has seen enough
        _abandon_output()
        return OK
    except Unwritable as error:
        _abandon_output()
        _say(f"cannot write standard output: {error}")
        return USAGE
    except Exception as error:
        if os.environ.get("PREDEPLOY_TRACEBACK"):
            raise
        _say(f"{type(error).__name__}: {error}\n{_ISSUES} (PREDEPLOY_TRACEBACK=1 shows where)")
        return INCOMPLETE
    return result if isinstance(result, int) else OK


def exact_output() -> None:
    """From now on standard output is UTF-8 with plain line ends wherever it goes: what programs read."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


def put(text: str) -> None:
    """Print text as it is. Raises Unwritable."""
    try:
        click.echo(text, nl=False, color=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritable(error.strerror) from error


class Unwritable(Exception):
    """Standard output takes no more: the disk is full."""


def _abandon_output() -> None:
    """What is left in its buffer must not fail again at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str) -> None:
    click.echo(f"predeploy: {_harmless(message)}", err=True)


def _harmless(message: str) -> str:
    """Names and settings of the repository may stand in it, and a stranger may have written those."""
    from ..report._escape import terminal

    return "\n".join(map(terminal, message.split("\n")))
