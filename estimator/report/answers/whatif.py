"""What if: metrics before and after, and the share of each change in the difference of a total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from estimator.analysis.differences.compared import SAME_VALUE, same_result
from estimator.analysis.differences.renames import Value, near
from estimator.analysis.questions.whatif import Change, Shares, WhatIf
from estimator.analysis.standing.compare import Metric
from estimator.display.decision import Shown
from estimator.display.declared import shown_metric
from estimator.display.text import DASH
from estimator.display.unit_words import with_noun
from estimator.model import Model
from estimator.pack.records import Override
from estimator.report.answers.answer import Answer, amounts, columns, side_by_side, tidy
from estimator.report.answers.diff import value_text
from estimator.report.manifest import Document, manifest
from estimator.report.number_table import as_percent
from estimator.report.tables import Cell, Number, Table
from estimator.report.words.option_sentences import verdict_at_values

WORDS = {
    "shapley": "Shares by Shapley's value: the mean of what a change adds over every order of the changes.",
    "order": "More than ten changes: each share is what the change adds after those above it, in the order shown.",
}
TURNED = "Verdicts that change, at the values before and after"
STANDS = "No verdict changes at these values."
HOW_SURE = "How sure they are: estimator compare, with the same --set."


def answer(what_if: WhatIf, everything: bool = False) -> Answer:
    """Tables, tidy rows and document; `everything` shows metrics that do not change too."""
    return Answer(tuple(_tables(what_if, everything)), _tidy(what_if), document(what_if))


def _how(what_if: WhatIf) -> Shown:
    model = what_if.before.model
    return shown_metric(model, what_if.metric, model.metric_units[what_if.metric])


def _tables(what_if: WhatIf, everything: bool) -> Iterator[Table]:
    yield _changes(what_if)
    turned = {option: pair for option, pair in verdicts(what_if).items() if pair[0] != pair[1]}
    yield _metrics(what_if, everything)
    if turned:
        rows = tuple((option, *pair) for option, pair in turned.items())
        yield Table(TURNED, columns("option, before, after"), rows, (HOW_SURE,))
    yield _why(what_if)


def _changes(what_if: WhatIf) -> Table:
    rows = [(each.id, *value_texts(each), each.after.layer, each.after.why) for each in what_if.changes]
    heads = columns("assumption, before, after, layer, why", ("before", "after"))
    return Table("What changes", heads, tuple(rows), tuple(_felt(what_if)))


def _felt(what_if: WhatIf) -> Iterator[str]:
    """What nothing feels, with the reason; and from which year on a change acts, where that is not the first."""
    settings = what_if.before.model.pack.settings
    for each in what_if.changes:
        found = what_if.felt[each.id]
        since = max(changed_years(each)[:1], default=settings.first_column_year)
        if not found.is_read:
            yield f"{each.id}: nothing of the options shown reads it."
        elif not found.moved:
            beside = f", where other inputs decide: {', '.join(found.decided_by)}" if found.decided_by else ""
            yield f"{each.id}: no metric moves; the change ends at {', '.join(found.ends_at)}{beside}."
        elif found.since and found.since > max(since, settings.first_year):
            yield f"{each.id} acts from {settings.year_prefix}{found.since} on."


def changed_years(each: Change) -> tuple[int, ...]:
    """The fiscal years in which a by-year assumption differs; none for another."""
    if not each.after.is_by_year:
        return ()
    years = sorted({*(each.before.by_year or {}), *(each.after.by_year or {})})
    pairs = ((year, each.before.year_value(year), each.after.year_value(year)) for year in years)
    return tuple(year for year, before, after in pairs if not near(before, after, SAME_VALUE))


def as_overrides(what_if: WhatIf) -> list[Override]:
    """The changes as new values without a reason, in the unit of the pack's files."""
    made = []
    for each in what_if.changes:
        years = {year: each.after.year_value(year) for year in changed_years(each)}
        value = None if each.after.is_by_year else each.after.value
        made.append(Override(each.id, value, years or None, each.after.unit))
    return made


def value_texts(each: Change) -> tuple[str, str]:
    """The value before and after; of a by-year assumption in the fiscal years that differ."""
    years = changed_years(each)
    sides: list[Value] = [
        {year: side.year_value(year) for year in years} if years else side.value for side in (each.before, each.after)
    ]
    before, after = (value_text(side, each.after.unit, years) for side in sides)
    return before, after


def _pairs(what_if: WhatIf) -> Iterator[tuple[str, str, Metric, Metric]]:
    for option, before in what_if.before.options.items():
        for id, one in before.items():
            yield option, id, one, what_if.after.options[option][id]


def differs(before: Metric, after: Metric) -> bool:
    """True where two metrics differ by more than the last digits of computing."""
    return not same_result(before.value, after.value)


def change_of(before: Metric, after: Metric) -> float | None:
    """After less before, where both apply."""
    return None if before.value is None or after.value is None else after.value - before.value


