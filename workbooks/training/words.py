"""Words of the forms: Kazakh and Russian side by side, for a form is read in both.

They are no messages to somebody in their language, so they stand here and not in the catalogues.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    kk: str
    ru: str

    @property
    def line(self) -> str:
        """For a line of text."""
        return self.kk if self.kk == self.ru else f"{self.kk} · {self.ru}"

    def of(self, what: Words) -> Words:
        """These words of something: "Барлығы: …" beside "Итого: …"."""
        return Words(f"{self.kk}: {what.kk}", f"{self.ru}: {what.ru}")

    @property
    def stacked(self) -> str:
        """For a narrow cell."""
        return self.kk if self.kk == self.ru else f"{self.kk}\n{self.ru}"
