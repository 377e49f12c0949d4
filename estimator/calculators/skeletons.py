"""Writing the beginning of a new calculator, a kind of element, into a checkout of the project: module and test."""

from __future__ import annotations

import builtins
import sys
from pathlib import Path
from string import Template
from typing import Final

from estimator import names
from estimator.calculators import calculators, element_calculators, modules
from estimator.errors import InputError
from estimator.files import write_text

PROGRAM: Final = Path(__file__).resolve().parents[2]
MODULES: Final = Path("estimator") / "calculators" / "elements"
TESTS: Final = Path("tests") / "calculators" / "elements"
TEMPLATES: Final = Path(__file__).with_name("skeleton")
DEVICES: Final = frozenset({"con", "prn", "aux", "nul"})
PYTHONS_OWN: Final = frozenset({*dir(builtins), *sys.stdlib_module_names, "annotations", "np", "numpy", "pytest"})
INSTEAD: Final = (
    "In a pack, options are put together from the kinds of element that there are (estimator method explains each): "
    "estimator new option NAME --pack DIR"
)


def write_calculator_skeleton(name: str, here: Path, program: Path = PROGRAM) -> tuple[Path, Path]:
    """Write the module of a new kind of element and its test, and return the two files.

    `here` must lie in the checkout that runs, `program`. Raises InputError outside one, in the folder of a pack, or for
    a name that is illegal or taken; nothing is written then.
    """
    _require_checkout(here.resolve(), program)
    wrong = _problem_with(name)
    if wrong:
        raise InputError(
            f'"{name[:80]}" cannot be the name of a new calculator: {wrong}. Nothing was written; choose another name'
        )
    module, test = program / MODULES / f"{name}.py", program / TESTS / f"test_{name}.py"
    for path in (module, test):
        if path.exists():
            raise InputError(f"{path.relative_to(program)} is there already. Nothing was written; choose another name")
    for path, template in ((module, "element.txt"), (test, "test_element.txt")):
        write_text(path, _filled(template, name))
    return module, test


def next_steps(name: str) -> str:
    """What was written for a new calculator, and what else the project asks for, with the commands."""
    return _filled("recipe.txt", name).rstrip()


def _filled(template: str, name: str) -> str:
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    return Template(text).substitute(name=name, label=name.replace("_", " ").capitalize())


def _require_checkout(here: Path, program: Path) -> None:
    if not (program / "pyproject.toml").is_file() or not (program / TESTS).is_dir():
        raise InputError(
            f"a calculator is code of the program, with its test, and this estimator is installed without its sources "
            f"({program}). Write it in a checkout of the project: there, pip install -e '.[test]' into a virtual "
            f"environment, then estimator new calculator NAME. {INSTEAD}"
        )
    inside = [here, *here.parents]
    if program not in inside:
        raise InputError(
            f"a calculator is written into the checkout of the project that runs, {program}, and {here} is not in it. "
            f"Change to the checkout first. {INSTEAD}"
        )
    packs = [each for each in inside[: inside.index(program)] if (each / "pack.toml").is_file()]
    if packs:
        raise InputError(
            f"{packs[0]} is the folder of a pack, and packs hold numbers and no code. To add a kind of element to the "
            f"program, change to {program}. {INSTEAD}"
        )


def _problem_with(name: str) -> str:
    """Why a word cannot be the name of a calculator, or an empty string."""
    wrong = names.problem_with(name)
    if wrong:
        return wrong
    if name in DEVICES:
        return "Windows keeps the word for a device and cannot hold a file of that name"
    if name in PYTHONS_OWN:
        return "the word is reserved; Python and its tests have a thing of that name"
    if name in calculators():
        return "there is a calculator of that name" + _kinds(name)
    taken = {*modules(), *(folder.name for folder in PROGRAM.glob("estimator/calculators/*/"))}
    return "the word is taken by a module or a folder of estimator/calculators" if name in taken else ""


def _kinds(name: str) -> str:
    return f'; in a pack write calculator = "{name}"' if name in element_calculators() else ""
