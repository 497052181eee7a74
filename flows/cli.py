"""The command line: `plantwatch COMMAND`. Exit status 0 done, 1 failed, 2 wrong call or configuration."""

import atexit
import importlib
import logging
import os
import pkgutil
import sys

os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")

import typer

import flows.commands
from flows.declarations import Misuse
from flows.options import Failure


def build() -> typer.Typer:
    """The application with every command module registered."""
    app = typer.Typer(
        name="plantwatch",
        help="Watches the news for what plants say they will produce, and says when they change their mind.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for module in sorted(m.name for m in pkgutil.iter_modules(flows.commands.__path__)):
        importlib.import_module(f"flows.commands.{module}").register(app)
    return app


def main() -> None:
    """Runs the command and turns what went wrong into one line and an exit status."""
    logging.captureWarnings(capture=True)
    atexit.register(_end_quietly)  # first registered, so the last to run
    try:
        build()()
    except Misuse as error:
        sys.exit(_complain(error, 2))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(_complain("stopped", 130))
    except Exception as error:
        from warehouse.state import StateError

        if not isinstance(error, Failure | StateError) and os.environ.get("PLANTWATCH_DEBUG"):
            raise
        known = isinstance(error, Failure | StateError)
        sys.exit(_complain(error if known else _unforeseen(error), 1))


def _unforeseen(error: Exception) -> str:
    """An error that no command expects, in one line; one about a file begins with its name."""
    file = error.filename if isinstance(error, OSError) else None
    what = f"{file}: {error.strerror}" if file else f"{type(error).__name__}: {error}"  # type: ignore[attr-defined]
    return f"{what} (PLANTWATCH_DEBUG=1 shows where)"


def _end_quietly() -> None:
    """DuckDB's binding prints a page about leaks where Prefect's threads outlive the interpreter; nobody needs it."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _complain(error: object, status: int) -> int:
    print(f"plantwatch: {error}", file=sys.stderr)
    return status


if __name__ == "__main__":
    main()
