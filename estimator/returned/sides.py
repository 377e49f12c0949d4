"""The two sides of a `diff`, read: a pack's folder, a JSON result, or a workbook."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from estimator import units
from estimator.analysis.differences.compared import Result, Side
from estimator.analysis.differences.renames import Known
from estimator.analysis.differences.sides import side_of_document, side_of_pack
from estimator.analysis.standing.inputs_by_layer import BASE
from estimator.errors import InputError, UnitError
from estimator.files import read_bytes
from estimator.model import load_pack
from estimator.returned.shown_values import Shown, read_exported

LARGEST_JSON: Final = 64 * 2**20


def read_side(path: Path) -> Side:
    """Read a pack, a JSON result or a workbook, told apart by folder and ending. Raises InputError or PackError."""
    ending = path.suffix.lower()
    if path.is_dir() or (not ending and not path.exists()):  # a name alone may be that of a pack of the program
        return side_of_pack(load_pack(path), str(path))
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    if ending == ".json":
        return side_of_json(path)
    if ending in (".xlsx", ".xlsm"):
        return side_of_workbook(path)
    raise InputError(f"{path}: expected the folder of a pack, a JSON result (.json) or a workbook (.xlsx)")


def side_of_json(path: Path) -> Side:
    """A result that `compare --format json` printed. Raises InputError for anything else."""
    content = read_bytes(path, LARGEST_JSON + 1)
    if len(content) > LARGEST_JSON:
        raise InputError(f"{path}: larger than {LARGEST_JSON // 2**20} MB")
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
        return side_of_document(document, str(path))
    except (ValueError, RecursionError) as problem:
        raise InputError(f"{path}: no JSON: {problem}") from None
    except (AttributeError, KeyError, TypeError):
        raise InputError(f'{path}: no comparison of this program; expected {{"manifest": …, "options": …}}') from None


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")


def side_of_workbook(path: Path) -> Side:
    """A workbook that the program wrote, with what was typed into it. Raises WorkbookError."""
    found = read_exported(path)
    spoken = found.manifest.get("language", "")
    known = {
        id: _shown(each, found.scenario if id in found.in_scenario else "", spoken)
        for id, each in found.assumptions.items()
        if each.texts.get("origin") != "given"
    }
    results = {
        option: {id: Result(value, _unit(found.units.get(id, ""))) for id, value in metrics.items()}
        for option, metrics in found.results.items()
    }
    facts = {name: found.manifest[name] for name in ("digest", "price_year") if name in found.manifest}
    facts["scenarios"] = "" if found.scenario in ("", BASE) else found.scenario
    own = {id: known[id] for id, each in found.assumptions.items() if each.yours}
    money = found.manifest.get("money_shown", "")
    return Side(str(path), True, known, own, results, facts, money, found.failing, is_workbook=True)


def _unit(words: str) -> str:
    """The normal unit of the words beside a metric; empty where they are no unit, such as `ratio`."""
    try:
        return units.read(words).normal if words else ""
    except UnitError:
        return ""


def _shown(each: Shown, scenario: str, language: str) -> Known:
    """An assumption of a workbook: the layer in use, and of a base value what the row says about it.

    A note is compared where it is not translated. What is said beside a value typed in or set by the scenario belongs
    to the base value, and the column Why names every scenario, whether in force or not: both are left out.
    """
    if each.yours or scenario:
        return Known(each.id, each.value, each.unit, each.label, "your value" if each.yours else f"scenario {scenario}")
    texts = _texts(each.texts)
    if not language:
        texts["note"] = each.texts.get("note", "")
    return Known(each.id, each.value, each.unit, each.label, each.texts.get("origin", ""), "", texts)


def _texts(given: Mapping[str, str]) -> dict[str, str]:
    made = {"source": given["source"]} if "source" in given else {}
    if "grade" in given:
        made["grade"] = given["grade"].rstrip("*")
    made["range"] = f"{given['low']} to {given['high']}" if "low" in given and "high" in given else "none"
    return made
