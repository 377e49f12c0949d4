"""Which rows an argument gathers: those of some groups whose marks are as wanted, in the order of the plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from estimator.model.planning import Planned, marks_of

NOT = "!"
"""Before the value of a mark that a gathered row must not have."""


class MarkedRows:
    """The planned rows, to be found by their marks. State: each row's marks, and an index from a mark to its rows."""

    def __init__(self, plans: Mapping[str, Planned]) -> None:
        """Look at every planned row once: an option gathers some hundred times among all rows of its elements."""
        self.marks = {id: marks_of(planned) for id, planned in plans.items()}
        self._places = {id: place for place, id in enumerate(plans)}
        self._by_group: dict[str, list[str]] = {}
        self._by_mark: dict[tuple[str, str, str], list[str]] = {}
        for id, planned in plans.items():
            group = planned.instance.group
            self._by_group.setdefault(group, []).append(id)
            for key, value in self.marks[id].items():
                self._by_mark.setdefault((group, key, value), []).append(id)

    def fitting(self, groups: Iterable[str], wanted: Mapping[str, str]) -> list[str]:
        """The rows of some groups that have the marks wanted; a value after `!` excludes, an empty one is none."""
        near = (id for group in groups for id in self._nearest(group, wanted))
        return sorted((id for id in near if _fits(self.marks[id], wanted)), key=self._places.__getitem__)

    def _nearest(self, group: str, wanted: Mapping[str, str]) -> list[str]:
        """The fewest rows of a group among which all that fit are found."""
        lists = [self._by_group.get(group, [])]
        for key, value in wanted.items():
            if value and not value.startswith(NOT):
                lists.append(self._by_mark.get((group, key, value), []))
        return min(lists, key=len)


def _fits(marks: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    for key, value in wanted.items():
        found = marks.get(key, "")
        if (found == value[1:]) if value.startswith(NOT) else (found != value):
            return False
    return True
