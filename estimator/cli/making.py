"""Making new things: a pack, an option, the schema for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimator.cli.answering import put_or_write, require_text
from estimator.cli.options import Force, pack_as_read
from estimator.cli.output import say
from estimator.files import as_argument

HERE = Path()


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    source: Annotated[
        str, typer.Option("--from", metavar="PACK", help="Copy this pack of the program; list packs names them.")
    ] = "",
    currency: Annotated[
        str, typer.Option("--currency", metavar="ABC", help="Start an empty case in this currency, such as AUD.")
    ] = "",
    price_year: Annotated[
        int, typer.Option("--price-year", show_default=False, help="The year of its constant prices.")
    ] = 0,
    services: Annotated[
        str, typer.Option("--services", metavar="A,B", help="The services whose people it counts, if any.")
    ] = "",
) -> None:
    """Write a pack: a small invented one to look at, a copy of one that comes with the program, or an empty case.

    An empty case is in your currency and holds nothing invented: each place marked "?" waits for you.

    \b
    Examples:
      estimator init my_case --currency AUD --price-year 2024 --services army,navy
      estimator init my_pack
      estimator init my_coast --from coastguard
      estimator compare --pack my_pack
    """
    from estimator.pack import copy_pack, shipped_pack, write_bare_pack, write_pack_skeleton

    _require_one_way({"--from": bool(source), "--currency": bool(currency)}, bool(price_year), bool(services))
    if source:
        copy_pack(shipped_pack(source), folder)
    elif currency:
        write_bare_pack(folder, currency, price_year, [each.strip() for each in services.split(",") if each.strip()])
    else:
        write_pack_skeleton(folder)
    then = 'write what holds for each "?", then estimator check' if currency else "estimator compare --pack"
    say(f"Wrote a pack to {folder}. Next: {then} {as_argument(folder)}")


def _require_one_way(ways: dict[str, bool], price_year: bool, services: bool) -> None:
    """An empty case has a currency and a price year, and is no copy."""
    if all(ways.values()):
        raise typer.BadParameter("leave one of them out: a copy keeps its currency", param_hint=" and ".join(ways))
    if ways["--currency"] != price_year or (services and not price_year):
        raise typer.BadParameter("an empty case needs both", param_hint="--currency and --price-year")


Kinds = Annotated[
    str, typer.Option("--calculator", "-c", metavar="KIND[,KIND…]", help="Kinds of element; KIND:SYSTEM uses a system.")
]
Folder = Annotated[Path, typer.Option("--pack", "-p", metavar="DIR", help="Folder of the pack.")]


def option(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Id of the option, such as two_more_ships.")],
    kinds: Kinds = "",
    pack: Folder = HERE,
) -> None:
    """Write the commented skeleton of an option into a pack.

    With --calculator its elements have exactly the inputs that their kinds read. Each place marked "?" is open: nothing
    is computed before all are filled in.

    \b
    Examples:
      estimator new option two_more_ships --pack my_pack
      estimator new option frigates --calculator fleet,munitions --pack my_pack
      estimator new option frigates --calculator fleet:frigate --pack my_pack
    """
    from estimator.model.needs.skeletons import element_kinds, elements_text
    from estimator.pack import write_option_skeleton

    wanted = element_kinds(kinds)
    written = write_option_skeleton(pack, name, elements_text(pack_as_read(pack), wanted) if wanted else "")
    say(f"Wrote {written}. Next: fill it in, then estimator check {as_argument(pack)}")


def system(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Id of the system, such as frigate.")],
    kind: Annotated[str, typer.Option("--calculator", "-c", metavar="KIND", help="The kind of element that uses it.")],
    pack: Folder = HERE,
) -> None:
    """Write a system, what one thing costs and needs, into a pack: commented tables of what a kind of element reads.

    \b
    Examples:
      estimator new system frigate --calculator fleet --pack my_pack
    """
    from estimator.model.needs.skeletons import element_kinds, system_text
    from estimator.pack import write_system_skeleton

    wanted = element_kinds(kind)
    if len(wanted) != 1 or wanted[0][1]:
        raise typer.BadParameter("expected one kind of element, such as fleet", param_hint="--calculator")
    written = write_system_skeleton(pack, name, system_text(pack_as_read(pack), wanted[0][0]))
    then = f"estimator new option NAME --calculator {kind}:{name} --pack {as_argument(pack)}"
    say(f"Wrote {written}. Next: fill it in, then {then}")


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The full id as it is, such as frigates.ships.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new id, or its last word.")],
    pack: Folder = HERE,
) -> None:
    """Rename an option, system, element, assumption, service, source or scenario in every file of a pack.

    All files change, or none: where the pack would not be the same under the new name, or the name is taken, nothing is
    written and the reason is told. Names that rows read, such as unit_price, stay.

    \b
    Examples:
      estimator rename frigates three_frigates --pack my_case
      estimator rename frigates.fleet ships --pack my_case
    """
    from estimator.model.renamed import rename as renamed_in

    change, files = renamed_in(pack, old, new)
    done = f"Renamed the {change.kind} {change.old} to {change.new} in {', '.join(files)}."
    say(f"{done} Next: estimator check {as_argument(pack)}")


def calculator(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Id of the kind of element, such as radar_post.")],
) -> None:
    """Write a new kind of element and its test into a checkout of the project.

    The module has the rows that orders and payments expect and one of its own; its test has a case worked by hand for
    each. Only in a checkout, since packs hold no code: elsewhere compose an option of the kinds that there are.

    \b
    Examples:
      estimator new calculator radar_post
      estimator new calculator icebreaker
    """
    from estimator.calculators.skeletons import next_steps, write_calculator_skeleton

    write_calculator_skeleton(name, Path.cwd())
    say(next_steps(name))


def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A file instead of stdout.")
    ] = None,
    force: Force = False,
) -> None:
    """Print the JSON schema of a pack's files, for editors that check and complete TOML while you type.

    It knows what each kind of element reads, with meaning and unit.

    \b
    Examples:
      estimator schema -o estimator.schema.json
    """
    from estimator.model.needs.inputs import described_inputs
    from estimator.pack.reading.json_schema import json_schema
    from estimator.report.tables import as_json

    require_text(output, ".json", force)
    put_or_write(as_json(json_schema(described_inputs())), output)
