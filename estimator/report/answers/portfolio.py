"""A set of options: what is chosen, what it uses of each limit, why others are left out, effect against money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from estimator.analysis.questions.portfolio_records import JUDGEMENT, Portfolio
from estimator.display.decision import shown
from estimator.display.declared import shown_metric
from estimator.display.text import DASH, general
from estimator.display.unit_words import with_noun
from estimator.report.answers.answer import Answer, amounts, columns, in_words, tidy
from estimator.report.manifest import Document, manifest
from estimator.report.number_table import as_percent
from estimator.report.tables import Cell, Number, Table

MARGINAL = {
    "solver": "Duals of the linear relaxation, in which options are taken in part: a guide, not a promise.",
    "enumeration": "From a tenth more of one year's limit alone; nil where no better set fits then.",
}
MOST_MARGINALS = 12
MOST_SKIPPED = 4


def answer(portfolio: Portfolio) -> Answer:
    """Tables, tidy rows and document."""
    made = [_chosen(portfolio), _limits(portfolio), _frontier(portfolio)]
    if portfolio.marginals:
        made.append(_marginals(portfolio))
    return Answer(tuple(made), _tidy(portfolio), _document(portfolio))


def value_text(portfolio: Portfolio, value: float | None) -> str:
    """The value of a set with its unit."""
    if value is None:
        return DASH
    if portfolio.question.metric == JUDGEMENT:
        return f"{value:,.2f}"
    return in_words(value, shown_metric(portfolio.model, portfolio.question.metric, portfolio.unit))


def named(chosen: Sequence[tuple[str, int]]) -> str:
    """Options with their delays, in words."""
    return ", ".join(f"{option} (+{delay})" if delay else option for option, delay in chosen) or "none"


def _chosen(portfolio: Portfolio) -> Table:
    labels = portfolio.model.pack.options
    rows: list[tuple[Cell, ...]] = [
        (option, "chosen" + (f", {with_noun(str(delay), 'year')} later" if delay else ""), labels[option].label)
        for option, delay in portfolio.chosen
    ]
    rows += [(option, f"left out: {why}", labels[option].label) for option, why in portfolio.left_out.items()]
    way = "largest" if portfolio.question.maximise else "smallest"
    title = f"Set of options with the {way} {portfolio.question.metric}: {value_text(portfolio, portfolio.value)}"
    return Table(title, columns("option, verdict, label"), tuple(rows), tuple(_notes(portfolio)))


def _notes(portfolio: Portfolio) -> Iterator[str]:
    settings = portfolio.model.pack.settings
    money, share = in_words(portfolio.money, shown(settings.money_then, settings)), portfolio.question.budget_share
    yield (
        f"Money of the set over the horizon: {money}. Limits: {_per_cent(share)} of the headroom"
        + (
            " and the people that each service can spare, in every year."
            if portfolio.question.people
            else ", people left out."
        )
    )
    yield (
        "Money is then-year outlays that count against the ceiling; life_cycle_cost of compare is in constant prices "
        "and counts what is signed or spent anyway, too."
    )
    if portfolio.question.metric == JUDGEMENT:
        yield "Judgement: the sum of weighted mean ratings, each counted from the middle of its scale (3 of 1 to 5)."
    if portfolio.method == "enumeration":
        tried = portfolio.sets_tried
        computed = f"each of the {tried} sets that fit" if tried > 1 else "the only set that fits"
        yield f"{portfolio.question.metric} does not add up over options: the model computed {computed}."
    yield "What several options share counts once, as the dearest of the chosen options has it."
    yield from (f"Not allowed: {each}." for each in portfolio.skipped_delays[:MOST_SKIPPED])
    if len(portfolio.skipped_delays) > MOST_SKIPPED:
        more = len(portfolio.skipped_delays) - MOST_SKIPPED
        yield f"Delays not allowed beside these: {more}; --format json has them all."


def _limits(portfolio: Portfolio) -> Table:
    """For each limit, the year in which the set uses the largest part of it."""
    settings = portfolio.model.pack.settings
    rows: list[tuple[Cell, ...]] = []
    for row, name in enumerate(portfolio.limits.names):
        use, limit = portfolio.use[row].tolist(), portfolio.allowed[row].tolist()
        parts = [one / other if other > 0 else float(one > 0) for one, other in zip(use, limit, strict=True)]
        place = max(range(len(parts)), key=lambda each: parts[each])
        unit = settings.money_then if name == "money" else "person"
        numbers = amounts((use[place], limit[place]), shown(unit, settings))
        year = Number(float(portfolio.limits.years[place]), f"{settings.year_prefix}{portfolio.limits.years[place]}")
        label = _limit_label(portfolio, name)
        rows.append((label, in_unit(unit, portfolio), year, *numbers, Number(parts[place], as_percent(parts[place]))))
    heads = columns("limit, unit, tightest year, used, limit there, part", ("used", "limit there", "part"))
    share = portfolio.question.budget_share
    notes = () if share == 1 else (f"The limit of money is {_per_cent(share)} of the headroom, as asked for.",)
    return Table("How near the set comes to each limit", heads, tuple(rows), notes)


def _per_cent(share: float) -> str:
    """A share that was asked for, in all its digits: `50 %`, `100,000,000 %`."""
    return f"{general(100.0 * share)} %"


def _limit_label(portfolio: Portfolio, name: str) -> str:
    """A limit in words."""
    return "headroom" if name == "money" else f"people, {portfolio.model.pack.services[name].label}"


def in_unit(unit: str, portfolio: Portfolio) -> str:
    """The unit beside amounts of a limit."""
    return shown(unit, portfolio.model.pack.settings).unit


def _frontier(portfolio: Portfolio) -> Table:
    settings = portfolio.model.pack.settings
    rows: list[tuple[Cell, ...]] = []
    money = amounts([point.money for point in portfolio.frontier], shown(settings.money_then, settings))
    for point, number in zip(portfolio.frontier, money, strict=True):
        share = Number(point.share, _per_cent(point.share))
        rows.append((share, Number(point.value, value_text(portfolio, point.value)), number, named(point.chosen)))
    heads = columns("share of headroom, value, money, options", ("share of headroom", "value", "money"))
    asked = f"shares of the {_per_cent(portfolio.question.budget_share)} asked for"
    notes = [f"Money in {in_unit(settings.money_then, portfolio)}; {asked}."]
    if any(delay for point in portfolio.frontier for _, delay in point.chosen):
        notes.append("(+N): delayed by N years.")
    return Table("Effect against money", heads, tuple(rows), tuple(notes))


def _marginals(portfolio: Portfolio) -> Table:
    settings = portfolio.model.pack.settings
    scale = {name: _step(portfolio, name) for name in portfolio.limits.names}
    worth = sorted(portfolio.marginals, key=lambda each: -each.value * scale[each.name][0])
    rows = []
    for each in worth[:MOST_MARGINALS]:
        step, words = scale[each.name]
        label = _limit_label(portfolio, each.name)
        year = Number(float(each.year), f"{settings.year_prefix}{each.year}")
        rows.append((label, year, Number(each.value * step, _worth(portfolio, each.value * step)), words))
    more = len(worth) - len(rows)
    notes = [MARGINAL[portfolio.method], *([f"Smaller ones left out: {more}; --format csv has all."] if more else [])]
    return Table(
        "What more of a limit would add", columns("limit, year, adds, for each", ("adds",)), tuple(rows), tuple(notes)
    )


def _worth(portfolio: Portfolio, value: float) -> str:
    """What more of a limit adds, in the unit of the metric; a judgement with its telling digits."""
    return general(value) if portfolio.question.metric == JUDGEMENT else value_text(portfolio, value)


def _step(portfolio: Portfolio, name: str) -> tuple[float, str]:
    """A handy amount of a limit: a hundred of the money unit shown, or a hundred people."""
    if name != "money":
        return 100.0, f"{with_noun('100', 'person')} more"
    settings = portfolio.model.pack.settings
    how = shown(settings.money_then, settings)
    return 100.0 * how.scale, f"100 {how.unit} more"


def _tidy(portfolio: Portfolio) -> Table:
    rows: list[tuple[Cell | float | None, ...]] = [
        ("chosen", option, None, float(delay), "") for option, delay in portfolio.chosen
    ]
    rows += [("left_out", option, None, None, why) for option, why in portfolio.left_out.items()]
    rows.append(("value", portfolio.question.metric, None, portfolio.value, portfolio.unit))
    rows += [("frontier", f"{point.share:g}", None, point.value, named(point.chosen)) for point in portfolio.frontier]
    for row, name in enumerate(portfolio.limits.names):
        for column, year in enumerate(portfolio.limits.years):
            rows.append(("used", name, year, float(portfolio.use[row, column]), ""))
            rows.append(("limit", name, year, float(portfolio.allowed[row, column]), ""))
    rows += [("marginal", each.name, each.year, each.value, portfolio.method) for each in portfolio.marginals]
    return tidy("what, id, year, value, text", rows)


def _document(portfolio: Portfolio) -> Document:
    question = portfolio.question
    years = [str(year) for year in portfolio.limits.years]
    return {
        "manifest": manifest(portfolio.model.pack),
        "question": {
            "metric": question.metric,
            "maximise": question.maximise,
            "options": list(question.options),
            "exclusions": sorted(sorted(each) for each in question.rules.exclusions),
            "requirements": sorted([one, sorted(others)] for one, others in question.rules.requirements),
            "delays": {option: list(delays) for option, delays in question.delays.items()},
            "budget_share": question.budget_share,
            "people": question.people,
            "must": list(question.must),
            "forbidden": list(question.forbidden),
        },
        "method": portfolio.method,
        "value": portfolio.value,
        "unit": portfolio.unit,
        "money": portfolio.money,
        "chosen": [{"option": option, "delay": delay} for option, delay in portfolio.chosen],
        "left_out": dict(portfolio.left_out),
        "limits": {
            name: {
                "used": dict(zip(years, portfolio.use[row].tolist(), strict=True)),
                "limit": dict(zip(years, portfolio.allowed[row].tolist(), strict=True)),
            }
            for row, name in enumerate(portfolio.limits.names)
        },
        "frontier": [
            {
                "share": each.share,
                "value": each.value,
                "money": each.money,
                "chosen": [{"option": option, "delay": delay} for option, delay in each.chosen],
            }
            for each in portfolio.frontier
        ],
        "marginals": [{"limit": each.name, "year": each.year, "value": each.value} for each in portfolio.marginals],
        "skipped_delays": list(portfolio.skipped_delays),
        "sets_tried": portfolio.sets_tried,
    }
