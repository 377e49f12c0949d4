"""What each calculator is instantiated for: the pack, a service, a currency, a price, an element, an option.

An instance says where its rows stand (`group`), which words its templates replace, and which names its rows may ask
for beside their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from estimator import units
from estimator.calculators import Calculator, calculators, declared
from estimator.calculators.axes import PEOPLE, is_posted
from estimator.calculators.roles import Role
from estimator.calculators.row import Scope
from estimator.errors import ModelError, UnknownNameError, did_you_mean
from estimator.model.findings import Findings
from estimator.model.row_units import unit_tokens
from estimator.model.subjects import applies
from estimator.pack.nouns import ROUND
from estimator.pack.records import Assumption, Element, Option, Pack, Place
from estimator.pack.unread import Unread

PRICE_YEAR = re.compile(r"\d{4}\Z")
NOWHERE, CURRENCIES = Place(), Place("currency.toml")
GIVEN_YEARS: Final = {
    "first_year": "First fiscal year compared",
    "last_year": "Last fiscal year compared",
    "first_column_year": "First fiscal year of the columns",
    "last_column_year": "Last fiscal year of the columns",
    "decision_year": "Year of the decision",
    "price_year": "Price year",
}
GIVEN: Final = (*GIVEN_YEARS, "one_year", "one_item", "small_chance", "tiny_chance", "home_link")
"""The names that the program gives every pack."""


@dataclass(frozen=True)
class Instance:
    """A calculator put to work once.

    `names` maps argument names to full ids, in force after the calculator's own rows; `wires` before them. `words`
    fill `{service}` and the like; `tokens` are the unit words (`item`, `money`). An option gathers from `elements`;
    `built` are the options that stand beside it.
    `place` is where the pack asks for it, `places` where each wire stands, and `system` who supplies what it needs.
    """

    group: str
    scope: Scope
    calculator: Calculator
    names: Mapping[str, str] = field(default_factory=dict)
    wires: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    elements: tuple[Element, ...] = ()
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict)
    own_wires: tuple[str, ...] = ()
    system: str = ""
    built: tuple[str, ...] = ()

    def row_id(self, name: str) -> str:
        """The full id of one of its rows."""
        return f"{self.group}_{name}" if self.scope == "price" else f"{self.group}.{name}"


def price_base_of(assumption: Assumption) -> tuple[str, str] | None:
    """`("USD", "2018")` of a price that holds exactly one currency-year, else None."""
    found = [units.CURRENCY.match(token) for token in units.TOKEN.findall(assumption.normal_unit)]
    years = [match for match in found if match and match[3]]
    if len(years) != 1 or not PRICE_YEAR.match(years[0][3]):
        return None
    return years[0][2], years[0][3]


def given(id: str, label: str, value: float, unit: str, note: str) -> Assumption:
    """A number that the pack's own structure gives; nobody edits it as an assumption."""
    return Assumption(
        id=id,
        label=label,
        unit=unit,
        scale=1.0,
        normal_unit=unit,
        source="",
        grade="",
        value=value,
        note=note,
        layer="given",
        editable=False,
    )


def givens(pack: Pack) -> dict[str, Assumption]:
    """The pack-wide numbers of `pack.toml` and the link of the home price index."""
    settings = pack.settings
    years = GIVEN_YEARS.items()
    made = [given(f"pack.{key}", label, getattr(settings, key), "year", "pack.toml") for key, label in years]
    made.append(given("pack.one_year", "One year", 1.0, "year", "Turns a yearly rate into the amount of a year"))
    for noun in dict.fromkeys(("item", *(each.item for each in of_scope("element") if each.item))):
        made.append(given(_one_of(noun), f"One {noun}", 1.0, noun, "Turns a number of it into a pure one"))
    made.append(given("pack.small_chance", "Small chance", 1e-6, "1", "Below it a difference is taken by its series"))
    made.append(given("pack.tiny_chance", "Tiny chance", 1e-9, "1", "What a sure chance stays below 1"))
    link = units.read(f"{settings.money_then} / {settings.money}").normal
    made.append(given("pack.home_link", "Then-year per constant money in the price year", 1.0, link, "By definition"))
    return {assumption.id: assumption for assumption in made}


def _one_of(noun: str) -> str:
    """The id of one of what an element counts; rows ask for `one_item`, whatever it is."""
    return "pack.one_item" if noun == "item" else f"pack.single_{noun}"


def price_bases(pack: Pack) -> dict[tuple[str, str], str]:
    """The ids of the price bases that any assumption uses: `("USD", "2018")` to `prices.usd_2018`."""
    found = {base for each in pack.assumptions.values() if (base := price_base_of(each))}
    return {base: f"prices.{base[0].lower()}_{base[1]}" for base in sorted(found)}


