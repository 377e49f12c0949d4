"""What files of the whole pack lack: all of a file in one message, with lines as a pack that has them writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from estimator.errors import PackError
from estimator.model.instances import Instance
from estimator.model.needs.stubs import wording_of
from estimator.model.wiring import Wiring
from estimator.pack.reading.files import read_document, shipped_packs
from estimator.pack.reading.reader import NOT_ASSUMPTIONS
from estimator.pack.records import Pack, Place
from estimator.pack.wording import OPEN, shown

MODEL: Final = "coastguard"
"""The shipped pack after which the lines are written."""
MONEY: Final = re.compile(r"\b([kMGT]?)EUR_(\d{4}|then)")
CURRENCIES: Final = "currency.toml"
FOREIGN: Final = "USD"
"""The foreign currency of that pack: another takes its place in the lines of another."""
FOREIGN_WORDS: Final = re.compile(r"\b(dollar|US)\b")


def note_what_files_lack(wiring: Wiring, instances: Mapping[str, Instance]) -> None:
    """Note for each file of the whole pack all that nothing supplies, with lines to paste."""
    files: dict[str, set[str]] = {}
    for group, names in wiring.missing.items():
        if group in instances or group.partition(".")[0] not in wiring.pack.options:
            for name in names:
                file, key = _place_of(group, name, instances.get(group))
                files.setdefault(file, set()).add(key)
    for file, lacking in files.items():
        keys = sorted(lacking)
        many = f"{len(keys)} values" if len(keys) > 1 else "a value"
        says = f"the pack lacks {many} of this file: {', '.join(keys)}"
        wiring.findings.note(("missing", file, *keys), Place(file), says, "\n".join(_hint(wiring.pack, file, keys)))


def _place_of(group: str, name: str, instance: Instance | None) -> tuple[str, str]:
    """The file where a value belongs, and its key there: `army.authorised` of manpower.toml."""
    stem, _, inside = group.partition(".")
    if instance and instance.scope not in ("service", "currency"):
        held = next((file for file in _files() if name in _tables(file)), "")
        return (
            instance.place.file if instance.scope == "pack" else held
        ) or held or instance.place.file or f"{stem}.toml", name
    file = f"{stem}.toml"
    return file, name if not inside or name in _tables(file) else f"{inside}.{name}"


def _hint(pack: Pack, file: str, keys: list[str]) -> Iterator[str]:
    held = _tables(file)
    whole = f"; estimator init DIR --from {MODEL} copies a pack that has them" if held else ""
    yield f'Put this at the top of {file} and write what holds for each "{OPEN}"{whole}:'
    for key in keys:
        line = _line(pack, key, _table(held, key))
        yield f"    {_of_currency(key.partition('.')[0].upper(), line) if file == CURRENCIES else line}"


def _of_currency(asked: str, line: str) -> str:
    """The line of the shipped pack's foreign currency as that of the currency asked for: its unit and its words."""
    if asked == FOREIGN:
        return line
    return FOREIGN_WORDS.sub(asked, line.replace(f"{FOREIGN}_", f"{asked}_"))


def _table(held: Mapping[str, Mapping[str, Any]], key: str) -> Mapping[str, Any]:
    """The table of the shipped pack that has a key, for another service or currency if need be."""
    return held.get(key) or next((held[each] for each in held if _last(each) == _last(key)), {})


def _line(pack: Pack, key: str, table: Mapping[str, Any]) -> str:
    service = pack.services.get(key.partition(".")[0])
    label = str(table.get("label", OPEN))
    label = f"{label.rpartition(', ')[0]}, {service.label}" if service and ", " in label else label
    label = re.sub(r"\beuro\b", pack.settings.currency, label, flags=re.IGNORECASE)
    by_year = f'by_year = {{ {pack.settings.price_year} = "{OPEN}" }}'
    given = [f"label = {json.dumps(label, ensure_ascii=False)}", by_year if "by_year" in table else f'value = "{OPEN}"']
    given.append(f'unit = "{MONEY.sub(lambda found: _in(pack, found), str(table.get("unit", OPEN)))}"')
    given += [f"{each} = {shown(table[each])}" for each in ("shown", "whole", "basis") if each in table]
    return f'{key} = {{ {", ".join(given)}, source = "{wording_of(pack).source}", grade = "C" }}'


def _in(pack: Pack, found: re.Match[str]) -> str:
    """Money of the shipped pack in the pack's own currency and price year."""
    year = found[2] if found[2] == "then" else str(pack.settings.price_year)
    return f"{found[1]}{pack.settings.currency}_{year}"


def _last(key: str) -> str:
    return key.rpartition(".")[2]


def _files() -> list[str]:
    """The files of the shipped pack that hold assumptions of the whole pack."""
    path = shipped_packs().get(MODEL)
    return sorted(each.name for each in path.glob("*.toml") if each.stem not in NOT_ASSUMPTIONS) if path else []


@cache
def _tables(file: str) -> dict[str, Mapping[str, Any]]:
    """The assumptions of the shipped pack's file by key; nothing where it has no such file."""
    path = shipped_packs().get(MODEL, None)
    if path is None or not (path / file).is_file():
        return {}
    try:
        table = read_document(path / file)[0].table
    except PackError:
        return {}
    found: dict[str, Mapping[str, Any]] = {}
    for key, each in table.items():
        if "unit" in each:
            found[key] = each
        else:
            found |= {f"{key}.{inner}": value for inner, value in each.items() if isinstance(value, dict)}
    return found
