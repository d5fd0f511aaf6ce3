"""The rows of a scoring sheet, by the kind of answer: what an answer says, and what it brings.

Three-valued like everything here: True, False, or None where an answer leaves it open.
"""

from __future__ import annotations

from abc import abstractmethod
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from rules.norms.schema import Strict

Place = Literal["none", "organisation", "district", "region", "republic", "international"]
Trend = Literal["fall", "unstable", "level", "growth_1", "growth_3"]
PLACES: Final = ("none", "organisation", "district", "region", "republic", "international")
TRENDS: Final = ("fall", "unstable", "level", "growth_1", "growth_3")
Points = int | Decimal
Whole = Annotated[int, Field(ge=0, le=100_000)]


class Entry(Strict):
    """What a person says of one row; None: not said."""


class Question(Strict):
    """What the text leaves open and only the commission can say; `categories` None: of all.

    `when`: only where an answer is of a higher level than is asked for, or the best there is.
    """

    id: str
    categories: list[str] | None = None
    when: Literal["higher", "best"] | None = None


class RowBase(Strict):
    """One row of a sheet. `asks`, `points`: per category of the sheet, None where it asks nothing.

    `points` are the lowest of the cell; `papers`: what proves it, `sealed` by the organisation;
    `ease`: 1 for what is obtained within days, 10 for years; `clause`: where the levels stand too.
    """

    takes: ClassVar[type[Entry]]

    id: str
    name: str
    points: list[int | None] = Field(min_length=1)
    papers: list[str] = Field(default_factory=list)
    sealed: bool = False
    ease: int = Field(ge=1, le=10)
    certainty: Literal["certain", "by_sum", "points_only", "uncertain"]
    clause: str | None = None
    questions: list[Question] = Field(default_factory=list)

    def is_asked(self, column: int) -> bool:
        return self.points[column] is not None

    @abstractmethod
    def is_reached(self, entry: Entry, column: int) -> bool | None:
        """Whether an answer reaches what the category asks for, which must be something."""

    def brings(self, entry: Entry, column: int) -> Points:
        """The points of an answer that reaches the category."""
        return self.lowest(column)

    def lowest(self, column: int) -> int:
        return self.points[column] or 0

    def most(self, column: int) -> int:
        """The points of the best answer there is, as far as they are certain."""
        return self.lowest(column)


class PlaceEntry(Entry):
    level: Place | None = None
    winner: bool = False
    coauthors: bool = False


class LevelRow(RowBase):
    """By the place of an event, or of the `council` that recommends. A higher place than is asked
    for brings what the category does; `international` what it
    brings where the republic is asked for; `winner` comes on top, once; `with_coauthors` counts in
    place of `points`."""

    takes = PlaceEntry
    kind: Literal["level"]
    scale: Literal["place", "council"] = "place"
    asks: list[Place]
    international: int | None = None
    winner: int = 0
    with_coauthors: list[int | None] = Field(default_factory=list)

    def is_reached(self, entry: Entry, column: int) -> bool | None:
        assert isinstance(entry, PlaceEntry)
        if entry.level is None:
            return None
        return PLACES.index(entry.level) >= PLACES.index(self.asks[column])

    def brings(self, entry: Entry, column: int) -> int:
        assert isinstance(entry, PlaceEntry)
        shared = self.with_coauthors[column] if self.with_coauthors and entry.coauthors else None
        if shared is not None:
            return shared
        abroad = entry.level == "international"
        return self._base(column, abroad) + (self.winner if entry.winner else 0)

    def most(self, column: int) -> int:
        return self._base(column, abroad=True) + self.winner

    def _base(self, column: int, abroad: bool) -> int:
        counts = abroad and self.international is not None and self.asks[column] == "republic"
        return self.international or 0 if counts else self.lowest(column)


class TrendEntry(Entry):
    trend: Trend | None = None


class TrendRow(RowBase):
    """By the trend of three years."""

    takes = TrendEntry
    kind: Literal["trend"]
    asks: list[Trend]

    @property
    def any_growth(self) -> bool:
        """Whether the sheet does not ask how great the growth is."""
        return "growth_3" not in self.asks

    def is_reached(self, entry: Entry, column: int) -> bool | None:
        assert isinstance(entry, TrendEntry)
        if entry.trend is None:
            return None
        return TRENDS.index(entry.trend) >= TRENDS.index(self.asks[column])


class MeanEntry(Entry):
    mean: Annotated[float, Field(ge=0, le=102, allow_inf_nan=False)] | None = None
    sheets: Whole | None = None
    by_commission: bool | None = None


class MeanRow(RowBase):
    """By the mean of so many observation sheets, one of them by a member of the commission. The
    mean itself is the points, `upper` at most."""

    takes = MeanEntry
    kind: Literal["mean"]
    asks: list[int]
    upper: list[int]
    sheets: int

    def is_reached(self, entry: Entry, column: int) -> bool | None:
        assert isinstance(entry, MeanEntry)
        enough = None if entry.sheets is None else entry.sheets >= self.sheets
        high = None if entry.mean is None else entry.mean >= self.asks[column]
        return _all(enough, high, entry.by_commission)

    def brings(self, entry: Entry, column: int) -> Points:
        assert isinstance(entry, MeanEntry)
        return min(Decimal(str(entry.mean)), Decimal(self.upper[column]))

    def most(self, column: int) -> int:
        return self.upper[column]


