"""The two sides of a `diff` as plain data: a pack, computed, or the document of a JSON result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from estimator.analysis.differences.compared import STRUCTURE, Result, Side
from estimator.analysis.differences.renames import Known
from estimator.analysis.standing.compare import Comparison, compare
from estimator.model import build_model
from estimator.pack.records import Assumption, Pack

TEXTS: Final = ("source", "grade", "basis", "growth", "as_of", "shape", "range_is", "value_is", "fill", "label")
RANGES: Final = ("range", "mode", "limits", "outcomes")


def side_of_pack(pack: Pack, name: str) -> Side:
    """A pack, computed."""
    found = compare(build_model(pack))
    settings = pack.settings
    facts = {
        "scenarios": ", ".join(pack.scenario),
        "options": ", ".join(settings.options),
        "years": f"{settings.first_year}-{settings.last_year}",
        "price_year": str(settings.price_year),
        "currency": settings.currency,
        "decision_year": str(settings.decision_year),
        **_structure(pack),
    }
    touched = {each.id for each in pack.applied if each.layer != "scenario"}
    known = known_of(pack)
    return Side(name, True, known, {id: known[id] for id in touched}, _results(found), facts, settings.money_shown)


def _structure(pack: Pack) -> dict[str, str]:
    """What each option is made of, as text: elements with calculator, system, service, funding and share."""
    made = {}
    for option in pack.options.values():
        parts = [
            " ".join(filter(None, (each.key, each.calculator, each.system, each.service, each.funding, each.share)))
            + "".join(f" {name}={id}" for name, id in sorted(each.wires.items()))
            for each in option.elements
        ]
        made[f"{STRUCTURE}{option.id}"] = "; ".join([*(f"includes {each}" for each in option.include), *parts])
    return made


def known_of(pack: Pack) -> dict[str, Known]:
    """The assumptions of a pack as they are in use, by id."""
    return {id: _known(each, pack.settings.years) for id, each in pack.assumptions.items()}


def record_of(known: Known) -> dict[str, object]:
    """An assumption as a JSON result holds it."""
    value = {str(year): each for year, each in known.value.items()} if isinstance(known.value, Mapping) else known.value
    words = {"label": known.label, "layer": known.layer, "why": known.why, **known.texts}
    return {"value": value, "unit": known.unit, **{name: each for name, each in words.items() if each}}


def _known(each: Assumption, years: tuple[int, ...]) -> Known:
    said = {name: str(getattr(each, name)) for name in TEXTS if getattr(each, name)}
    idle = {"fill": not each.is_by_year, "range_is": each.low is None, "value_is": each.value_is == "mean"}
    texts = {name: text for name, text in said.items() if not idle.get(name)}
    texts["range"] = (
        f"{each.low:.15g} to {each.high:.15g}" if each.low is not None and each.high is not None else "none"
    )
    if each.mode is not None:
        texts["mode"] = f"{each.mode:.15g}"
    texts["limits"] = f"{each.limits[0]:.15g} to {each.limits[1]:.15g}" if each.limits else "none"
    if each.outcomes:
        texts["outcomes"] = ", ".join(f"{outcome:.15g} with {chance:.15g}" for outcome, chance in each.outcomes)
    value = {year: each.year_value(year) for year in years} if each.is_by_year else each.value
    return Known(each.id, value, each.unit, each.label, each.layer, each.why, texts)


def _results(comparison: Comparison) -> dict[str, dict[str, Result]]:
    return {
        option: {id: Result(each.value, each.unit) for id, each in metrics.items()}
        for option, metrics in comparison.options.items()
    }


def side_of_document(document: Mapping[str, Any], name: str) -> Side:
    """A result that `compare --format json` printed. Raises AttributeError, KeyError or TypeError for anything else."""
    manifest = document["manifest"]
    results = {
        str(option): {str(id): Result(_number(each["value"]), str(each.get("unit", ""))) for id, each in found.items()}
        for option, found in document["options"].items()
    }
    overrides = {str(each["id"]): _read(str(each["id"]), each) for each in manifest.get("overrides", ())}
    held = document.get("assumptions")
    known = overrides if held is None else {str(id): _read(str(id), each) for id, each in held.items()}
    facts = {
        "digest": str(manifest["digest"]),
        "price_year": str(manifest["price_year"]),
        "scenarios": ", ".join(map(str, manifest.get("scenarios", ()))),
    }
    own = {id: known.get(id, each) for id, each in overrides.items()}
    return Side(name, held is not None, known, own, results, facts, str(manifest.get("money_shown", "")))


def _read(id: str, each: Mapping[str, Any]) -> Known:
    """An assumption of a JSON result: the inverse of `record_of`."""
    value = each["value"]
    if isinstance(value, Mapping):
        value = {int(year): _number(number) or 0.0 for year, number in value.items()}
    else:
        value = _number(value)
    texts = {str(name): str(text) for name, text in each.items() if name in (*TEXTS, *RANGES)}
    unit, label, layer, why = (str(each.get(name, "")) for name in ("unit", "label", "layer", "why"))
    return Known(id, value, unit, label, layer, why, texts)


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)
