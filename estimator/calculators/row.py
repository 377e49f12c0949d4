"""The row: a plain function whose argument names are its wiring, plus what the row is.

    @row(unit="ship", label="Ships to hold the stations")
    def ships_to_hold(stations, ships_per_station):
        \"\"\"Whole ships needed so that every station is always held.

        Source: MOD comparison of sea-based Aegis watch days, 2020.
        \"\"\"
        return ceiling(stations * ships_per_station)

Units may use the words `money` (the pack's constant prices), `money_then` and `item` (what the calculator
counts: ship, missile, site). `unit=""` takes the unit that the expression gives.

An argument is, in this order: a `gather`ed tuple, a `wire`d id, another row of the same element (or of the same
module, or the same option), an assumption of the element or its system or option, a row or assumption of the
whole pack by its last word. An argument with a default (`weather_loss=0`) takes the default when nothing has
that name; rows that come to nothing but 0 by this are left out of the model.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from estimator.calculators.axes import AXES
from estimator.calculators.roles import Role
from estimator.errors import did_you_mean
from estimator.expression.arithmetic import Array, as_array
from estimator.expression.computing import compute
from estimator.expression.nodes import Constant, Reference, as_node
from estimator.names import LONGEST_SHORT
from estimator.units import PURE, Pure
from estimator.visible import width_of

Formula = Callable[..., Any]
"""The body of a row: from symbols to a symbol, named by its arguments."""

Scope = Literal["pack", "service", "currency", "price_base", "price", "element", "option"]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a row; `default` is None when the argument is required.

    `instead` is the name that is read where nothing has the argument's own.
    """

    name: str
    default: float | None = None
    instead: str = ""


