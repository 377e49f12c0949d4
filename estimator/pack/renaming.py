"""Another word for an id, in the texts of all files of a pack: comments and everything else stay as they stand.

An option, a system, an element (`option.element`), an assumption (its full id), a service, a source, a
scenario or a metric.
Whether the pack is still the same is found where it can be computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from estimator import names
from estimator.errors import InputError, did_you_mean
from estimator.files import MARK

Texts = Mapping[str, str]
FOLDERS: Final = {"option": "options", "system": "systems", "scenario": "scenarios"}
NAMED_BY: Final = {
    "option": "options include excludes baseline_option reference_option alone_option option",
    "system": "system",
    "service": "service yardstick_service",
    "source": "source",
    "scenario": "scenario scenarios",
    "metric": "of over",
}
"""The keys whose words are ids of a kind."""
HEADER = re.compile(r"\s*\[([^\]\"]+)\]")
KEY = re.compile(r"\s*([a-z0-9_.]+)\s*=")


@dataclass(frozen=True)
class Renaming:
    """What is renamed: its kind, the old id and the new one, both full; `of_option` for an assumption of an option."""

    kind: str
    old: str
    new: str
    of_option: bool = False

    def renamed(self, id: str) -> str:
        """A full id under its new name."""
        return self.new + id[len(self.old) :] if id == self.old or id.startswith(f"{self.old}.") else id


def renaming(texts: Texts, ids: Mapping[str, Collection[str]], old: str, new: str) -> Renaming:
    """What an id is, by the ids of each kind, with its new name, which may be given by its last word alone.

    Raises InputError for an id that nothing has, and for a new one that is illegal, taken, or of another place.
    """
    kind = next((kind for kind, known in ids.items() if old in known), "")
    if not kind:
        known = [id for each in ids.values() for id in each]
        hint = did_you_mean(old, known) or "estimator list shows what there is."
        raise InputError(f'nothing has the id "{old}"; nothing was changed. {hint}')
    place, _, _ = old.rpartition(".")
    full = new if "." in new or not place else f"{place}.{new}"
    wrong = names.problem_with(full.rpartition(".")[2])
    if full.rpartition(".")[0] != place:
        wrong = f'a renaming moves nothing: expected "{place}.NAME"' if place else "expected one word"
    if wrong:
        raise InputError(f'"{new}" cannot be the new name of {old}: {wrong}. Nothing was changed')
    taken = [each for each, known in ids.items() if full in known]
    if taken or f"{full}.toml" in texts:
        raise InputError(f'"{full}" is there already ({taken[0] if taken else "a file"}). Nothing was changed')
    return Renaming(kind, old, full, kind == "assumption" and old.partition(".")[0] in ids.get("option", ()))


def renamed_texts(texts: Texts, change: Renaming) -> dict[str, str]:
    """The files of a pack, by name, with an id renamed everywhere; marks of byte order and ends of lines stay."""
    made = {}
    for name, text in texts.items():
        body = text.removeprefix(MARK)
        rewrite = _rewriter(name, body, change)
        made[_file(name, change)] = text[: len(text) - len(body)] + "\n".join(map(rewrite, body.split("\n")))
    return made


def _file(name: str, change: Renaming) -> str:
    folder = FOLDERS.get(change.kind, "")
    return f"{folder}/{change.new}.toml" if folder and name == f"{folder}/{change.old}.toml" else name


def _rewriter(name: str, text: str, change: Renaming) -> Callable[[str], str]:
    """What makes the new line of each old one, in order: a list goes on below its key, a key stands in its table."""
    stem, table, key = name.rpartition("/")[2].removesuffix(".toml"), "", ""
    own = _own_path(stem, change)
    shadowed = "." not in change.old and re.search(rf"(?m)^\[element\.{change.old}[.\]]", text)
    here = not (shadowed and name.startswith("options/"))

    def rewrite(line: str) -> str:
        nonlocal table, key
        header, found = HEADER.match(line), KEY.match(line)
        if header:
            table = header[1]
        if found:
            key = found[1]
        made = _own(line, own, table if header else f"{table}.{key}".lstrip("."), change) if header or found else line
        made = _references(made, change) if here else made
        return _words(_within_option(made, stem, key, change), key, change)

    return rewrite


def _own_path(stem: str, change: Renaming) -> str:
    """The table or key where the thing itself stands in a file, or a table that is named by it; empty for none."""
    words = change.old.split(".")
    of_file = {
        ("source", "sources"): change.old,
        ("service", "pack"): f"services.{change.old}",
        ("metric", "pack"): f"metric.{change.old}",
        ("service", "manpower"): change.old,
        ("option", "judgement"): f"rating.{change.old}",
        ("element", words[0]): f"element.{words[-1]}",
    }
    if change.kind != "assumption" or stem != words[0]:
        return of_file.get((change.kind, stem), "")
    if change.of_option:
        return f"set.{words[1]}" if len(words) == 2 else f"element.{words[1]}.set.{words[2]}"
    return ".".join(words[1:])


def _own(line: str, own: str, path: str, change: Renaming) -> str:
    """A header or a key that is the thing itself, or lies in its table."""
    if not own or (path != own and not path.startswith(f"{own}.")):
        return line
    last, new = own.rpartition(".")[2], change.new.rpartition(".")[2]
    before = re.escape(own[: -len(last)])
    header = re.sub(rf"^(\s*\[{before}){last}(?=[.\]])", rf"\g<1>{new}", line)
    return header if header != line else re.sub(rf"^(\s*(?:[a-z0-9_]+\.)*){last}(?=\s*[.=])", rf"\g<1>{new}", line)


def _references(line: str, change: Renaming) -> str:
    """Full ids: `old.…`, and the id itself of an assumption; a header holds them in quotes alone.

    The bare id of an element names nothing, or a row of its option.
    """
    quoted = '"' in line or "'" in line
    if change.kind in ("source", "service", "scenario", "metric") or (line.startswith("[") and not quoted):
        return line
    after = r"(?!\w)" if change.kind == "assumption" else r"(?=\.[a-z])"
    return re.sub(rf"(?<![\w.]){re.escape(change.old)}{after}", change.new, line)


def _within_option(line: str, stem: str, key: str, change: Renaming) -> str:
    """Ids without the option, as its own wires and the metrics of the pack write them."""
    option, _, inside = change.old.partition(".")
    in_metrics = stem == "pack" and key in ("of", "over")
    if not (stem == option or in_metrics) or not (change.kind == "element" or change.of_option):
        return line
    after = r"(?=\.)" if change.kind == "element" else r"(?!\w)"
    return re.sub(rf"""(?<=["'\s]){re.escape(inside)}{after}(?=[\w. ]*["'])""", change.new.partition(".")[2], line)


def _words(line: str, key: str, change: Renaming) -> str:
    """The bare id in the keys that name one of its kind, also inside an inline table."""
    named = NAMED_BY.get(change.kind, "").split()
    if not named:
        return line
    if change.kind == "service" and change.old in line:  # people posted from it, its people's ids, rows of an option
        line = re.sub(rf"(?<=\bfrom_){change.old}\b|(?<=\bmanpower\.){change.old}(?=\.)", change.new, line)
        line = re.sub(rf"""(["']\w+\.\w+_){change.old}(?=["'@])""", rf"\g<1>{change.new}", line)
    inline = re.sub(rf"""(\b{named[0]}\s*=\s*["']){change.old}(?=["'])""", rf"\g<1>{change.new}", line)
    return re.sub(rf"""(?<=["']){change.old}(?=["'])""", change.new, inline) if key in named else inline
