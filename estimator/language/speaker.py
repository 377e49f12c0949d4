"""Says an English text in another language: whole, by a template, or as a number with its unit.

Numbers are never computed again: the digits of the English text are kept, and money in ¥bn moves by one place to 億円.
Other money keeps its size, as the tables beside it do: €12.5 m is 12.5百万ユーロ.
A text without a translation stays in English and is noted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from estimator.errors import InputError
from estimator.language.catalogue import LANGUAGES, Catalogue, Template, read_catalogue
from estimator.language.eras import fiscal_year
from estimator.pack.nouns import MISSILE, ROUND, unspoken_of
from estimator.pack.records import Pack

ENGLISH: Final = LANGUAGES[0]
MONEY: Final = re.compile(r"(−|-)?¥([0-9,]+(?:\.[0-9]+)?) bn( then-year)?\Z")
FOREIGN_MONEY: Final = re.compile(r"(−|-)?([€$£])([0-9,]+(?:\.[0-9]+)?)( thousand| m| bn)?( then-year)?\Z")
COINS: Final = {"€": "ユーロ", "$": "ドル", "£": "ポンド"}
SIZES: Final = {"": "", " thousand": "千", " m": "百万", " bn": "十億"}
SHARE: Final = re.compile(r"(-?[0-9,.]+) ?%\Z")
YEAR: Final = re.compile(r"FY([0-9]{4})\Z")
UNIT: Final = "¥bn"
WORDS: Final = re.compile(r"[A-Za-z]{2}|[€$£][0-9]")
MARKS: Final = {",": ("、", ", "), ";": ("、", "; "), ";;": ("；", "; ")}
KEPT: Final = ("=", "#")
PLACED: Final = re.compile(r"\{(¥?)([0-9])\}")
LIST_END: Final = " and "
MISSILES: Final = "Missile"


class Speaker:
    """Translates texts; `missing` holds those that have no translation."""

    def __init__(self, catalogue: Catalogue, threat: str = MISSILE) -> None:
        """Speak the language of a catalogue to readers of a pack in which a raid brings `threat`."""
        self.catalogue, self.threat, self.missing = catalogue, threat, dict[str, None]()
        self._said: dict[str, str | None] = {}

    def knowing(self, texts: Mapping[str, str]) -> Speaker:
        """A speaker who knows more texts; those without translation are noted in the same place."""
        more = Speaker(replace(self.catalogue, texts={**texts, **self.catalogue.texts}), self.threat)
        more.missing = self.missing
        return more

    def say(self, text: str) -> str:
        """A text in the language; in English where there is no translation."""
        found = self.translation(text)
        if found is None:
            self.missing[text] = None
            return text
        return found

    def translation(self, text: str) -> str | None:
        """The translation; None where there is none. A text without words is its own."""
        if text not in self._said:
            found = self._found(text)
            self._said[text] = self._of_other_threats(text) if found is None else found
        return self._said[text]

    def _of_other_threats(self, text: str) -> str | None:
        """A text of a calculator that says what this pack's raids bring, or rounds, where the program's says missiles.

        Its Japanese is that of the program's own text with the noun's in place of the missile's.
        """
        for noun in (self.threat, ROUND) if self.threat != MISSILE else ():
            of_missiles = unspoken_of(text, noun)
            found = self._found(of_missiles) if of_missiles != text else None
            if found is not None:
                said = self.catalogue.texts
                return found.replace(said[MISSILES], said.get(noun.capitalize(), noun)) if MISSILES in said else found
        return None

    def _found(self, text: str) -> str | None:
        texts = self.catalogue.texts
        if text in texts:
            return texts[text]
        number = _number(text)
        if number is not None:
            return number
        if not WORDS.search(text):
            return text
        capital = text[:1].upper() + text[1:]
        if capital in texts:
            return texts[capital]
        made = self._by_template(text)
        return made if made is not None or capital == text else self._by_template(capital)

    def _by_template(self, text: str) -> str | None:
        for template in self.catalogue.templates:
            found = template.pattern.match(text)
            if found:
                made = self._filled(template, found.groups())
                if made is not None:
                    return made
        return None

    def _filled(self, template: Template, parts: tuple[str, ...]) -> str | None:
        said: dict[str, str] = {}
        for place, (kind, part) in enumerate(zip(template.kinds, parts, strict=True)):
            found = part if kind in KEPT else self._list(part, kind) if kind else self.translation(part)
            money = self.translation(f"¥{part}")
            if found is None and f"{{¥{place}}}" not in template.translation:
                return None
            said[f"{{{place}}}"], said[f"{{¥{place}}}"] = found or "", money or ""
        return PLACED.sub(lambda each: said[each[0]], template.translation)

    def _list(self, text: str, kind: str) -> str | None:
        """`a; b and c`, whose members may hold the word "and" themselves; `;;` marks a list without it."""
        join, mark = MARKS[kind]
        said: list[str] = []
        *first, last = text.split(mark)
        for each in (*first, *([last] if kind == ";;" else [])):
            found = self.translation(each)
            if found is None:
                return None
            said.append(found)
        if kind != ";;":
            found = self.translation(last) or self._pair(last, join)
            if found is None:
                return None
            said.append(found)
        return join.join(said)

    def _pair(self, text: str, join: str) -> str | None:
        """The last two members of a list: parted at an "and" that leaves both with a translation."""
        for end in re.finditer(LIST_END, text):
            both = self.translation(text[: end.start()]), self.translation(text[end.end() :])
            if both[0] is not None and both[1] is not None:
                return join.join(each for each in both if each is not None)
        return None


def _number(text: str) -> str | None:
    """Money, a share or a fiscal year; None for any other text."""
    money = MONEY.match(text)
    if money:
        return f"{money[1] or ''}{in_oku(money[2])}億円" + ("（名目）" if money[3] else "")
    foreign = FOREIGN_MONEY.match(text)
    if foreign:
        sign, coin, digits, size, named = (each or "" for each in foreign.groups())
        return f"{sign}{digits}{SIZES[size]}{COINS[coin]}" + ("（名目）" if named else "")
    share = SHARE.match(text)
    if share:
        return f"{share[1]}％"
    year = YEAR.match(text)
    return fiscal_year(int(year[1])) if year else None


def in_oku(billions: str) -> str:
    """The digits of an amount in units of 1e9, as an amount in units of 1e8.

    >>> [in_oku(each) for each in ("2,189.2", "64", "0.05", "-3.25")]
    ['21,892', '640', '0.5', '-32.5']
    """
    sign, digits = ("-", billions[1:]) if billions.startswith("-") else ("", billions)
    whole, _, decimals = digits.replace(",", "").partition(".")
    moved = int(whole + (decimals[:1] or "0"))
    return f"{sign}{moved:,}" + (f".{decimals[1:]}" if decimals[1:] else "")


OKU_AMOUNT: Final = re.compile(r"(?<![0-9,.])([0-9]{1,3}(?:,[0-9]{3})+)億円")
LARGE: Final = (("兆円", 1e12), ("億円", 1e8))
"""Units in which large amounts are written, with their size, the largest first."""


def in_cho(text: str) -> str:
    """A finished text in which amounts of 10,000億円 and more are written as people do.

    >>> in_cho("費用は15,076億円、9,999億円ではない"), in_cho("20,000億円")
    ('費用は1兆5,076億円、9,999億円ではない', '2兆円')
    """
    return OKU_AMOUNT.sub(_with_cho, text)


def _with_cho(found: re.Match[str]) -> str:
    cho, oku = divmod(int(found[1].replace(",", "")), 10_000)
    return found[0] if not cho else f"{cho:,}兆" + (f"{oku:,}億円" if oku else "円")


def large_unit(amount: float) -> tuple[str, float]:
    """The unit that an amount is written in where there is room for one, and its size.

    >>> large_unit(1.5e12), large_unit(9.9e11)
    (('兆円', 1000000000000.0), ('億円', 100000000.0))
    """
    return next((each for each in LARGE if each[1] <= amount), LARGE[-1])


def speaker_of(pack: Pack, language: str) -> Speaker | None:
    """A speaker of the language; None for English, in which all texts are written. Raises InputError for others."""
    if language not in LANGUAGES:
        raise InputError(f'language "{language}" is not known. Expected {" or ".join(LANGUAGES)}')
    return None if language == ENGLISH else Speaker(read_catalogue(pack, language), pack.settings.threat_noun)
