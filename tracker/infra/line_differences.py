"""Two texts beside each other, line by line; and both in one."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line of each text; None where the other text has one more."""

    left: str | None
    right: str | None

    @property
    def same(self) -> bool:
        return self.left == self.right


def compare_lines(left: str, right: str) -> list[LinePair]:
    """Line by line; lines that changed stand beside each other."""
    return [LinePair(*pair) for pairs in _hunks(left, right) for pair in pairs]


def both_in_one(left: str, right: str) -> str:
    """Every line of both: common ones once, and where they differ those of `right` below."""
    lines: list[str] = []
    for pairs in _hunks(left, right):
        same = all(one == other for one, other in pairs)
        lines += [one for one, _ in pairs if one is not None]
        lines += [] if same else [other for _, other in pairs if other is not None]
    return "\n".join(lines)


def _hunks(left: str, right: str) -> Iterator[list[tuple[str | None, str | None]]]:
    a, b = left.split("\n"), right.split("\n")
    for _, i, i_end, j, j_end in SequenceMatcher(None, a, b).get_opcodes():
        longer = max(i_end - i, j_end - j)
        yield [
            (a[i + n] if i + n < i_end else None, b[j + n] if j + n < j_end else None)
            for n in range(longer)
        ]
