"""The sentences that the brief and the workbook both say of an option; `{}` stands for what is filled in."""

from __future__ import annotations

from typing import Final

from estimator.model.graph import Model

COSTS: Final = "It costs {} over {}–{}."
ACQUIRED: Final = "It takes {} to acquire and {} a year to operate."
TAKES: Final = "It takes up to {} of the budget's headroom (in {})."
NO_ROOM: Final = "It needs no new room in the budget."
STAYS: Final = "It stays within it in every year."
EXCEEDS: Final = "It exceeds it in {} of {}."
FITS_FROM: Final = "It fits the budget from a ceiling of {} of GDP on, which {} decides."
NEEDS: Final = "It needs {} in its peak year."
NO_PEOPLE: Final = "It needs no people of its own."
SPARED: Final = "The services can spare them in every year."
NOT_SPARED: Final = "The services cannot spare them in {} of {}."
AT_ONCE: Final = "It serves from {}."
IN_PART: Final = "It serves in part from {}, as a whole from {}."
HOLDS: Final = "Stations held: {}."
FREES: Final = "Stations held: {}; {} freed: {}."
LEAK: Final = "Of the {} of a saturation raid, {} are expected to leak through."
STRIKES: Final = "Mobile launchers destroyed on the first day: {}; missiles that leak after that: {}."

RAID: Final = "threat.saturation_raid"
# Each sentence: what it is about, the rows of the option that it reads, and how it is put together.
READS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "verdict": ("Verdict", ("years_over_headroom",)),
    "cost": ("Cost", ("life_cycle_cost",)),
    "acquired": ("", ("acquisition_cost", "operation_cost_per_year")),
    "headroom": ("Budget", ("peak_share_of_headroom", "share_of_headroom", "years_over_headroom")),
    "over": ("", ("years_over_headroom", "peak_share_of_headroom")),
    "break_even": ("", ("break_even_gdp_share", "break_even_year")),
    "people": ("People", ("people",)),
    "manning": ("", ("people", "years_short_of_people")),
    "dates": ("In service", ("first_element_year", "complete_chain_year")),
    "stations": ("Watch", ("stations_held",)),
    "leakers": ("Effect", ("expected_leakers", RAID)),
    "strike": ("", ("expected_launchers_destroyed", "expected_leakers_after_strike")),
}


def subjects(model: Model, option: str) -> tuple[str, ...]:
    """The sentences that an option has, in order."""
    known = {*model.rows, *model.inputs}
    return tuple(
        id for id, (_, needs) in READS.items() if all(need in known or f"{option}.{need}" in known for need in needs)
    )
