"""The annual report of the university, form 602-06: signed by the director of HR and frozen
(clause 11.5). What changes afterwards is shown beside it, or signed as a new edition."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from cases.errors import BadValue
from cases.rights import cleaned, note, reach, require
from cases.training.frozen import freeze
from cases.training.passing import Paper
from cases.training.reports import PartsMissing, whole_report
from cases.training.schedules import (
    NotNow,
    number_of,
)
from cases.training.signers import name_of
from cases.training.years import year_of
from cases.training_forms.closing import annual_form
from cases.training_forms.freezing import frozen, thawed
from cases.training_forms.kept_figures import without_names
from cases.training_forms.year_figures import summed
from cases.wholly import whole
from rules.dates import today
from storage.database import Work
from storage.tables.training import Passage, TrainingDocument, TrainingYear
from storage.tables.training_plans import LONGEST_WORDS
from workbooks.training.content import Annual, UnitYear


@dataclass(frozen=True, slots=True)
class Signing:
    """Who may sign: `here`: the actor; `outside`: nobody of the bot is director of HR, so HR
    records who signed on paper."""

    here: bool
    outside: bool


@dataclass(frozen=True, slots=True)
class AnnualView:
    """The report as it is now and, where it is signed, as it was signed: `document` with the
    `passage` that says by whom. `waits_for`: how many reports below are not signed."""

    year: TrainingYear
    live: Annual
    document: TrainingDocument | None
    passage: Passage | None
    signing: Signing
    waits_for: int

    @property
    def signed(self) -> Annual | None:
        kept = None if self.document is None else thawed(self.document.figures)
        return kept if isinstance(kept, Annual) else None

    @property
    def changed(self) -> tuple[tuple[str, int, int], ...]:
        """What is otherwise since it was signed: the name of a figure, its value then and now; of
        figures by a closed list their sum."""
        if self.signed is None:
            return ()
        return differences(summed(self.signed.units), summed(self.live.units))

    @property
    def is_current(self) -> bool:
        """Whether what was signed is what would be signed now."""
        return self.signed is not None and _figures(self.signed) == _figures(self.live)


def differences(
    before: UnitYear | None, after: UnitYear | None
) -> tuple[tuple[str, int, int], ...]:
    found = []
    for each in fields(UnitYear):
        was, now = (0 if side is None else getattr(side, each.name) for side in (before, after))
        if isinstance(was, str) or isinstance(now, str) or was == now:
            continue
        found.append((each.name, _sum(was), _sum(now)))
    return tuple(found)


def _sum(figure: int | tuple[int, ...]) -> int:
    return sum(figure) if isinstance(figure, tuple) else figure


def _figures(report: Annual) -> object:
    return [(each.institute, each.unit, without_names(each)) for each in report.units]


async def annual_seen(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> AnnualView:
    """For HR. Raises `NotAllowed`, `NotThere`."""
    await require(work, actor_id, "organise", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    documents = await work.training_documents.of_year(year_id, "602-06")
    document = documents[-1] if documents else None
    passage = None
    if document is not None:
        done = (await work.training_documents.passages([document.id]))[document.id]
        passage = done[-1] if done else None
    report = await whole_report(work, year, now)
    waits = len(report.missing) + (report.report is None and not report.missing)
    live = await annual_form(work, year, now)
    signing = await _signing(work, actor_id, organisation_id, now)
    return AnnualView(year, live, document, passage, signing, waits)


async def _signing(work: Work, actor_id: int, organisation_id: int, now: datetime) -> Signing:
    roles = await work.roles.of_organisation(organisation_id, today(now))
    outside = not any(each.kind == "hr_director" for each in roles)
    may = await reach(work, actor_id, "sign_year", organisation_id, now)
    return Signing(here=bool(may) or outside, outside=outside)


@whole
async def sign_annual(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    paper: Paper,
    now: datetime,
    *,
    signer: str = "",
    reason: str = "",
) -> AnnualView:
    """Signs and freezes the report; after that a new edition, with the `reason` for it, where
    something is otherwise. `signer`: who signed on paper, where no director of HR is here.

    Raises `NotAllowed`, `NotThere`, `PartsMissing`, `NotNow` ("turn": nothing has changed;
    "reason"), `BadValue` ("number", "day", "signer").
    """
    view = await annual_seen(work, actor_id, organisation_id, year_id, now)
    if not view.signing.outside:
        await require(work, actor_id, "sign_year", organisation_id, now)
    if view.waits_for:
        raise PartsMissing
    if view.is_current:
        raise NotNow("turn")
    number, words = number_of(paper, now), reason.strip()
    if view.document is not None and not 1 <= len(words) <= LONGEST_WORDS:
        raise NotNow("reason")
    name = await name_of(work, actor_id, organisation_id)
    if view.signing.outside:
        name = _signer(signer)
    root = await work.organisations.root(organisation_id)
    revision = 1 if view.document is None else view.document.revision + 1
    words = "" if view.document is None else words
    document = await work.training_documents.open(year_id, "602-06", root, revision, words, now)
    await freeze(work, document, frozen(view.live), now)
    file = paper.file
    await work.training_documents.add_passage(
        Passage(
            0, document.id, "report", "done", actor_id, name, number, paper.day, "",
            None if file is None else file.id, None if file is None else file.kind, now,
        )
    )  # fmt: skip
    await work.training_documents.approve(document.id)
    await work.reminders.cancel("training_signing", year_id)
    thing = ("training_document", document.id)
    await note(
        work, actor_id, organisation_id, "training.annual", thing, now,
        revision=revision, scan=file is not None,
    )  # fmt: skip
    return await annual_seen(work, actor_id, organisation_id, year_id, now)


def _signer(name: str) -> str:
    """Raises `BadValue("signer")`."""
    if not any(char.isalpha() for char in name):
        raise BadValue("signer")
    return cleaned(name, "signer")
