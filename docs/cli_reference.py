"""Write docs/cli.md from the program's own --help; a test holds the two together.

python docs/cli_reference.py
"""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).with_name("cli.md")
INTRODUCTION = """# Command line

Written by `python docs/cli_reference.py` from `estimator COMMAND --help`. Results go to stdout, messages to stderr.
Exit codes: 0 fine, 1 a check did not hold, 2 the input is wrong, 3 a fault of the program, 130 interrupted.
"""


def commands() -> Iterator[list[str]]:
    """Every command of the program, those of groups as two words."""
    from estimator.cli.app import app

    yield []
    yield from ([command.name or ""] for command in app.registered_commands)
    for group in app.registered_groups:
        members = group.typer_instance.registered_commands if group.typer_instance else []
        yield from ([group.name or "", command.name or ""] for command in members)


def help_of(command: list[str]) -> str:
    """What `--help` of one command prints on a terminal of 80 columns."""
    from estimator.cli import run

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    os.environ["COLUMNS"] = "80"
    with contextlib.redirect_stdout(out):
        run([*command, "--help"])
    return out.buffer.getvalue().decode()  # type: ignore[attr-defined]


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for command in commands():
        parts.append(f"## `{' '.join(['estimator', *command])}`\n\n```\n{help_of(command).strip()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"Wrote {PAGE}\n")