def check_price_years(pack: Pack, findings: Findings) -> None:
    """Note every price of a year outside the columns, where no index stands."""
    settings = pack.settings
    first, last = settings.first_column_year, settings.last_column_year
    for each in pack.assumptions.values():
        base = price_base_of(each)
        if base and not first <= int(base[1]) <= last:
            says = (
                f'{each.id} is in "{each.unit}", but the columns, and so the price indices, run from {first} to {last}'
            )
            hint = f"Restate it in prices of {first} or later"
            hint += ", or begin the columns earlier (pack.toml, first_column_year)" if int(base[1]) < first else ""
            findings.note(("price year", each.id), each.place, says, hint)


def price_base_givens(pack: Pack) -> dict[str, Assumption]:
    """Price year and link of each price base."""
    made: dict[str, Assumption] = {}
    for (currency, year), group in price_bases(pack).items():
        link = units.read(f"{currency}_then / {currency}_{year}").normal
        of_year = f"Price year of {currency} {year}"
        made[f"{group}.price_year"] = given(
            f"{group}.price_year", of_year, float(year), "year", "From the unit of the prices"
        )
        made[f"{group}.link"] = given(
            f"{group}.link", f"Then-year {currency} of {year} per {currency} {year}", 1.0, link, "By definition"
        )
    return made


def instantiate(
    pack: Pack, options: tuple[str, ...], findings: Findings, unread: Unread | None = None
) -> list[Instance]:
    """Every instance, in the order in which a reader wants the rows.

    Elements of unknown calculators and calculators whose subject the pack leaves out are none.
    """
    asked = {each.name for each in calculators().values() if applies(pack, each.marks, unread)}
    if not pack.services and any(id.startswith(f"{PEOPLE}.") for id in pack.assumptions):
        says = f"{PEOPLE}.toml speaks of people, and pack.toml names no service"
        findings.note(("services",), Place(f"{PEOPLE}.toml"), says, "Add [services.NAME] with a label, or take it out")
    return [
        *_currencies(pack),
        *_price_bases(pack),
        *_prices(pack),
        *(_pack_instance(pack, each) for each in of_scope("pack") if each.name in asked),
        *(made for each in of_scope("service") if each.name in asked for made in _services(pack, each)),
        *(made for option in _with_includes(pack, options) for made in _elements(pack, option, findings)),
        *(
            option_instance(pack, pack.options[option], each, options)
            for option in options
            for each in of_scope("option")
            if each.name in asked
        ),
    ]


def of_scope(scope: Scope) -> list[Calculator]:
    """The calculators of one scope, in the order in which a reader wants them."""
    return sorted(
        (each for each in calculators().values() if each.scope == scope), key=lambda each: (each.place, each.name)
    )


def _words(pack: Pack) -> dict[str, str]:
    settings = pack.settings
    return {
        "baseline_option": settings.baseline_option,
        "reference_option": settings.reference_option,
        "reference_label": _label(pack, settings.reference_option),
        "yardstick": settings.yardstick,
        "yardstick_service": settings.yardstick_service,
        "ally": settings.ally,
    }


def _label(pack: Pack, option: str) -> str:
    return pack.options[option].label if option in pack.options else option


def _under(pack: Pack, *groups: str) -> dict[str, str]:
    """Assumption names that stand directly under one of the groups; the first group wins."""
    found: dict[str, str] = {}
    for group in groups:
        for id in pack.assumptions:
            head, _, key = id.rpartition(".")
            if head == group:
                found.setdefault(key, id)
    return found


def _pack_instance(pack: Pack, calculator: Calculator) -> Instance:
    name = calculator.name
    return Instance(
        name,
        "pack",
        calculator,
        _under(pack, name),
        words=_words(pack),
        tokens=unit_tokens(pack, calculator.item),
        marks=calculator.marks,
        place=Place(f"{name}.toml"),
    )


def _currencies(pack: Pack) -> Iterator[Instance]:
    home = pack.settings.currency
    for currency in sorted({base[0] for base in price_bases(pack)} - {home}):
        group = f"currency.{currency.lower()}"
        tokens = {**unit_tokens(pack), "foreign_then": f"{currency}_then"}
        words = {**_words(pack), "currency": currency.lower()}
        for calculator in of_scope("currency"):
            names = _under(pack, group, "currency")
            yield Instance(group, "currency", calculator, names, words=words, tokens=tokens, place=CURRENCIES)


def _price_bases(pack: Pack) -> Iterator[Instance]:
    for (currency, _year), group in price_bases(pack).items():
        kind = "home" if currency == pack.settings.currency else "foreign"
        words = {**_words(pack), "currency": currency.lower()}
        names = {"price_year": f"{group}.price_year", "link": f"{group}.link"}
        for calculator in of_scope("price_base"):
            if calculator.marks.get("currency") == kind:
                tokens = unit_tokens(pack)
                yield Instance(
                    group, "price_base", calculator, wires=names, words=words, tokens=tokens, place=CURRENCIES
                )


def needs_conversion(pack: Pack, assumption: Assumption) -> bool:
    """True for a price that is not in the pack's own prices, or to which cost growth applies."""
    base = price_base_of(assumption)
    home = (pack.settings.currency, str(pack.settings.price_year))
    return base is not None and (base != home or bool(assumption.growth))


