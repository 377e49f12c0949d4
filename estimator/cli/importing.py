"""Getting a workbook back: import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimator.cli.answering import ForceScenario, put_answer, require_name, require_new_scenario, write_scenario
from estimator.cli.options import Format, PackFolder, Printed, pack_in_use
from estimator.files import as_argument


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A workbook of this program that was edited.")],
    pack: PackFolder = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="NAME.toml", help="Write the values as a scenario file.")
    ] = None,
    force: ForceScenario = False,
    printed: Printed = Format.table,
) -> None:
    """Read the values typed into a workbook and its chosen scenario; exit 1 if anything else was edited.

    Numbers typed as text are understood where they have one meaning (1,234,567; 2 %; another prefix of the unit), else
    refused with the cell's address: exit 2, and nothing is written. A cell for a share holds a true percentage, typed
    as 20%; what it holds and what that means are shown as "0.2 → 20 %", with a warning from 100 % on. Edited formulas,
    deleted rows, renamed sheets, changed base values and differences from the pack are listed, never taken over. Other
    commands take the values directly by --from-workbook, or from the file written here by --scenario NAME.toml.

    \b
    Examples:
      estimator import from-a-colleague.xlsx
      estimator import from-a-colleague.xlsx -o her_values.toml
      estimator compare --from-workbook from-a-colleague.xlsx
      estimator compare --scenario her_values.toml
    """
    from estimator.api import load
    from estimator.errors import CheckFailed
    from estimator.returned.import_answer import answer, as_toml, chosen, verdict
    from estimator.returned.import_kept import imported
    from estimator.returned.imported import with_import

    require_name(output, ".toml")
    used = pack_in_use(pack)
    base = load(used).pack
    require_new_scenario(output, base, force)
    found = imported(file, base)
    telling = f"estimator diff {as_argument(used or base.name)} {as_argument(file)}"
    put_answer(answer(found, telling), printed)
    with_import(base, found)  # refuses what cannot be used
    if output is not None:
        named = f"--pack {as_argument(pack)} " if pack else ""
        write_scenario(output, as_toml(found, base), named + chosen(found))
    if verdict(found):
        raise CheckFailed(verdict(found))