@dataclass(frozen=True)
class RowDefinition:
    """A row as its module defines it, before it is wired to a pack.

    `marks` say what the row is: `measure` (obligation, outlay, billets, stations, committed, sunk, check, …),
    `phase` (development, procurement, facilities, operation, disposal), `part` (O&S element), `service`, `paid_by`
    (baseline: an outlay that the budget's baseline holds already), `beside` (a row of prices that is shown with the one
    it names, though nothing reads it). `gather` maps an argument to the marks that rows of
    the option's elements must have; a value starting with `!` excludes; `scope: "option"` gathers from the option's own
    rows instead, `scope: "service"` from those of all services. `wire` maps an argument to a full id, or to several
    joined by ` or `, of which the first that is there counts. A `flip` row (measure) is the value of the
    assumption `by` at which the verdict of the row `over` changes. `metric` rows are the metric ids of the comparison.
    `short` is a metric's label in at most 18 columns, for tables that have no room for more.
    `lacking` (nil) says that an option without the metric needs none of it; else it does not apply to the option.
    `only_with` (inputs joined by ` or `) is there only where the element is told one of them, or is told it always.
    `role` is what the row is to the rest of the program, `reads` the roles of assumptions by argument.
    `each="service"` makes one row a service: the word `service` in its name, arguments, wires and gathers becomes
    the service's id; the other axes are in `axes.py`, and several are parted by a space. `shown` says what a pure
    number is (a share, a count …) and so how every reader shows it; checks, comparisons and flips need none.
    """

    name: str
    label: str
    unit: str
    function: Formula
    arguments: tuple[Argument, ...]
    doc: str
    marks: Mapping[str, str] = field(default_factory=dict)
    gather: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    wire: Mapping[str, str] = field(default_factory=dict)
    metric: bool = False
    each: str = ""
    module: str = ""
    role: Role | None = None
    reads: Mapping[str, Role] = field(default_factory=dict)
    shown: Pure = ""
    short: str = ""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Compute the row on plain numbers or arrays (years along the last axis).

        Numbers go through the same tracing and arithmetic as the model, so a row's unit test tests what is computed.
        """
        given = dict(zip((each.name for each in self.arguments), arguments, strict=False)) | named
        given |= {each.name: given[each.instead] for each in self.arguments if self._stands_in(each, given)}
        missing = [each.name for each in self.arguments if each.default is None and each.name not in given]
        if missing or len(given) > len(self.arguments):
            raise TypeError(f"row {self.name} takes {', '.join(each.name for each in self.arguments)}")
        values: dict[str, Array] = {}
        symbols = [self._symbol(each, given, values) for each in self.arguments]
        return compute(as_node(self.function(*symbols)), values)

    @staticmethod
    def _stands_in(argument: Argument, given: Mapping[str, Any]) -> bool:
        return bool(argument.instead) and argument.name not in given and argument.instead in given

    @property
    def terms(self) -> tuple[str, ...]:
        """The inputs of which one must be told for the row to be there; none for a row that needs none of them."""
        return tuple(filter(None, self.marks.get("only_with", "").split(" or ")))

    def _symbol(self, argument: Argument, given: Mapping[str, Any], values: dict[str, Array]) -> Any:
        """A symbol for one argument; its number is kept in `values`."""
        name = argument.name
        if name in self.gather:
            parts = given.get(name, ())
            values.update({f"{name}.{place}": as_array(part) for place, part in enumerate(parts)})
            return tuple(Reference(f"{name}.{place}") for place in range(len(parts)))
        if name not in given:
            return Constant(argument.default or 0.0)
        values[name] = as_array(given[name])
        return Reference(name)


def row(
    *,
    label: str,
    unit: str = "",
    shown: Pure = "",
    measure: str = "",
    phase: str = "",
    part: str = "",
    service: str = "",
    gather: Mapping[str, Mapping[str, str]] | None = None,
    wire: Mapping[str, str] | None = None,
    metric: str = "",
    each: str = "",
    role: Role | None = None,
    reads: Mapping[str, Role] | None = None,
    **marks: str,
) -> Callable[[Callable[..., Any]], RowDefinition]:
    """Declare a row. See the module's text for units and argument names.

    `metric` makes it a metric of the comparison: its short label, of at most 18 columns.

    Raises TypeError at import with all that is wrong: no docstring, `*args`, a default that is no number, a `gather`,
    `wire` or `reads` of what is no argument (a flip row may also wire its `by`), a short label that is too
    long, a `shown` that is no word of the list.
    """
    if shown and shown not in PURE:
        raise TypeError(f'shown="{shown}": expected one of {", ".join(PURE)}')
    given = {"measure": measure, "phase": phase, "part": part, "service": service, **marks}
    said = {"label": label, "short": metric, "metric": bool(metric), "unit": unit, "shown": shown}
    said |= {"each": each, "role": role, "marks": {key: mark for key, mark in given.items() if mark}}
    links: dict[str, dict[str, Any]] = {
        "gather": dict(gather or {}),
        "wire": dict(wire or {}),
        "reads": dict(reads or {}),
    }

    def declare(function: Formula) -> RowDefinition:
        named: dict[str, Iterable[str]] = {**links, "wire": links["wire"].keys() - {marks.get("by", "")}}
        parameters = inspect.signature(function).parameters
        _require_sound(function, parameters, label, named, each, short_problem(metric))
        return row_over(function, _arguments(parameters), name=function.__name__.rstrip("_"), **links, **said)

    return declare


def row_over(function: Formula, arguments: tuple[Argument, ...], **described: Any) -> RowDefinition:
    """A row made of a function that several rows share, over the arguments named.

    `described` are the other fields of `RowDefinition`; its text is the function's own, and so is its module unless
    another is named.
    """
    said = {"module": function.__module__.rsplit(".", 1)[-1], **described}
    return RowDefinition(function=function, arguments=arguments, doc=inspect.getdoc(function) or "", **said)


def reading(*names: str, **optional: float) -> tuple[Argument, ...]:
    """Arguments by their names; one that is given a number takes it where nothing has the name."""
    return (*map(Argument, names), *(Argument(name, float(default)) for name, default in optional.items()))


def _arguments(parameters: Mapping[str, inspect.Parameter]) -> tuple[Argument, ...]:
    return tuple(
        Argument(name, None if each.default is each.empty else float(each.default)) for name, each in parameters.items()
    )


def short_problem(short: str) -> str:
    """What is wrong with the short label of a metric, words in braces not counted; empty for one that is fine."""
    if not isinstance(short, str) or short != short.strip():
        return f'metric={short!r}: write the short label of the metric, as in metric="People"'
    wide = width_of(re.sub(r"\{[^}]*\}", "", short))
    return f'metric="{short}" takes {wide} columns: write at most {LONGEST_SHORT}' if wide > LONGEST_SHORT else ""


def _require_sound(
    function: Formula,
    parameters: Mapping[str, inspect.Parameter],
    label: str,
    named: Mapping[str, Iterable[str]],
    each: str,
    wrong_short: str,
) -> None:
    """Raise TypeError with every mistake of a declaration, at the line where it stands."""
    problems = [problem for one in parameters.values() if (problem := _problem_with(one))]
    arguments = list(parameters)
    for key, names in named.items():
        for name in sorted(names):
            if name not in arguments:
                hint = did_you_mean(name, arguments) or f"It has {', '.join(arguments) or 'none'}."
                problems.append(f'{key} names "{name}", which is no argument of the row. {hint}')
    if not (function.__doc__ or "").strip():
        problems.append("it has no docstring: say what the row is, what is left out, its source; analysts read it")
    if not label.strip():
        problems.append("its label is empty: say in a few words what every table and sheet is to call it")
    if wrong_short:
        problems.append(wrong_short)
    unknown = [axis for axis in each.split() if axis not in AXES]
    if unknown:
        problems.append(f'each="{unknown[0]}" is not known: expected one or more of {", ".join(AXES)}')
    if problems:
        code = function.__code__
        where = f"{function.__module__.replace('.', '/')}.py:{code.co_firstlineno}: row {function.__name__}"
        raise TypeError("\n".join(f"{where}: {problem}" for problem in problems))


def _problem_with(parameter: inspect.Parameter) -> str:
    """Why an argument of a row cannot be wired, or an empty string."""
    name, default = parameter.name, parameter.default
    if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
        hint = f'take one argument, {name}, with gather={{"{name}": {{"measure": …}}}}'
        return f"*{name} has no names to wire. To read a number of rows, {hint}"
    if parameter.kind is inspect.Parameter.VAR_KEYWORD:
        return f"**{name} has no names to wire; write each argument by its name"
    if parameter.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD:
        return f"argument {name} must be a plain name: take the / or * out of the list of arguments"
    if default is not parameter.empty and (isinstance(default, bool) or not isinstance(default, int | float)):
        return f"argument {name} has the default {default!r}; a default is the number 0, 1 or 2, or there is none"
    return ""


def first_sentence(doc: str) -> str:
    """The first sentence of a docstring, on one line."""
    paragraph = " ".join(doc.strip().split("\n\n", 1)[0].split())
    end = paragraph.find(". ")
    return paragraph if end < 0 else paragraph[: end + 1]
