"""Why an option is not in the best set, and why there is no set at all: the limit that binds first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from estimator.analysis.questions.portfolio_parts import Choice, Limits
from estimator.analysis.questions.portfolio_records import Question
from estimator.analysis.questions.portfolio_solving import Combined, fits, together
from estimator.analysis.standing.joined import contents
from estimator.evaluation import Array
from estimator.model import Model


def left_out(
    model: Model, question: Question, choices: Sequence[Choice], best: Combined, limits: Limits
) -> dict[str, str]:
    """Why each candidate that is not chosen is not."""
    chosen = {choice.option for choice in best.choices}
    why = _Reasons(model, question, choices, best, limits)
    return {option: why.not_chosen(option) for option in question.options if option not in chosen}


def why_no_set(model: Model, question: Question, choices: Sequence[Choice], limits: Limits) -> str:
    """Why no set with what must be in it keeps the rules and fits: what is short of them alone, or together."""
    wanted = [choice for choice in choices if any(choice.option in each for each in question.rules.musts)]
    said = " and ".join(question.must)
    for option in question.must:
        ways = [each for each in wanted if option in contents(model.pack, each.option)]
        short = [short_of(model, together([each], limits).use, limits, question.budget_share) for each in ways]
        if all(short):
            return f"no set with {said} fits: {option} alone is short of {short[0] if short else 'an allowed delay'}"
    first = [next(each for each in wanted if option in contents(model.pack, each.option)) for option in question.must]
    short_together = short_of(model, together(first, limits).use, limits, question.budget_share)
    return f"no set with {said} fits" + (f": together they are short of {short_together}" if short_together else "")


@dataclass(frozen=True)
class _Reasons:
    """Why a candidate is not in the best set: the limit that binds first, or that another gives more."""

    model: Model
    question: Question
    choices: Sequence[Choice]
    best: Combined
    limits: Limits

    def not_chosen(self, option: str) -> str:
        """The reason, in the order in which one rules the others out."""
        ways = [choice for choice in self.choices if choice.option == option]
        if not ways:
            return "none of its delays is allowed"
        chosen = [choice.option for choice in self.best.choices]
        missing = [each for one, each in self.question.rules.requirements if one == option and not each & set(chosen)]
        apart = [
            other for each in self.question.rules.exclusions if option in each for other in chosen if other in each
        ]
        return (
            self._short("alone ", [together([way], self.limits) for way in ways])
            or (f"needs {' or '.join(sorted(missing[0])) or 'what is no candidate'}, not chosen" if missing else "")
            or (f"never beside {apart[0]}, which is chosen and serves the aim better" if apart else "")
            or self._short("with those chosen ", [self._beside(way) for way in ways])
            or "would not improve the value"
        )

    def _beside(self, way: Choice) -> Combined:
        return together([each for each in self.choices if each in self.best.choices or each is way], self.limits)

    def _short(self, words: str, tried: Sequence[Combined]) -> str:
        """What every way of taking it lacks, said of the first; empty if one fits."""
        short = [short_of(self.model, each.use, self.limits, self.question.budget_share) for each in tried]
        return f"{words}short of {short[0]}" if all(short) else ""


def short_of(model: Model, use: Array, limits: Limits, share: float) -> str:
    """The first limit, and the first fiscal year, that a use exceeds; empty if it fits."""
    services, prefix = model.pack.services, model.pack.settings.year_prefix
    for row, name in enumerate(limits.names):
        for column, year in enumerate(limits.years):
            one = Limits((limits.names[row],), (year,), limits.amounts[row : row + 1, column : column + 1])
            if not fits(use[row : row + 1, column : column + 1], one, share if row == 0 else 1.0):
                what = f"people of the {services[name].label}" if row else "money"
                return f"{what} in {prefix}{year}"
    return ""
