"""The model: every row wired, in an order in which it can be computed.

`Model.rows` stand in the order in which a reader wants them: prices, economy, budget, manpower, each option with its
elements. `Model.order` is topological; a row that reads last year's value of itself (or of a ring of rows) stands in a
`ring`, which is computed year by year. `inputs` are the assumptions, those given by the pack itself included
(`pack.first_year`, `prices.usd_2018.price_year`), in the order of the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from estimator.calculators import calculators, declared
from estimator.calculators.roles import Role
from estimator.calculators.row import RowDefinition, Scope
from estimator.errors import ModelError
from estimator.expression import Node
from estimator.model.subjects import left_out_subjects
from estimator.pack.nouns import MISSILE, spoken_of
from estimator.pack.records import Assumption, Pack

RowShape = Literal["scalar", "by_year"]
YEAR = "year"
OF_THE_PACK: tuple[Scope, ...] = ("pack", "service")
Place = tuple[Role, str, str]
"""A role, the option (or element, or price) that has it, and the service; empty where it is the whole pack's."""


@dataclass(frozen=True)
class ModelRow:
    """One row of the model.

    `group` is where it belongs: a module (`economy`), `manpower.msdf`, `prices.usd_2018`, an element
    (`aegis_ashore.site`) or an option (`aegis_ashore`). `expression` reads full ids. `opening` is the value before the
    first year, set where some row reads `previous` of this one. `marks` merge the row's, the calculator's and the
    element's (`calculator`, `element`, `service`, `option`).
    """

    id: str
    label: str
    unit: str
    shape: RowShape
    expression: Node
    definition: RowDefinition
    scope: Scope
    group: str
    precedents: tuple[str, ...]
    marks: Mapping[str, str] = field(default_factory=dict)
    opening: Node | None = None
    tokens: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The last word of the id."""
        return self.id.rsplit(".", 1)[-1]

    @property
    def doc(self) -> str:
        """What the row is, as its calculator says it, with what the pack calls missiles."""
        return spoken_of(self.definition.doc, self.tokens.get(MISSILE, MISSILE))

    @property
    def about(self) -> str:
        """The label of the calculator that defines the row, in the same words; empty for a row made beside them."""
        made = calculators().get(self.definition.module)
        return spoken_of(made.label, self.tokens.get(MISSILE, MISSILE)) if made else ""

    @property
    def metric(self) -> bool:
        """True for a metric of the comparison."""
        return self.definition.metric


@dataclass(frozen=True)
class Model:
    """A pack wired into one graph.

    `options` are those to show, in order; `rows` also holds the baseline and the reference option. `absent` maps the
    id of a row that does not apply (`patriot_500.stations_held`) to the reason. `metric_labels`,
    `metric_shorts` and `metric_units` hold every metric id in the order of the comparison, also those that apply to no
    option; `short` says what an option is called where room is scarce. `roles` and `role_names` are
    asked through `role` and `name`. `key` is that under which the graph is kept; empty if it is not, or if its rows are
    no longer those.
    """

    pack: Pack
    options: tuple[str, ...]
    inputs: Mapping[str, Assumption]
    rows: Mapping[str, ModelRow]
    order: tuple[str, ...]
    rings: tuple[tuple[str, ...], ...]
    absent: Mapping[str, str]
    metric_labels: Mapping[str, str] = field(default_factory=dict)
    metric_shorts: Mapping[str, str] = field(default_factory=dict)
    metric_units: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[Place, str] = field(default_factory=dict)
    role_names: Mapping[tuple[Role, str], str] = field(default_factory=dict)
    key: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years of the columns."""
        return self.pack.settings.years

    def short(self, option: str) -> str:
        """What an option is called in tables, tabs and charts: at most 18 columns, and no other option has it."""
        return self.pack.options[option].short

    def role(self, role: Role, owner: str = "", service: str = "") -> str | None:
        """The id of the row or assumption that has a role; None where the pack or the option has none.

        `owner` is the option, the element or the price base that it is of; what is the whole pack's, all have. Raises
        LookupError for a role that no calculator declares, or that is asked for without its owner or service: no chart
        is to vanish without a word.
        """
        made = declared(role)
        if made.of_services != bool(service):
            raise LookupError(f"{role} is {'' if made.of_services else 'not '}of a service")
        whole = made.scope in OF_THE_PACK
        if not whole and not owner:
            raise LookupError(f"{role} is of each {made.scope}: ask whose")
        return self.roles.get((role, "" if whole else owner, service))

    def require_role(self, role: Role, owner: str = "", service: str = "") -> str:
        """The same where nothing can be said without it. Raises ModelError where the pack or the option has none."""
        id = self.role(role, owner, service)
        if id is None:
            raise ModelError(f"{owner or 'the pack'} has no row for this: {role.value}{self._why_none(role)}")
        return id

    def _why_none(self, role: Role) -> str:
        """What the pack leaves out, so that nothing has the role; empty for another reason."""
        why = left_out_subjects(self.pack).why_no_row(declared(role).name)
        return f". {why[:1].upper()}{why[1:]}, so this cannot be asked of it" if why else ""

    def name(self, role: Role, service: str = "") -> str:
        """The last word of the ids of a role, which is the id of a metric; as declared where the pack has none."""
        return self.role_names.get((role, service)) or declared(role).name

    def precedents(self, id: str) -> tuple[str, ...]:
        """The rows and assumptions that a row reads; empty for an assumption."""
        return self.rows[id].precedents if id in self.rows else ()

    def dependents(self, id: str) -> tuple[str, ...]:
        """The rows that read a row or an assumption."""
        return tuple(each.id for each in self.rows.values() if id in each.precedents)

    def metrics(self, option: str) -> dict[str, ModelRow]:
        """The metric rows of one option by metric id, in the order of the modules."""
        return {row.key: row for row in self.by_group.get(option, ()) if row.metric and row.scope == "option"}

    @cached_property
    def readers(self) -> Mapping[str, Sequence[str]]:
        """The rows that read each id; the rows of a ring count as reading one another."""
        found: dict[str, list[str]] = {}
        for row in self.rows.values():
            for each in row.precedents:
                found.setdefault(each, []).append(row.id)
        for ring in self.rings:
            for each in ring:
                found.setdefault(each, []).extend(ring)
        return found

    def reached_by(self, changed: Iterable[str]) -> set[str]:
        """The rows that depend on any of these ids, directly or through others, and the ids themselves."""
        found: set[str] = set()
        left = list(changed)
        while left:
            id = left.pop()
            if id not in found:
                found.add(id)
                left += self.readers.get(id, ())
        return found

    @cached_property
    def by_group(self) -> Mapping[str, tuple[ModelRow, ...]]:
        """The rows of each group, in their order: a hundred options ask for theirs without looking through all."""
        found: dict[str, list[ModelRow]] = {}
        for row in self.rows.values():
            found.setdefault(row.group, []).append(row)
        return {group: tuple(rows) for group, rows in found.items()}
