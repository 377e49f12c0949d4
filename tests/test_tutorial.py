"""The tutorial is run as it stands: each command in its order, each text written where the page says.

A block `toml` begins with a comment that names its file; what it says is written into open places (`NAME = VALUE` as
the message about open places calls them), `instead of` a line or a table, `at the end`, or as a `new` file. A block
`console` holds commands; lines after one must stand in what it prints, spaces apart; `# refused` says that it fails.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import estimator

__all__ = ["estimator"]  # a fixture
PAGE = Path(__file__).parents[1] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(console|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_each_command_of_the_tutorial_does_what_the_page_says(estimator, tmp_path):
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert {kind for kind, _ in blocks} == {"console", "toml"}
    for kind, text in blocks:
        if kind == "toml":
            write(tmp_path, text)
        else:
            run(estimator, text)


def run(estimator, text):
    """Run the commands of a block and look for the lines that stand under each."""
    printed = ""
    for line in text.splitlines():
        if not line.startswith("$ "):
            assert squeezed(line) in squeezed(printed), f"{line}\nis not in\n{printed}"
            continue
        name, *arguments = shlex.split(line[2:], comments=True)
        done = estimator(*arguments)
        assert name == "estimator"
        assert done.code == (2 if "# refused" in line else 0), f"{line}\n{done.out}{done.err}"
        printed = done.out + done.err


def squeezed(text):
    return " ".join(text.split())


def write(folder, text):
    """Write a block where its first line says."""
    head, _, body = text.partition("\n")
    place, _, how = head.removeprefix("# ").partition(": ")
    path = folder / place
    if how == "new":
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, encoding="utf-8")
        return
    held = path.read_text(encoding="utf-8")
    if how == "at the end":
        held = without_comments_at_the_end(held) + body
    elif how:
        held = instead(held, how.removeprefix("instead of "), body)
    else:
        for line in body.splitlines():
            held = filled_in(held, *line.split(" = ", 1))
    path.write_text(held, encoding="utf-8")


def without_comments_at_the_end(text):
    return text.rstrip("\n") + "\n"


def instead(text, what, body):
    """The body in place of a table, or of a line: a table that begins in the body goes before the line's own."""
    if what.startswith("["):
        start = text.index(f"{what}\n")
        end = text.find("\n[", start + 1)
        return text[:start] + body + text[end:]
    lines = text.splitlines()
    (at,) = (number for number, line in enumerate(lines) if line.startswith(f"{what} = "))
    del lines[at]
    if body.startswith("["):
        at = max(number for number, line in enumerate(lines[:at]) if line.startswith("["))
    return "\n".join([*lines[:at], *body.rstrip("\n").splitlines(), *lines[at:]]) + "\n"


def filled_in(text, name, value):
    """The text with the open place of that name filled in."""
    lines, element, table = text.splitlines(), "", ""
    for number, line in enumerate(lines):
        if found := re.match(r"\[element\.([a-z0-9_]+)", line):
            element = found[1]
        elif found := re.match(r"\[([a-z0-9_]+)\]", line):
            table = found[1]
        key = line.partition(" = ")[0]
        here = f"{element}.{key}" if element else table if key == "value" else key
        if here == name and '"?"' in line:
            lines[number] = line.replace('"?"', value, 1)
            return "\n".join(lines) + "\n"
    raise AssertionError(f"no open place is called {name}")


pytestmark = pytest.mark.tutorial
