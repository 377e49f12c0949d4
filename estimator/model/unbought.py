"""What buys nothing: prices that vanish for want of a quantity, and options that nobody has filled in.

Whoever states a price means to buy. A quantity of 0 that is written down is an answer; one that is missing is a slip,
and would take the whole cost out of the totals without a word. So is an option without elements: only the baseline may
ask for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from estimator.calculators import declared
from estimator.calculators.roles import Role
from estimator.model.findings import Findings
from estimator.model.instances import elements_of
from estimator.model.planning import Planned
from estimator.model.wiring import Wiring
from estimator.pack.records import Pack, Place
from estimator.pack.wording import GUIDE

FILL_IN = (
    "say what it buys in [element.NAME] tables (estimator list calculators names the kinds), include another option, "
    f"or take it off the list of options in pack.toml; {GUIDE} says how to cut an option into elements"
)


def note_options_without_elements(pack: Pack, options: Iterable[str], findings: Findings) -> None:
    """Note every option beside the baseline that has no element: priced at nil it would be the least costly."""
    for option in options:
        if option != pack.settings.baseline_option and not elements_of(pack, option):
            says = f"the option {option} has no element: it would cost nothing, need nobody and come out cheapest"
            findings.note(("empty", option), pack.options[option].place, says, FILL_IN)


def note_prices_without_quantity(wiring: Wiring) -> None:
    """Note every price of an element that meets no quantity, at the line of the price or else of the element."""
    for id, planned in wiring.plans.items():
        if id in wiring.nil and _measure(planned) == "outlay":
            lacking = tuple(_lacking(wiring, planned))
            for name, place in _prices(wiring, planned):
                _note(wiring, planned, place, f'"{name}" is a price without a quantity', lacking)
        for name in (each for each, role in planned.definition.reads.items() if role is Role.QUANTITY):
            found = wiring.supplier(planned, name)
            if found in wiring.nil and found in wiring.plans:
                lacking = tuple(_lacking(wiring, wiring.plans[found]))
                _note(wiring, planned, planned.instance.place, "it has a price and no quantity", lacking)


def _note(wiring: Wiring, planned: Planned, place: Place, says: str, lacking: tuple[str, ...]) -> None:
    group = planned.instance.group
    if lacking and group in wiring.missing:  # told together with what else the element lacks
        wiring.missing[group].setdefault(lacking[0], []).append(planned.id)
    elif lacking and not any(wiring.unread.may_supply(each) for each in lacking):
        wiring.unbought.add(group)
        hint = f"Give {' or '.join(dict.fromkeys(lacking))} (0 if nothing is to be bought), or take the price out"
        wiring.findings.note(("unbought", str(place), says), place, f"{group}: {says}, so nothing is bought", hint)


def _prices(wiring: Wiring, planned: Planned) -> Iterator[tuple[str, Place]]:
    """The element's own cost assumptions that an outlay reads, and that no other row of the element does."""
    own = {*planned.instance.names.values(), *planned.instance.wires.values()}
    for argument in planned.definition.arguments:
        found = wiring.supplier(planned, argument.name)
        if found in own and found in wiring.inputs and wiring.inputs[found].basis and not _buys(wiring, planned, found):
            yield argument.name, wiring.inputs[found].place


def _buys(wiring: Wiring, planned: Planned, price: str) -> bool:
    """True if a row of the element that is there reads the price, or its row at the pack's prices.

    Nothing is said of a price whose row at the pack's prices lacks something itself, such as a currency.
    """
    in_use = f"{price}_{declared(Role.PRICE_IN_USE).name}"
    if in_use in wiring.plans and in_use not in wiring.rows and in_use not in wiring.nil:
        return True
    read = {price, in_use}
    rows = (row for id, row in wiring.rows.items() if id.rpartition(".")[0] == planned.instance.group)
    return any(not read.isdisjoint(row.precedents) for row in rows)


def _lacking(wiring: Wiring, planned: Planned) -> Iterator[str]:
    """The arguments that nothing supplies, down the rows that come to nil by it.

    A stream of payments for which the calculator has no units at all lacks nothing.
    """
    for argument in planned.definition.arguments:
        found = wiring.supplier(planned, argument.name)
        if found is None and argument.default == 0 and _measure(planned) != "paid":
            yield argument.name
        elif found in wiring.nil and found in wiring.plans:
            yield from _lacking(wiring, wiring.plans[found])


def _measure(planned: Planned) -> str:
    return planned.definition.marks.get("measure", "")
