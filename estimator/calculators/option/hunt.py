"""Mobile launchers hunted: found in time, destroyed by each kind of strike round, and missiles never launched.

A launcher stands in the open for s + an exponential time with mean g (`exposure_least`, `exposure_beyond`) and fires at
the end of it. A strike takes d = decide + fly from a look to the hit. Looks come at random, Λ a minute of those that
detect and identify (Koopman, *Search and Screening*, 1946). With a = max(0, s − d) and b = max(0, d − s)

    found in time = e^(−b/g) × (1 − e^(−Λa) ÷ (1 + Λg)).

Found and killed is h = found × kill, q = 1 − h. All ready launchers N of a class are hunted before n of their launches.
Without a limit of rounds N(1 − qⁿ) are destroyed, and f(n) = n − q(1 − qⁿ)/h launches of each never happen; it is
h·n(n + 1)/2 where h is so small that terms cancel. Rounds are spent as launchers appear, on decoys too. If they last
for S < N(1 − qⁿ), they end after n* = ln(1 − S/N) ÷ ln q exposures, and f(n*) + (n − n*)(1 − q^n*) never happen.

Kinds of round are used in descending order of h in each class; where one ends the next takes over, with the launchers
and the exposures that are left. The rounds of a kind are shared over the classes in proportion to what it would destroy
there alone. An option or a set of options has at most six kinds against launchers. Every row stands twice where an
ally helps, with and without its support. Left out: launchers that flee the strike, repair, and what fixed aim points
hit do to launches.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce
from typing import Any

from estimator.calculators.row import Formula, RowDefinition, reading, row, row_over
from estimator.expression import TracingError
from estimator.expression.functions import divide_or, equals, exponential, logarithm, maximum, minimum, sum_of, where

SCOPE = "option"
MARKS = {"needs": "strike"}
LABEL = "Launchers hunted"
HERE = {"scope": "option", "support": "{support}"}
OF_CLASS = {**HERE, "missile_class": "{class}"}
BY_CLASS, BY_KIND = "support missile_class", "support strike_kind"


@row(
    label="Rounds of {kind_label} hunt launchers",
    unit="1",
    shown="flag",
    each="strike_kind",
    wire={"rounds": "{kind_group}.launcher_rounds"},
)
def kind_at_launchers(rounds):
    """1 for a kind of which some rounds are kept for launchers."""
    return 0 < rounds


@row(label="Kill chance of {kind_label}, {support_label}", unit="1", shown="share", each=BY_KIND, measure="kill")
def kind_kill_support(on_target, kind_arrival_support, round_kills, rounds_per_target, kind_at_launchers, tiny_chance):
    """On target × (1 − (1 − chance that a round arrives and kills)^rounds), a hair below 1 at most; nil without rounds.

    On target (place, movement, a track that breaks, the wrong thing struck) is common to all rounds of one find.
    """
    kill = on_target * (1 - (1 - kind_arrival_support * round_kills) ** rounds_per_target)
    return kind_at_launchers * minimum(kill, 1 - tiny_chance)


@row(
    label="{class_label}: time to spare for {kind_label}, {support_label}",
    unit="minute",
    each=f"{BY_CLASS} strike_kind",
    wire={"fly": "{kind_group}.flight_time"},
)
def spare_class_kind_support(class_exposure_least, decide_time_support, fly, kind_at_launchers):
    """Least exposure less the time from sight to hit, below nil where the strike takes longer: a − b."""
    return kind_at_launchers * (class_exposure_least - decide_time_support - fly)


@row(
    label="{class_label}: found in time for {kind_label}, {support_label}",
    unit="1",
    shown="share",
    each=f"{BY_CLASS} strike_kind",
    measure="found",
)
def found_class_kind_support(spare_class_kind_support, class_exposure_beyond, finds_support, kind_at_launchers):
    """Chance that a launcher is seen early enough in one exposure; nil for a kind of which no round hunts launchers.

    e^(−b/g) × (1 − e^(−Λa) ÷ (1 + Λg)), with a and b what the exposure is longer and shorter than the delay.
    """
    spare = spare_class_kind_support
    lost = exponential(-divide_or(maximum(0, -spare), class_exposure_beyond, 0))
    unseen = exponential(-finds_support * maximum(0, spare)) / (1 + finds_support * class_exposure_beyond)
    return kind_at_launchers * (lost * (1 - unseen))


@row(
    label="{class_label}: destroyed by {kind_label} alone, rounds without end, {support_label}",
    unit="launcher",
    each=f"{BY_CLASS} strike_kind",
    measure="demand",
)
def demand_class_kind_support(class_launchers_ready, found_class_kind_support, kind_kill_support, class_hunts):
    """N(1 − qⁿ): what this kind would destroy in the class if it were alone and its rounds never ran out."""
    return class_launchers_ready * (1 - (1 - found_class_kind_support * kind_kill_support) ** class_hunts)


@row(
    label="Share of the demand that rounds of {kind_label} meet, {support_label}",
    unit="1",
    shown="ratio",
    each=BY_KIND,
    measure="met",
    wire={"rounds": "{kind_group}.launcher_rounds"},
    gather={
        "demands": {**HERE, "measure": "demand", "strike_kind": "{kind}"},
        "brought": {"measure": "ally_rounds_{support}"},
    },
)
def met_kind_support(rounds, rounds_per_hunt, kind_kill_support, demands, brought=0):
    """Launchers that the rounds and those that the ally brings can destroy, decoys included, over those in demand."""
    return divide_or(rounds * (1 + sum_of(brought)) / rounds_per_hunt * kind_kill_support, sum_of(demands), 0)


def _largest_of(hits: Sequence[Any]) -> Any:
    return reduce(maximum, hits[1:], hits[0]) if hits else 0


def _hits(founds: Sequence[Any], kills: Sequence[Any]) -> list[Any]:
    """h of each kind of round that hunts launchers: found × kill."""
    if len(founds) > len(RANKS):
        raise TracingError("an option has at most six kinds of strike round against launchers")
    return [found * kill for found, kill in zip(founds, kills, strict=True)]


def _hit(founds, kills, *better):
    """The largest chance that a launcher is found and destroyed in one exposure, of all kinds or of those left."""
    hits = _hits(founds, kills) if len(better) < len(founds) else []
    return _largest_of([where(each < better[-1], each, 0) for each in hits] if better else hits)


def _start(ready: Any, before: Sequence[Any]) -> Any:
    """What better kinds leave: of the launchers, or of the exposures."""
    return reduce(lambda left, gone: left - gone, before, ready)


def _stock(hit, founds, kills, demands, met):
    """Launchers that the rounds of this kind can destroy in the class; kinds that are alike are one stock."""
    of_kinds = zip(_hits(founds, kills), demands, met, strict=True)
    return where(0 < hit, sum_of([where(equals(each, hit), whole * part, 0) for each, whole, part in of_kinds]), 0)


def _killed(hit, stock, ready, hunts, *before):
    """Launchers destroyed by this kind: the least of what its rounds and what exposures and launchers left allow."""
    start, left = (_start(each, before[place::2]) for place, each in enumerate((ready, hunts)))
    return minimum(stock, start * (1 - (1 - hit) ** left))


def _gone(killed, ready, *before):
    """Share of the launchers left that this kind destroys."""
    return divide_or(killed, _start(ready, before), 0)


def _spent(hit, gone, tiny, hunts, *before):
    """Exposures until the rounds of this kind end: ln(1 − share destroyed) ÷ ln q, no more than are left."""
    lasting = divide_or(logarithm(maximum(tiny, 1 - gone)), logarithm(1 - hit), 0)
    return where(0 < hit, minimum(_start(hunts, before), lasting), 0)


def _unfired(hit, gone, spent, small):
    """f: launches that never happen for each launcher hunted, of those before which it is hunted."""
    closed = spent - (1 - hit) * gone / maximum(hit, small)  # gone is 1 − q^spent
    return where(hit < small, hit * spent * (spent + 1) / 2, closed)


def _saved(unfired, spent, killed, launch, ready, hunts, *before):
    """Missiles never launched because of this kind, toward the country: while it hunts, and afterwards."""
    start, left = (_start(each, before[place::2]) for place, each in enumerate((ready, hunts)))
    return launch * (start * unfired + (left - spent) * killed)


GATHERED = {
    "founds": {**OF_CLASS, "measure": "found"},
    "kills": {**HERE, "measure": "kill"},
    "demands": {**OF_CLASS, "measure": "demand"},
    "met": {**HERE, "measure": "met"},
}


def _ranked(
    rank: str, what: str, label: str, function: Formula, names: tuple[str, ...], unit: str, **more: Any
) -> RowDefinition:
    """One row of a rank: `what` ends its name's beginning, `names` are what it reads."""
    label = f"{{class_label}}: {label}, {rank} kind of round, {{support_label}}"
    found = {each: GATHERED[each] for each in names if each in GATHERED}
    return row_over(
        function, reading(*names), name=_of(rank, what), label=label, unit=unit, each=BY_CLASS, gather=found, **more
    )


