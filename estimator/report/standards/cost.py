"""Standards of cost estimating: GAO, OSD CAPE, MIL-STD-881, Japan's life-cycle phases."""

from __future__ import annotations

from estimator.report.standards.records import Standard, computed, met, partly, unmet

COMPREHENSIVE, DOCUMENTED, ACCURATE, CREDIBLE = "comprehensive", "well documented", "accurate", "credible"

GAO = Standard(
    "gao",
    "GAO cost guide: eighteen practices under four characteristics",
    "US Government Accountability Office, Cost Estimating and Assessment Guide, GAO-20-195G, 2020",
    (
        computed(
            "All life-cycle costs are included",
            "Comparison: whole_life_cost; each option's sheet by phase",
            "phases",
            COMPREHENSIVE,
        ),
        partly(
            "A technical baseline defines the programme",
            "The files of systems/ and options/ say what is bought; these are notional options, without a programme's "
            "baseline document",
            COMPREHENSIVE,
        ),
        computed(
            "A product-oriented breakdown leaves nothing out and counts nothing twice",
            "Options of elements; totals gather marks; what is left out stands with its reason on the option's sheet",
            "breakdown",
            COMPREHENSIVE,
        ),
        computed(
            "All ground rules and assumptions are documented",
            "Assumptions: source, grade, note, range",
            "documented",
            COMPREHENSIVE,
        ),
        computed(
            "Source data, their reliability and the method of each element are shown",
            "Assumptions: source and grade; Grades; estimator show ID",
            "graded",
            DOCUMENTED,
        ),
        met(
            "A stranger can understand and replicate the estimate",
            "Live formulas with notes; docs/method.md; estimator verify recalculates the file; equal inputs give "
            "equal bytes",
            DOCUMENTED,
        ),
        partly(
            "The technical baseline is discussed and agrees with the estimate",
            "Notes of the assumptions; no baseline document exists for notional options",
            DOCUMENTED,
        ),
        unmet(
            "Management reviewed and accepted the estimate",
            "No programme office stands behind it; the manifest on Read me says which figures and which version it "
            "rests on",
            DOCUMENTED,
        ),
        met(
            "Each element is estimated by the best method for its data",
            "docs/method.md: analogy by published prices, learning curves, rates per unit and year",
            ACCURATE,
        ),
        computed(
            "Inflation is taken into account properly",
            "Prices: each price year and currency with its index; constant, then-year and present value are views of "
            "the same rows",
            "price_bases",
            ACCURATE,
        ),
        computed(
            "Few, if any, mistakes",
            "Checks; units checked on the whole graph; two spreadsheet programs recalculate every formula in the tests",
            "checks",
            ACCURATE,
        ),
        partly(
            "The estimate is updated as programmes change",
            "as_of on every figure, CHANGELOG with old and new values, estimator diff; updating is up to the analyst",
            ACCURATE,
        ),
        computed(
            "Differences between planned and actual costs are explained",
            "Back-test: each case with its difference and why",
            "backtest",
            ACCURATE,
        ),
        met(
            "A historical record of comparable programmes is the base",
            "Sources; growth.toml: cost growth by commodity, applied to estimates only",
            ACCURATE,
        ),
        met(
            "A sensitivity analysis varies major assumptions",
            "Uncertainty: tornadoes; estimator sensitivity, sweep, breakeven; Comparison: what flips a verdict",
            CREDIBLE,
        ),
        computed(
            "A risk and uncertainty analysis quantifies what is not known",
            "Uncertainty and estimator simulate: ranges and correlations, shared draws for all options",
            "ranges",
            CREDIBLE,
        ),
        computed(
            "Major cost elements are cross-checked", "Back-test: model against published totals", "backtest", CREDIBLE
        ),
        unmet(
            "An independent estimate is made by others",
            "None was made; the published totals of ministries and of independent analysts stand in Back-test",
            CREDIBLE,
        ),
    ),
)

CAPE = Standard(
    "cape",
    "OSD CAPE: elements of operating and support cost",
    "US Department of Defense, Operating and Support Cost-Estimating Guide, 2020",
    (
        computed("1.0 Unit-level manpower", "Rows Pay: billets times pay by service", "part_manpower"),
        partly(
            "2.0 Unit operations",
            "Guard ships have a row of their own; fuel and flying hours stand in Upkeep, as in the published rates",
        ),
        computed("3.0 Maintenance", "Rows Upkeep", "part_maintenance"),
        computed("4.0 Sustaining support", "Rows Sustaining support", "part_sustaining_support"),
        computed(
            "5.0 Continuing system improvements", "Rows Software upkeep, Mid-life refit", "part_system_improvements"
        ),
        unmet(
            "6.0 Indirect support",
            "Installations and general training stay in the budget's baseline; no option is charged for them",
        ),
    ),
)

MIL_STD = Standard(
    "mil_std_881",
    "MIL-STD-881: level-2 elements of a work breakdown structure",
    "US Department of Defense, MIL-STD-881F, Work Breakdown Structures for Defense Materiel Items, 2022",
    (
        computed(
            "Prime mission product",
            "Elements of each option: procurement of ships, sites, batteries, rounds",
            "phase_procurement",
        ),
        partly("Integration, assembly, test and checkout", "Within the prices of systems, which are whole-unit prices"),
        partly("Systems engineering", "Within development, where a system has it; otherwise in its price"),
        partly("Programme management", "Within development and prices; not a row of its own"),
        partly(
            "System test and evaluation",
            "Rows System test, else within development; later firings are rounds of their own",
        ),
        met("Training", "Rows Introduction: first training of crews; people in training in the manpower flow"),
        unmet("Data", "Not told apart in any published price used here"),
        partly("Peculiar support equipment", "In the price of what it supports where the source says so"),
        unmet("Common support equipment", "Stays in the budget's baseline"),
        computed(
            "Operational and site activation",
            "Rows Facilities: works, buildings; rows Land and community",
            "phase_facilities",
        ),
        partly("Contractor logistics support", "Within Upkeep and Sustaining support"),
        partly(
            "Industrial facilities", "Rows Introduction: the set-up of series production, where a price is published"
        ),
        partly(
            "Initial spares and repair parts", "Within unit prices, else rows First spares; replacements stand apart"
        ),
    ),
)

JAPAN_PHASES = Standard(
    "japan_phases",
    "Japan: five phases of the life cycle",
    "Acquisition, Technology and Logistics Agency, life-cycle cost management of defence equipment",
    (
        unmet("Concept", "Studies before a decision are not in published totals, nor here; sunk money stands apart"),
        computed("Research and development", "Phase development", "phase_development"),
        computed("Mass production and deployment", "Phases procurement and facilities", "phase_procurement"),
        computed("Operation and maintenance", "Phase operation, with and without pay", "phase_operation"),
        computed("Disposal", "Phase disposal", "phase_disposal"),
    ),
)

COST = (GAO, CAPE, MIL_STD, JAPAN_PHASES)
