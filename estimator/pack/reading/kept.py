"""A pack that was read and found sound, as JSON and back, so that it need not be read and checked again.

Every value comes back as it was: the same types, floats to the last bit, mappings in their order. A list of JSON stands
for what JSON has no word for: its first element says what, the others are the parts. Nothing in it can be run: what may
be named is a closed list.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType, NoneType
from typing import Any, Final

from estimator import cache, units
from estimator.pack import records
from estimator.pack.reading.files import Texts
from estimator.pack.records import Pack

PLAIN: Final = frozenset({str, int, float, bool, NoneType})
RECORDS: Final[Mapping[str, Any]] = {
    each.__name__: each
    for each in (
        records.Assumption,
        records.Element,
        records.Group,
        records.LeftOut,
        records.Option,
        records.Override,
        records.OwnMetric,
        records.Pack,
        records.Place,
        records.Scenario,
        records.Service,
        records.Settings,
        records.Source,
        records.System,
    )
}
DATES: Final[Mapping[str, Any]] = {each.__name__: each for each in (datetime.datetime, datetime.date, datetime.time)}
MISTAKES: Final = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What an entry that is not as it was written may lead to; it is then as if there were none."""


def find_pack(texts: Texts) -> Pack | None:
    """The pack that was made of these texts, if it was kept; its own nouns are units again."""
    found = cache.find(_key(texts))
    if found is None:
        return None
    try:
        pack = read(json.loads(found))
    except MISTAKES:
        return None
    if not isinstance(pack, Pack) or (pack.name, pack.digest) != (texts.name, texts.digest):
        return None
    units.declare(pack.settings.nouns, pack.settings.threat_unit)
    return pack


def keep_pack(texts: Texts, pack: Pack) -> None:
    """Keep a pack without problems under its texts; one that holds what JSON cannot give back is not kept."""
    key = _key(texts)
    if key:
        try:
            cache.keep(key, json.dumps(written(pack), separators=(",", ":")).encode())
        except MISTAKES:
            return


def _key(texts: Texts) -> str:
    """Texts with problems of their own are nobody's."""
    return "" if texts.problems else cache.key_of("pack", texts.name, texts.digest)


def written(value: Any, records: Mapping[str, Any] = RECORDS) -> Any:
    """A value as JSON can hold it, with records of a closed list. Raises TypeError for one of another kind."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind in (tuple, list):
        return [kind.__name__, *(written(each, records) for each in value)]
    if kind in (dict, MappingProxyType):
        parts = (written(each, records) for pair in value.items() for each in pair)
        return ["dict" if kind is dict else "proxy", *parts]
    if kind.__name__ in records and kind is records[kind.__name__]:
        return [kind.__name__, *(written(getattr(value, each.name), records) for each in fields(kind))]
    if kind.__name__ in DATES and kind is DATES[kind.__name__]:
        return [kind.__name__, value.isoformat()]
    raise TypeError(f"{kind.__name__} is not kept")


def read(raw: Any, makers: Mapping[str, Callable[[list[Any]], Any]] | None = None) -> Any:
    """The value that was written. Raises one of MISTAKES for what was never written here."""
    if type(raw) is not list:
        return raw
    makers = makers or MAKERS
    parts = [read(each, makers) if type(each) is list else each for each in raw[1:]]
    return makers[raw[0]](parts)


def _pairs(parts: Sequence[Any]) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _record(made: Any) -> Callable[[list[Any]], Any]:
    return lambda parts: made(*parts)


def _date(made: Any) -> Callable[[list[Any]], Any]:
    return lambda parts: made.fromisoformat(*parts)


def makers_of(records: Mapping[str, Any]) -> dict[str, Callable[[list[Any]], Any]]:
    """What makes a value of its parts, by the first element of its list."""
    return {
        "tuple": tuple,
        "list": list,
        "dict": _pairs,
        "proxy": lambda parts: MappingProxyType(_pairs(parts)),
        **{name: _record(made) for name, made in records.items()},
        **{name: _date(made) for name, made in DATES.items()},
    }


MAKERS: Final[Mapping[str, Callable[[list[Any]], Any]]] = makers_of(RECORDS)
