"""A command whose options are taken as meant: none replaces another without a word, none swallows the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from typer import BadParameter
from typer.core import TyperCommand, TyperOption

END: Final = "--"


class Command(TyperCommand):
    """A command that refuses an option given twice, where one value counts, and an option in place of a value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Look at the arguments before they are taken apart."""
        own = [each for each in self.params if isinstance(each, TyperOption)]
        _require_clear(args, {name: each for each in own for name in (*each.opts, *each.secondary_opts)})
        return super().parse_args(ctx, args)


def _require_clear(args: Sequence[str], options: Mapping[str, TyperOption]) -> None:
    """Raise BadParameter for the first option that is given twice, or that lacks its value."""
    seen: set[str] = set()
    rest = iter(args)
    for each in rest:
        if each == END:
            return
        name = each.partition("=")[0] if each.startswith(END) else each[:2]
        option = options.get(name)
        if option is None or option.is_flag:
            continue
        hint = max(option.opts, key=len)
        if hint in seen and not option.multiple:
            raise BadParameter(f"given twice, and one value counts{_joined(option)}", param_hint=hint)
        seen.add(hint)
        value = next(rest, "") if each == name else ""
        if value.startswith("-") and value.partition("=")[0] in options:
            metavar = option.metavar or "a value"
            raise BadParameter(f"{metavar} is missing: {value} is an option, too", param_hint=hint)


def _joined(option: TyperOption) -> str:
    """How several are given, where the option takes a list."""
    return f"; several are written as {option.metavar}" if "," in (option.metavar or "") else ""