def _of(rank: str, what: str) -> str:
    return f"{rank}_{what}_class_support"


def _rank(place: int) -> tuple[RowDefinition, ...]:
    """The rows of the best, second, third … kind of round in a class."""
    rank, earlier = RANKS[place], RANKS[:place]
    hit, stock, killed, gone, spent, unfired = (_of(rank, what) for what in OF_RANK[:-1])
    ready, hunts = left = ("class_launchers_ready", "class_hunts")
    better, killed_before, spent_before = (
        tuple(_of(each, what) for each in earlier) for what in ("hit", "killed", "spent")
    )
    before = tuple(each for pair in zip(killed_before, spent_before, strict=True) for each in pair)
    made = partial(_ranked, rank)
    return (
        made("hit", "destroyed in one exposure", _hit, ("founds", "kills", *better), "1", shown="share"),
        made("stock", "launchers for which rounds last", _stock, (hit, *GATHERED), "launcher"),
        made("killed", "destroyed", _killed, (hit, stock, *left, *before), "launcher", marks=KILLED),
        made("gone", "share destroyed", _gone, (killed, ready, *killed_before), "1", shown="share"),
        made("spent", "exposures used", _spent, (hit, gone, "tiny_chance", hunts, *spent_before), "1", shown="count"),
        made("unfired", UNFIRED, _unfired, (hit, gone, spent, "small_chance"), "1", shown="count"),
        made("saved", SAVED, _saved, (unfired, spent, killed, "class_launch", *left, *before), "missile", marks=KEPT),
    )


UNFIRED, SAVED = "launches that never happen for each launcher", "missiles never launched"
RANKS = ("first", "second", "third", "fourth", "fifth", "sixth")
OF_RANK = ("hit", "stock", "killed", "gone", "spent", "unfired", "saved")
KILLED, KEPT = {"measure": "launchers_killed"}, {"measure": "missiles_saved"}
FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH = (_rank(place) for place in range(len(RANKS)))


@row(
    label="{class_label}: found in time, {support_label}",
    unit="launcher",
    each=BY_CLASS,
    measure="launchers_found",
    gather={"chances": {**OF_CLASS, "measure": "found"}},
)
def found_class_support(class_launchers_ready, chances):
    """Launchers found in time in one exposure for the fastest kind of round that hunts launchers."""
    return class_launchers_ready * _largest_of(chances)