def _metrics(what_if: WhatIf, everything: bool) -> Table:
    rows: list[tuple[Cell, ...]] = []
    still, last, left_out = [], "", 0
    for option, id, before, after in _pairs(what_if):
        if not everything and not differs(before, after):
            left_out += before.value is not None
            continue
        if option != last:
            rows.append((f"{option}: {what_if.before.model.pack.options[option].label}",))
            last = option
        rows.append(metric_row(what_if.before.model, id, before, after))
    shown = {row[0].split(":")[0] for row in rows if len(row) == 1 and isinstance(row[0], str)}
    still = [option for option in what_if.before.options if option not in shown]
    numbers = with_noun(str(left_out), "number")
    notes = [f"Left out, since nothing changes: {numbers}; --all shows all."] if left_out else []
    notes += [f"Nothing changes for {', '.join(still)}."] if still else []
    judged = verdicts(what_if).values()
    notes += [STANDS] if judged and all(one == other for one, other in judged) else []
    heads = columns("metric, unit, before, after, change", ("before", "after", "change"))
    return Table("Before and after", heads, tuple(rows), tuple(notes))


def metric_row(model: Model, id: str, before: Metric, after: Metric) -> tuple[Cell, ...]:
    """Metric, unit, before, after, change."""
    how = shown_metric(model, id, after.unit or before.unit, (before.value, after.value))
    return (id, how.unit, *side_by_side(before.value, after.value, how))


def verdicts(what_if: WhatIf) -> dict[str, tuple[str, str]]:
    """The verdict of each option at the values before and after; none where money is not judged."""
    sides, model = (what_if.before, what_if.after), what_if.before.model
    each = {
        option: tuple(verdict_at_values(model, side.options[option]) for side in sides)
        for option in what_if.before.options
    }
    return {option: (before, after) for option, (before, after) in each.items() if before}


def _why(what_if: WhatIf) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for option, shares in what_if.shares.items():
        if shares.reason or shares.change:
            rows.append((f"{option}: {shares.reason}" if shares.reason else option,))
            rows += _shares(what_if, shares)
    unit = _how(what_if).unit
    title = f"Why {what_if.metric} changes" + (f", {unit}" if unit else "")
    notes = (WORDS[what_if.method],) if rows else (f"{what_if.metric} does not change for any option shown.",)
    return Table(title, columns("assumption, share, of the change", ("share", "of the change")), tuple(rows), notes)


def _shares(what_if: WhatIf, shares: Shares) -> Iterator[tuple[Cell, ...]]:
    """The changes with a share, largest first, and their sum."""
    if not shares.shares:
        return
    parts = sorted(((id, each) for id, each in shares.shares.items() if each), key=lambda pair: -abs(pair[1]))
    if what_if.method == "order":
        parts = [(id, each) for id, each in shares.shares.items() if each]
    whole = shares.change or 0.0
    numbers = amounts([*(each for _, each in parts), whole], _how(what_if))
    for id, number in zip([*(id for id, _ in parts), "sum"], numbers, strict=True):
        of = None if not whole or number.value is None else number.value / whole
        yield id, number, Number(of, DASH if of is None else as_percent(of))


def _tidy(what_if: WhatIf) -> Table:
    rows = (
        (option, id, before.value, after.value, change_of(before, after), after.unit)
        for option, id, before, after in _pairs(what_if)
    )
    parts = (
        (option, f"share:{what_if.metric}:{id}", None, None, share, what_if.before.model.metric_units[what_if.metric])
        for option, shares in what_if.shares.items()
        for id, share in shares.shares.items()
    )
    return tidy("option, metric, before, after, change, unit", [*rows, *parts])


def document(what_if: WhatIf) -> Document:
    """The answer as JSON: manifests of both sides, changes, metrics and shares by option."""
    options: dict[str, dict[str, object]] = {option: {} for option in what_if.before.options}
    for option, id, before, after in _pairs(what_if):
        options[option][id] = {
            "before": before.value,
            "after": after.value,
            "change": change_of(before, after),
            "unit": after.unit,
        }
    return {
        "manifest": {"before": manifest(what_if.before.model.pack), "after": manifest(what_if.after.model.pack)},
        "changes": [change_record(each) for each in what_if.changes],
        "options": options,
        "verdicts": {option: {"before": one, "after": other} for option, (one, other) in verdicts(what_if).items()},
        "shares": {
            "metric": what_if.metric,
            "method": what_if.method,
            "unit": what_if.before.model.metric_units[what_if.metric],
            "options": {option: _share_record(each) for option, each in what_if.shares.items()},
        },
    }


def _share_record(shares: Shares) -> Mapping[str, object]:
    made: dict[str, object] = {"change": shares.change, "shares": dict(shares.shares)}
    return {**made, "reason": shares.reason} if shares.reason else made


def change_record(each: Change) -> Document:
    """One change as JSON, in the unit of the file; by-year values as the fiscal years that differ."""
    before, after = each.before, each.after
    if not after.is_by_year:
        old, new = before.value, after.value
        return {"id": each.id, "before": old, "after": new, "unit": after.unit, "layer": after.layer, "why": after.why}
    years = changed_years(each)
    return {
        "id": each.id,
        "before": {str(year): before.year_value(year) for year in years},
        "after": {str(year): after.year_value(year) for year in years},
        "unit": after.unit,
        "layer": after.layer,
        "why": after.why,
    }