class SheetsEntry(Entry):
    sheets: Whole | None = None


class SheetsRow(RowBase):
    """By the number of observation sheets a year."""

    takes = SheetsEntry
    kind: Literal["sheets"]
    asks: list[int]

    def is_reached(self, entry: Entry, column: int) -> bool | None:
        assert isinstance(entry, SheetsEntry)
        return None if entry.sheets is None else entry.sheets >= self.asks[column]


class PublicationEntry(Entry):
    publication: Literal["none", "listed", "indexed"] | None = None


class PublicationRow(RowBase):
    """A publication; `indexed`: in a journal of the ministry's list, Scopus or Web of Science."""

    takes = PublicationEntry
    kind: Literal["publication"]
    asks: list[Literal["listed"] | None]
    indexed: int

    def is_reached(self, entry: Entry, column: int) -> bool | None:
        assert isinstance(entry, PublicationEntry)
        return None if entry.publication is None else entry.publication != "none"

    def brings(self, entry: Entry, column: int) -> int:
        assert isinstance(entry, PublicationEntry)
        return self.indexed if entry.publication == "indexed" else self.lowest(column)

    def most(self, column: int) -> int:
        return self.indexed


class CoverageEntry(Entry):
    districts: Whole | None = None
    regions: Whole | None = None


class CoverageRow(RowBase):
    """By the districts or regions where practice was handed on: `at_least` so many, or nothing.
    As many regions stand for districts, being the higher level."""

    takes = CoverageEntry
    kind: Literal["coverage"]
    asks: list[Literal["districts", "regions"] | None]
    at_least: int

    def is_reached(self, entry: Entry, column: int) -> bool | None:
        assert isinstance(entry, CoverageEntry)
        regions = None if entry.regions is None else entry.regions >= self.at_least
        if self.asks[column] == "regions" or regions:
            return regions
        return None if entry.districts is None else entry.districts >= self.at_least


class HoursEntry(Entry):
    hours: Whole | None = None
    practice_paper: bool | None = None


class HoursRow(RowBase):
    """By hours of courses, with a paper that what was learnt is in use."""

    takes = HoursEntry
    kind: Literal["hours"]
    asks: list[int]

    def is_reached(self, entry: Entry, column: int) -> bool | None:
        assert isinstance(entry, HoursEntry)
        enough = None if entry.hours is None else entry.hours >= self.asks[column]
        return _all(enough, entry.practice_paper)


class PercentEntry(Entry):
    percent: Annotated[int, Field(ge=-100, le=100)] | None = None


class PercentRow(RowBase):
    """By a share, or a growth, in per cent."""

    takes = PercentEntry
    kind: Literal["percent"]
    asks: list[int]

    def is_reached(self, entry: Entry, column: int) -> bool | None:
        assert isinstance(entry, PercentEntry)
        return None if entry.percent is None else entry.percent >= self.asks[column]


class DoneEntry(Entry):
    done: bool | None = None
    bonus: bool = False


class DoneRow(RowBase):
    """There or not; `bonus`: money from outside the budget was used."""

    takes = DoneEntry
    kind: Literal["done"]
    asks: list[Literal[True]]
    bonus: int = 0

    def is_reached(self, entry: Entry, column: int) -> bool | None:
        assert isinstance(entry, DoneEntry)
        return entry.done

    def brings(self, entry: Entry, column: int) -> int:
        assert isinstance(entry, DoneEntry)
        return self.lowest(column) + (self.bonus if entry.bonus else 0)

    def most(self, column: int) -> int:
        return self.lowest(column) + self.bonus


class YearsEntry(Entry):
    years: Whole | None = None


class ExtraRow(RowBase):
    """Years as a curator: a point for each of `steps`, apart from the sum of the sheet."""

    takes = YearsEntry
    kind: Literal["extra"]
    asks: list[int]
    steps: list[int]

    def is_reached(self, entry: Entry, column: int) -> bool | None:
        assert isinstance(entry, YearsEntry)
        return None if entry.years is None else entry.years >= self.asks[column]

    def brings(self, entry: Entry, column: int) -> int:
        assert isinstance(entry, YearsEntry)
        return sum((entry.years or 0) >= step for step in self.steps)


Row = Annotated[
    LevelRow
    | TrendRow
    | MeanRow
    | SheetsRow
    | PublicationRow
    | CoverageRow
    | HoursRow
    | PercentRow
    | DoneRow
    | ExtraRow,
    Field(discriminator="kind"),
]


def _all(*parts: bool | None) -> bool | None:
    """Whether all hold: False where one does not, else None where one is open."""
    if any(part is False for part in parts):
        return False
    return None if None in parts else True
