"""What the rules refuse: input outside the contract, and faulty rule files."""

from __future__ import annotations

from collections.abc import Sequence


class BadRules(ValueError):
    """Faulty rule files; each problem is one line: file, line, what is wrong, what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


LONGEST_MESSAGE = 900


class BadInput(ValueError):
    """Input outside the contract: `field` says where, `message` what is allowed."""

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = _one_line(field), _one_line(message)
        super().__init__(f"{self.field}: {self.message}" if field else self.message)


def _one_line(text: str) -> str:
    """`text` as it can be printed anywhere: field names come from outside."""
    if len(text) > LONGEST_MESSAGE:
        text = text[:LONGEST_MESSAGE] + "..."
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