def _prices(pack: Pack) -> Iterator[Instance]:
    home = (pack.settings.currency, str(pack.settings.price_year))
    bases, factor = price_bases(pack), declared(Role.PRICE_FACTOR).name
    for assumption in pack.assumptions.values():
        if not needs_conversion(pack, assumption):
            continue
        base = price_base_of(assumption) or home
        wires = {"amount": assumption.id}
        if base != home:
            wires[factor] = f"{bases[base]}.{factor}"
        if assumption.growth:
            wires["cost_growth"] = assumption.growth
        words = {**_words(pack), "label": assumption.label}
        tokens, place = unit_tokens(pack), assumption.place
        for calculator in of_scope("price"):
            yield Instance(assumption.id, "price", calculator, wires=wires, words=words, tokens=tokens, place=place)


def _services(pack: Pack, calculator: Calculator) -> Iterator[Instance]:
    posted = calculator.marks.get("recruits") == "no"
    for service in (each for each in pack.services.values() if is_posted(pack, each.id) == posted):
        group = f"{PEOPLE}.{service.id}"
        words = {**_words(pack), "service": service.id, "service_label": service.label}
        names = _under(pack, group, PEOPLE)
        yield Instance(
            group,
            "service",
            calculator,
            names,
            words=words,
            tokens=unit_tokens(pack),
            marks={"service": service.id},
            place=Place(f"{PEOPLE}.toml"),
        )


def _with_includes(pack: Pack, options: tuple[str, ...]) -> list[str]:
    found: dict[str, None] = {}
    for option in options:
        for each in (*_included(pack, option), option):
            found.setdefault(each)
    return list(found)


def _included(pack: Pack, option: str) -> list[str]:
    found: list[str] = []
    for each in pack.options[option].include:
        found += [*_included(pack, each), each]
    return found


def elements_of(pack: Pack, option: str) -> tuple[Element, ...]:
    """The elements that count for an option: its own and those of included options, shared ones once."""
    kept: dict[str, Element] = {}
    for each in (option, *_included(pack, option)):
        for element in pack.options[each].elements:
            kept.setdefault(element.share or element.id, element)
    return tuple(kept.values())


def _elements(pack: Pack, option_id: str, findings: Findings) -> Iterator[Instance]:
    option = pack.options[option_id]
    for element in option.elements:
        found = calculators().get(element.calculator)
        if found and found.scope == "element":
            yield element_instance(pack, option, element, found)
        else:
            _note_unknown(element, findings)


def _note_unknown(element: Element, findings: Findings) -> None:
    """An element without any calculator is a mistake that reading the file reports."""
    findings.unbuilt.add(element.id)
    if element.calculator:
        kinds = [each.name for each in of_scope("element")]
        says = f'element.{element.key}: there is no calculator "{element.calculator}"'
        hint = did_you_mean(element.calculator, kinds) or f"Known: {', '.join(kinds)}"
        findings.note(("calculator", element.id), element.places.get("calculator", element.place), says, hint)


def element_instance(pack: Pack, option: Option, element: Element, calculator: Calculator) -> Instance:
    """One element at work."""
    marks = {
        **calculator.marks,
        "option": option.id,
        "element": element.key,
        "calculator": calculator.name,
        "service": element.service,
        "funding": element.funding,
        "serves": pack.systems[element.system].serves if element.system in pack.systems else "",
        "role": option.role,
    }
    words = {**_words(pack), "option": option.id, "service": element.service, "element_label": element.label}
    return Instance(
        element.id,
        "element",
        calculator,
        {**option.assumptions, **element.assumptions},
        {"one_item": _one_of(calculator.item or "item"), **element.wires},
        words,
        unit_tokens(pack, calculator.item, missile=ROUND),
        {key: value for key, value in marks.items() if value},
        place=element.place,
        places=element.places,
        own_wires=tuple(sorted(element.wires.keys() - _system_wires(pack, element).keys())),
        system=element.system,
    )


def _system_wires(pack: Pack, element: Element) -> Mapping[str, str]:
    """What the element's system wires: several calculators may share a system, so not every one asks for all of it."""
    return pack.systems[element.system].wires if element.system in pack.systems else {}


def option_instance(pack: Pack, option: Option, calculator: Calculator, built: tuple[str, ...]) -> Instance:
    """What is asked of one option, at work."""
    return Instance(
        option.id,
        "option",
        calculator,
        dict(option.assumptions),
        words={**_words(pack), "option": option.id},
        tokens=unit_tokens(pack),
        marks={"option": option.id},
        elements=elements_of(pack, option.id),
        built=built,
        place=option.place,
    )


def require_options(pack: Pack, options: tuple[str, ...] | None) -> tuple[str, ...]:
    """The options to show, all of the pack's by default. Raises UnknownNameError for others."""
    chosen = options or pack.settings.options
    for option in chosen:
        if option not in pack.options:
            hint = did_you_mean(option, pack.options) or "estimator list shows them."
            raise UnknownNameError(f'there is no option "{option}". {hint}')
    if twice := [option for at, option in enumerate(chosen) if option in chosen[:at]]:
        raise ModelError(f"{twice[0]} is named twice among the options; name it once")
    return chosen
