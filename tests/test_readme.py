"""The README says what works."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from estimator.cli import run
from tests.keeping import keeping

__all__ = ["keeping"]  # a fixture
ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR = [line.split("#")[0].strip() for line in README.splitlines() if line.startswith("estimator ")]
SLOW = ("estimator verify", "estimator lint", "estimator import")  # tests of their own, on a small pack


@pytest.mark.parametrize(
    "command",
    [
        "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/estimator compare",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
    ],
)
def test_the_two_commands_stand_in_the_readme(command):
    assert command in README.splitlines()


def test_continuous_integration_runs_the_readmes_own_test_command():
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_recipe_named_is_there_and_every_step_is_one_of_continuous_integration():
    makefile, steps = ((ROOT / name).read_text(encoding="utf-8") for name in ("Makefile", ".ci/run"))
    for name in re.findall(r"`make (\w+)`", README):
        assert re.search(rf"^(?:[\w ]* )?{name}(?: [\w ]*)?:", makefile, re.MULTILINE), name
    called = [words.split() for words in re.findall(r"^\t\.ci/run ([a-z ]+)$", makefile, re.MULTILINE)]
    assert ["lint", "format", "types", "handbook", "languages", "smoke"] in called
    assert {name for words in called for name in words} <= set(re.findall(r"^step_(\w+)\(\)", steps, re.MULTILINE))


EMPTY = next(line for line in TOUR if line.startswith("estimator init au"))


@pytest.fixture
def steps():
    """The steps that continuous integration runs when none is named, those of its chains too."""
    commands = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    bodies = dict(re.findall(r"^(\w+)\(\) \{ (.*?) \}", commands, re.MULTILINE))
    found = re.search(r"steps=\((system .*)\)", commands)[1].split()
    for step in found:
        chains = bodies.get(f"step_{step}", "")
        if chains.startswith("two_chains "):
            parts = [bodies[name] for name in chains.rstrip(";").split()[1:]]
            found += [name for part in parts for name in re.findall(r"step_(\w+)", part)]
    return found


def test_continuous_integration_checks_the_formatting(steps):
    assert "format" in steps


def test_what_the_test_command_leaves_out_is_a_step_of_continuous_integration_and_the_readme_says_so(steps):
    given = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    marked = [each.partition(":")[0] for each in given["markers"]]
    assert re.findall(r"not (\w+)", given["addopts"]) == marked
    commands = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert all(each in steps and f"-m pytest -q -m {each};" in commands for each in marked)
    assert "mutations" in steps
    assert f"`.ci/run {' '.join(marked)} mutations`" in README


@pytest.mark.usefixtures("keeping")
@pytest.mark.parametrize("line", [line for line in TOUR if not line.startswith(SLOW)])
def test_every_line_of_the_tour_works(line, monkeypatch, tmp_path, capfdbinary):
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line)[1:]
    if words[-1] == "au":
        assert run(shlex.split(EMPTY)[1:]) == 0
    if words == ["check", "au"]:
        assert run(words) == 2  # an empty case has open places, which it names
        return
    if words[0] in ("compare", "brief", "simulate") and not {"json", "--draws"} & {*words}:
        words += ["--draws", "64"]  # as many as they draw unasked are drawn by tests of their own
    if words[0] == "compare" and not {"--no-workbook", "--sheet-names", "--data-tables", "--all-years"} & {*words}:
        words += ["--no-workbook"]  # one that is not shaped is written by tests of its own
    assert run(words) == 0


def test_every_link_leads_to_a_file():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
