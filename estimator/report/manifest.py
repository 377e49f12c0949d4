"""Where a result comes from: tool version, pack and its digest, scenarios and overrides. No clock, no path."""

from __future__ import annotations

import json

from estimator import __version__
from estimator.pack.numbers_in_labels import outdated_labels
from estimator.pack.records import UNDOCUMENTED, Override, Pack

Document = dict[str, object]
FINGERPRINT = 12
SAME_MODEL = "the same model as a page for any browser"


def manifest(pack: Pack) -> Document:
    """What must be equal for two results to be comparable."""
    return {
        "tool": "estimator",
        "version": __version__,
        "pack": pack.name,
        "digest": pack.digest,
        "price_year": pack.settings.price_year,
        "money_shown": pack.settings.money_shown,
        "scenarios": list(pack.scenario),
        "overrides": [override_record(pack, each) for each in pack.applied if each.layer != "scenario"],
        **({"together": list(pack.joined)} if pack.joined else {}),
    }


def manifest_texts(pack: Pack) -> dict[str, str]:
    """The manifest as texts, as a workbook's properties hold it."""
    changed = [each for each in pack.applied if each.layer != "scenario"]
    lists = {
        "scenarios": ", ".join(pack.scenario) or "none",
        "overrides": "; ".join(override_text(pack, each) for each in changed) or "none",
    }
    if pack.joined:
        lists["together"] = ", ".join(pack.joined)
    return {key: str(each) for key, each in {**manifest(pack), **lists}.items()}


def fingerprint(pack: Pack) -> str:
    """The first digits of the digest, by which a workbook and a page of the same pack know one another."""
    return pack.digest[:FINGERPRINT]


def workbook_texts(pack: Pack, page: str = "", language: str = "") -> dict[str, str]:
    """The manifest with the fingerprint, the file of the page beside it or how to get one, and a language if named."""
    beside = f"{page}: {SAME_MODEL}, with this fingerprint" if page else f"estimator explore writes {SAME_MODEL}"
    spoken = {"language": language} if language else {}
    return {**manifest_texts(pack), "fingerprint": fingerprint(pack), "page": beside, **spoken}


def override_text(pack: Pack, override: Override) -> str:
    """One override on a line: `budget.gdp_share = 2 %`."""
    found = override_record(pack, override)
    return f"{override.id} = {json.dumps(found['value'])} {found['unit']}"


def override_record(pack: Pack, override: Override) -> Document:
    """One override as JSON: id, value or values by year, unit, layer."""
    value: object = override.value
    if override.by_year is not None:
        value = {str(year): each for year, each in sorted(override.by_year.items())}
    unit = override.unit or pack.assumptions[override.id].unit
    return {"id": override.id, "value": value, "unit": unit, "layer": override.layer}


def in_force(pack: Pack) -> list[str]:
    """Lines that say which scenarios and overrides changed the base values, and which labels tell a value of before."""
    lines = []
    if pack.scenario:
        lines.append("Scenarios in force: " + ", ".join(pack.scenario))
    bare = [each for each in pack.scenario if each in pack.scenarios and not pack.scenarios[each].is_documented]
    if bare:
        lines.append(f"{UNDOCUMENTED.capitalize()}, without a reason in its file: " + ", ".join(bare))
    set_by_hand = [each.id for each in pack.applied if each.layer != "scenario"]
    if set_by_hand:
        lines.append("Values set by hand: " + ", ".join(dict.fromkeys(set_by_hand)))
    said = (f"{label} still says {number}: {id} is another number now" for label, id, number in outdated_labels(pack))
    return [*lines, *said]
