"""The Python API, for notebooks and for the command line.

    from estimator import compare, load

    base = load()                                          # the default pack; or load("my_pack")
    rich = base.with_overrides({"budget.gdp_share": "2 %"})
    result = compare(rich, options=["aegis_ashore", "aegis_destroyers"])
    result.value("aegis_ashore.life_cycle_cost")           # base units: JPY_2020
    result.to_frame()                                      # options down, metrics across
    print(result.explain("aegis_ashore.life_cycle_cost"))
    result.to_workbook("two-percent.xlsx")

Nothing here is changed in place: each `with_…` gives a new estimate.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estimator.analysis.standing.compare import Comparison, Metrics
from estimator.analysis.standing.compare import compare as compare_model
from estimator.analysis.standing.computed_ids import settings_of
from estimator.errors import EstimatorError, InputError, UnknownNameError, did_you_mean, require_docstrings
from estimator.model import Model, build_model, load_pack
from estimator.pack import apply, apply_scenarios, default_folder, with_scenario_files, without_layers
from estimator.pack.records import Override, Pack
from estimator.report.answers.answer import Answer, written
from estimator.workbook.wanted import Drawn, Sheets, Watch

if TYPE_CHECKING:
    import pandas

    from estimator.analysis.draws.records import Run, Simulation
    from estimator.analysis.draws.sensitivity import Method, Sensitivity
    from estimator.analysis.questions.breakdown import Breakdown
    from estimator.language import Speaker

Setting = float | int | str | Mapping[int, float]


@dataclass(frozen=True)
class Estimate:
    """A pack with scenarios and overrides on top. Overrides beat scenarios whatever the order of the calls.

    Of several scenarios, and of several overrides of one assumption, the last wins.
    """

    pack: Pack

    def with_scenarios(self, *names: str) -> Estimate:
        """Put scenarios on top, by name or in a file `NAME.toml`. Raises UnknownNameError or PackError."""
        pack, ids = with_scenario_files(self.pack, names)
        return Estimate(apply_scenarios(pack, ids)) if names else self

    def with_workbook(self, path: str | Path, tell: Callable[[str], None] | None = None) -> Estimate:
        """Put the scenario and the *your values* of a workbook on top, as a colleague left them.

        `tell` gets a line for each thing that is not taken over: edited formulas, changed base values, differences
        from the pack. Raises WorkbookError, or InputError with every cell that cannot be used.
        """
        from estimator.returned import import_answer, import_kept
        from estimator.returned.imported import with_import

        found = import_kept.imported(Path(path), without_layers(self.pack))
        for line in import_answer.warnings(found) if tell else ():
            tell(line)  # type: ignore[misc]
        return Estimate(with_import(self.pack, found))

    def with_overrides(self, overrides: Mapping[str, Setting] | None = None, /, **named: Setting) -> Estimate:
        """Set assumptions by full id. Raises UnknownNameError, InputError or PackError.

        A number is in the unit of the pack's file; text may carry a unit (`"2 %"`); a mapping gives values by
        fiscal year in the file's unit. Ids with dots go in a mapping: `with_overrides({"budget.gdp_share": "2 %"})`.
        """
        given = {**(overrides or {}), **named}
        made = [each for id, value in given.items() for each in _overrides(self.pack, id, value)]
        return Estimate(apply(self.pack, made)) if made else self

    def with_settings(self, *settings: str) -> Estimate:
        """Set assumptions as the command line does: `"budget.gdp_share=2 %"`, `"@crews*=1.3"`; each on those before."""
        made = self.pack
        for setting in settings:
            made = apply(made, settings_of(made, setting))
        return Estimate(made) if settings else self

    def model(self, options: Sequence[str] | None = None) -> Model:
        """The graph of all rows, wired and checked; no numbers yet.

        Raises UnknownNameError for an option that there is not, WiringError with all that cannot be wired.
        """
        if isinstance(options, str):
            raise InputError(f'options="{options}": expected a list of ids, such as ["{options}"]')
        return build_model(self.pack, options)

    def compare(self, options: Sequence[str] | None = None) -> Result:
        """Compute everything. `options` are those to show; default all. Raises as `model`, and EvaluationError."""
        return Result(compare_model(self.model(options)))

    def simulate(self, options: Sequence[str] | None = None, run: Run | None = None) -> Simulation:
        """Draw all ranges at once; `run` says how often, with which seed. Raises InputError, EvaluationError."""
        from estimator.analysis.draws.simulate import simulate

        return simulate(self.model(options), run)

    def sensitivity(
        self, metric: str = "life_cycle_cost", method: Method = "tornado", options: Sequence[str] | None = None
    ) -> list[Sensitivity]:
        """What drives a metric of each option to which it applies. Raises UnknownNameError, InputError."""
        from estimator.analysis.draws.sensitivity import sensitivities

        return sensitivities(self.model(options), metric, method)[0]

    def together(self, *options: str) -> Told:
        """A set of options as given, shared elements once: metrics, years, people. Raises InputError for no set."""
        from estimator.analysis.questions.together import together
        from estimator.report.answers.together import answer

        return Told(answer(together(self.pack, options)))

    def scenario_table(self, metrics: Sequence[str] = (), draws: int = 0, options: Sequence[str] | None = None) -> Told:
        """Every option under every scenario of the pack; with `draws` the chances. Raises UnknownNameError."""
        from estimator.analysis.questions.scenario_table import scenario_table
        from estimator.report.answers.scenarios import answer

        return Told(answer(scenario_table(self.model(options), metrics, draws)))

    def breakdown(self, option: str, against: str = "") -> Told:
        """What makes up an option's life-cycle cost, or its difference to another's. Raises InputError."""
        from estimator.analysis.questions.breakdown import breakdown
        from estimator.report.answers import breakdown as answers

        model = self.model([option, *([against] if against else [])])
        found = breakdown(model, option)
        return Told(answers.against(found, breakdown(model, against)) if against else answers.answer(found))


@dataclass(frozen=True)
class Told:
    """The answer to a question: for people, as a frame, as JSON."""

    answer: Answer

    def as_text(self) -> str:
        """The tables as the command line prints them."""
        return written(self.answer, "table")

    def to_frame(self) -> pandas.DataFrame:
        """The tidy table that `--format csv` prints: numbers in base units, each with its unit."""
        import pandas

        from estimator.report.tables import cell_value

        table = self.answer.tidy
        rows = [[cell_value(cell) for cell in row] for row in table.rows]
        return pandas.DataFrame(rows, columns=[column.key for column in table.columns])

    def to_json(self) -> str:
        """The document with its manifest; equal inputs give equal text."""
        return written(self.answer, "json")


@dataclass(frozen=True)
class Result:
    """A computed comparison."""

    comparison: Comparison

    @property
    def model(self) -> Model:
        """The graph that was computed."""
        return self.comparison.model

    @property
    def values(self) -> Mapping[str, Any]:
        """Every input and row by full id: arrays `(draws, years)`, scalars `(draws, 1)`, base units."""
        return self.comparison.values

    @property
    def metrics(self) -> Metrics:
        """Metrics by option: `.metrics["aegis_ashore"]["people"].value`."""
        return self.comparison.options

    def value(self, id: str) -> float | dict[int, float] | None:
        """One value in base units: a number, a dict by fiscal year, or None where it does not apply.

        Raises UnknownNameError with the nearest ids.
        """
        if id not in self.values:
            if id in self.model.absent:
                return None
            hint = did_you_mean(id, self.values) or "The ids are the keys of values."
            raise UnknownNameError(f'no row or assumption is called "{id}". {hint}')
        found = [float(each) for each in self.values[id][0]]
        if len(found) > 1:
            return dict(zip(self.model.years, found, strict=True))
        return None if math.isnan(found[0]) else found[0]

    def explain(self, id: str) -> str:
        """Label, unit, value, formula in words, what it reads with values and sources, what it means."""
        from estimator.report.words.explain import explain

        return explain(self.model, self.values, id).as_text()

    def to_frame(self) -> pandas.DataFrame:
        """A pandas frame: options down, metrics across, base units; units in `.attrs["units"]`."""
        import pandas

        from estimator.report.answers.compare import metric_ids

        table = {option: {id: each.value for id, each in found.items()} for option, found in self.metrics.items()}
        columns = metric_ids(self.metrics)
        frame = pandas.DataFrame.from_dict(table, orient="index", columns=columns, dtype=float)
        frame.index.name = "option"
        frame.attrs["units"] = {id: each.unit for found in self.metrics.values() for id, each in found.items()}
        return frame

    def to_json(self, simulation: Simulation | None = None) -> str:
        """The comparison with its manifest, and the chances of a simulation; equal inputs give equal text."""
        from estimator.report.answers.compare import Beside, written

        return written(self.model, self.metrics, "json", beside=Beside(simulation, self.comparison.elements))

    def simulation(self, draws: int | None = None, watch: Watch | None = None, pair: bool = True) -> Simulation | None:
        """The draws behind verdicts, by default 2,048; None where there is nothing to draw or it cannot be computed.

        `watch` is told how far it is, and why it cannot. Without `pair`, costs with independent inputs are left out.
        """
        from estimator.analysis.draws.simulate import simulate, uncertain_inputs

        watch, run = watch or Watch(), _run(draws, workers=0)
        if run is None or not uncertain_inputs(self.model):
            return None
        try:
            found = simulate(self.model, replace(run, pair=pair), watch.progress)
        except EstimatorError as problem:
            if watch.tell:
                watch.tell(f"Chances are not computed: {problem}")
            return None
        if found.interrupted:
            raise KeyboardInterrupt
        return found

    def drawn(
        self,
        simulation: Simulation | None = None,
        draws: int | None = None,
        watch: Watch | None = None,
        workers: int = 1,
        scenario_draws: int = 0,
        sheets: Sheets | None = None,
    ) -> Drawn:
        """What goes with the workbook: the `simulation` given, or one made here, and what is found while it draws.

        `draws`, `watch` and `workers` as in `to_workbook`, which takes it; `scenario_draws` are for each scenario.
        `sheets` tells how sheets are laid out that are begun meanwhile.
        """
        from estimator.workbook.sheets.uncertainty.drawn import sheet_as_wanted
        from estimator.workbook.sheets.value_sheets import attached, with_drawings

        watch, run = watch or Watch(), _run(draws, workers)
        with sheet_as_wanted(self.model, simulation, run, watch.progress, watch.tell) as drawings:
            beside = attached(self.model, self.values, self.metrics, scenario_draws)
            begun = sheets.begun(self.model, self.values, beside) if sheets else None
            found = drawings()
        if found is None:
            return Drawn(beside, None, begun)
        return Drawn(with_drawings(beside, found, self.model, self.metrics), found.simulation, begun)

    def to_workbook(
        self,
        path: str | Path,
        force: bool = False,
        simulation: Simulation | None = None,
        language: str = "en",
        draws: int | None = None,
        watch: Watch | None = None,
        data_tables: bool = False,
        workers: int = 1,
        all_years: bool = False,
        print_all: bool = False,
        broken_down: Sequence[Breakdown] = (),
        protection: bool = True,
        drawn: Drawn | None = None,
        page: str = "",
        sheet_names: str = "labels",
    ) -> Path:
        """Write the live workbook; a file that was edited since it was written is kept unless `force`.

        Its sheet Uncertainty, which is computed, not live, shows the `simulation` of the same estimate, or one of so
        many `draws` that is made here, by default 2,048; 0 leaves the sheet out. `watch` is told how far it is. With
        `workers` above 1 other processes make the draws beside this one, for the same bytes. What `drawn` has found
        already is not made again. With `data_tables` tornado and two-way table of What-if are Excel's data tables in
        place of values as exported. With `all_years` the years before and after those compared are in view and whole,
        not folded away and as read. A sheet Breakdown tells what makes up the cost of the options `broken_down`, or the
        difference of two. With `print_all` every page of every sheet is printed, not the first pages of each.
        `protection` protects sheets to type into, without a password. *Read me* names the `page` that stands beside it.
        `language` is en or ja; ids stay. Tabs are called in it, options by short label, or as `sheet_names` says by
        ids. Raises InputError for another word, WorkbookError for a file that is kept.
        """
        from estimator.files import failures_named, require_file_name, write_bytes
        from estimator.language import speaker_of
        from estimator.returned.overwriting import refuse_if_edited
        from estimator.workbook.plan.tab_names import is_by_label

        target = Path(path)
        require_file_name(target)
        if not force:
            refuse_if_edited(target)
        speaker, by_label = speaker_of(self.model.pack, language), is_by_label(sheet_names)
        sheets = Sheets(data_tables, all_years, sheet_names)
        found = drawn or self.drawn(simulation, draws, watch, workers, sheets=sheets)
        shown = replace(found.attached, data_tables=data_tables, all_years=all_years, print_all=print_all)
        shown = replace(shown, broken_down=tuple(broken_down))
        with failures_named(target):  # sheets are put together in temporary files
            write_bytes(target, self._workbook(replace(found, attached=shown), speaker, page, protection, by_label))
        return target

    def _workbook(self, drawn: Drawn, speaker: Speaker | None, page: str, protection: bool, by_label: bool) -> bytes:
        """The workbook with what was drawn, as `to_workbook` writes it."""
        from estimator.report.manifest import workbook_texts
        from estimator.workbook.export import workbook_bytes

        return workbook_bytes(
            self.model,
            self.values,
            manifest=workbook_texts(self.model.pack, page, speaker.catalogue.language if speaker else ""),
            attached=drawn.attached,
            speaker=speaker,
            protection=protection,
            by_label=by_label,
            begun=drawn.begun,
        )

    def to_page(self, path: str | Path, force: bool = False, language: str = "en", workbook: str = "") -> Path:
        """Write the model as one page for any browser; a file that was edited is kept unless `force`.

        It names the file `workbook` that `to_workbook` writes beside it; without one it says how to get it. `language`
        is en or ja. Raises InputError for another, FileError for a file that is kept.
        """
        from estimator.explorer.page import page
        from estimator.explorer.writing import write_page
        from estimator.language import speaker_of

        return write_page(Path(path), page(self.comparison, speaker_of(self.model.pack, language), workbook), force)

    def to_page_folder(self, folder: str | Path, force: bool = False, language: str = "en") -> Path:
        """Write the same page as files of a folder, to be hosted: `index.html`, its scripts and its style."""
        from estimator.explorer.page import hosted
        from estimator.explorer.writing import write_folder
        from estimator.language import speaker_of

        return write_folder(Path(folder), hosted(self.comparison, speaker_of(self.model.pack, language)), force)

    def to_csv(self, folder: str | Path) -> Path:
        """Write the long table `PACK-data.csv` into a folder: UTF-8 with a byte-order mark, one value a line."""
        from estimator.report.long_table import write_csv

        return write_csv(Path(folder), self.model, self.values, self.metrics)


def load(pack: str | Path | None = None) -> Estimate:
    """Read a pack from its folder; the default pack if none is named.

    Raises PackError with all problems of its files and, as far as these can be read, of its wiring.
    """
    require_docstrings()
    return Estimate(load_pack(default_folder() if pack is None else Path(pack)))


def compare(estimate: Estimate | str | Path | None = None, options: Sequence[str] | None = None) -> Result:
    """Compare the options of an estimate, or of a pack's folder; of the default pack if nothing is named."""
    made = estimate if isinstance(estimate, Estimate) else load(estimate)
    return made.compare(options)


def _run(draws: int | None, workers: int) -> Run | None:
    """The draws that go with a comparison, its usual number where none is said; None where they are left out."""
    from estimator.analysis.draws.records import COMPARED, Run

    return None if draws == 0 else Run(COMPARED if draws is None else draws, workers=workers)


def _overrides(pack: Pack, id: str, value: Setting) -> tuple[Override, ...]:
    if isinstance(value, str):
        return settings_of(pack, f"{id}={value}")
    try:
        if isinstance(value, Mapping):
            by_year = {int(year): float(each) for year, each in value.items()}
            return (Override(id=id, by_year=by_year, layer="command line"),)
        return (Override(id=id, value=float(value), layer="command line"),)
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"{id} = {value!r}: expected a number, a text with its unit, or numbers by year") from None
