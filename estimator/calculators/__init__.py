"""The domain: one module a calculator, one function a row.

`elements/` are what options are made of, `option/` what is asked of each option, `pack/` what holds for the whole pack,
`prices/` brings money to one currency and price year, `shared/` are rows that several elements include.
A module says `SCOPE` (what it is instantiated for), `LABEL`, for elements `ITEM` (what it counts), `INCLUDES` (modules
whose rows it shares, such as payments) and `USUAL` (inputs with a default that an example gives all the same). Its
docstring explains the method.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import ModuleType

from estimator.calculators.axes import AXES
from estimator.calculators.roles import Role
from estimator.calculators.row import RowDefinition, Scope

LAST_PLACE = 100
OF_SERVICES = frozenset(name for name, axis in AXES.items() if axis.mark == "service")


@dataclass(frozen=True)
class Calculator:
    """A module of rows. `rows` are in the order of the file, included modules first.

    `usual` are inputs that may be left out and that an element without them says nothing: the number held, the price.
    Modules of one scope stand in the order of their `PLACE`, then of their names.
    """

    name: str
    label: str
    scope: Scope
    item: str
    doc: str
    rows: tuple[RowDefinition, ...]
    marks: Mapping[str, str]
    place: int = LAST_PLACE
    usual: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By the name, which is one calculator's."""
        return hash(self.name)

    @cached_property
    def required(self) -> frozenset[str]:
        """Names that rows which are always there cannot do without."""
        rows = (each for each in self.rows if not each.terms)
        asked = ((each, {*row.wire, *row.gather}) for row in rows for each in row.arguments)
        return frozenset(each.name for each, elsewhere in asked if each.default is None and each.name not in elsewhere)

    def is_told(self, row: RowDefinition, told: Callable[[str], bool]) -> bool:
        """True for a row that needs no term, or of whose terms one is told, or is needed always."""
        return not row.terms or any(each in self.required or told(each) for each in row.terms)


@lru_cache(maxsize=1)
def calculators() -> dict[str, Calculator]:
    """Every calculator by name, in alphabetical order."""
    return {made.name: made for name in sorted(modules()) for made in _calculator(modules()[name])}


@dataclass(frozen=True)
class Declared:
    """Where a role is declared: the scope, the name of the row or assumption, and whether each service has one."""

    scope: Scope
    name: str
    of_services: bool


def declared(role: Role) -> Declared:
    """What has a role. Raises LookupError for a role that no calculator declares."""
    if role not in declarations():
        raise LookupError(f"no row of any calculator is declared with {role}")
    return declarations()[role]


@lru_cache(maxsize=1)
def declarations() -> dict[Role, Declared]:
    """What has each role. Raises TypeError where rows of different names or scopes claim the same."""
    found: dict[Role, Declared] = {}
    for calculator in calculators().values():
        for row in calculator.rows:
            of_services = calculator.scope == "service" or row.each in OF_SERVICES
            claims = {**({row.name: row.role} if row.role else {}), **row.reads}
            for name, role in claims.items():
                made = Declared(calculator.scope, name, of_services)
                if found.setdefault(role, made) != made:
                    raise TypeError(f"{role} is declared by {found[role].name} and by {name} ({calculator.name})")
    return found


@lru_cache(maxsize=1)
def modules() -> dict[str, ModuleType]:
    """Every module of rows, and of what rows are made with, by its own name, whatever room it stands in."""
    found = pkgutil.walk_packages(__path__, f"{__name__}.")
    return {name.rpartition(".")[2]: importlib.import_module(name) for _, name, room in found if not room}


def _calculator(module: ModuleType) -> Iterator[Calculator]:
    if not hasattr(module, "SCOPE"):
        return
    name = module.__name__.rsplit(".", 1)[-1]
    rows = [row for source in (*getattr(module, "INCLUDES", ()), module) for row in rows_of(source)]
    yield Calculator(
        name=name,
        label=module.LABEL,
        scope=module.SCOPE,
        item=getattr(module, "ITEM", ""),
        doc=(module.__doc__ or "").strip(),
        rows=tuple(rows),
        marks=dict(getattr(module, "MARKS", {})),
        place=getattr(module, "PLACE", LAST_PLACE),
        usual=getattr(module, "USUAL", ()),
    )


def rows_of(module: ModuleType) -> list[RowDefinition]:
    """The rows that a module itself defines, one by one or as a tuple of rows, in the order of its file."""
    name = module.__name__.rsplit(".", 1)[-1]
    values = (each for value in vars(module).values() for each in (value if isinstance(value, tuple) else (value,)))
    return [value for value in values if isinstance(value, RowDefinition) and value.module == name]


def element_calculators() -> list[str]:
    """The calculators that an option's element may name."""
    return [name for name, each in calculators().items() if each.scope == "element"]
