"""Reminders on their way into the ledger, and what each of them is about."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Exists,
    ScalarSelect,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
)

from rules.norms.model import Text
from storage.repositories.deadline_rounds import being_entered
from storage.repositories.stated import stated
from storage.tables.checks import decision
from storage.tables.corrections import correction
from storage.tables.deadline_changes import deadline_change
from storage.tables.deadlines import certificate, personal_date, reminder
from storage.tables.edition_notices import edition_told
from storage.tables.objections import objection
from storage.tables.organisations import deadline, department, organisation
from storage.tables.outbound import ObjectionWords, ReminderContent, dispatch
from storage.tables.portfolio import portfolio_wish
from storage.tables.replies import reply
from storage.tables.shares import wish
from storage.tables.training import training_document, training_year
from storage.tables.training_outcomes import nonconformity, training_snapshot
from storage.tables.training_plans import training_item, training_plan
from storage.transaction import Transaction, insert_into

DISPATCH_COLUMNS = ("reminder_id", "person_id", "occurrence", "state", "attempts", "resent",
                    "not_before")  # fmt: skip
BATCH = 500
YEAR_SUBJECTS = (
    "training_plan", "training_year", "training_trip", "training_report", "training_signing",
)  # fmt: skip
# They say of themselves what they are about, or the worker looks for it.
BY_SUBJECT = ("silence", "message_held")
# A message in one of these states is on its way or has been; no other follows it.
SETTLES_IT = or_(
    dispatch.c.state.in_(("pending", "sending", "sent")),
    and_(dispatch.c.state == "unknown", dispatch.c.resent),
)


class DueReminders:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def enter(self, now: datetime) -> int:
        """Enters reminders that are due into the ledger; returns how many.

        No more than so many wait there at a time: what was entered is passed over by the next look,
        so that each would cost as much as is due.

        Each once, with two exceptions: one that ended unsent, was cancelled and has been planned
        again since is due again; and one that is unknown may be sent once more.
        """
        room = BATCH - await self._waiting(now)
        if room <= 0:
            return 0
        entered = func.coalesce(_of_reminder(func.max(dispatch.c.occurrence)), 0)
        due = (
            select(
                reminder.c.id, reminder.c.person_id, entered + 1, literal("pending"), literal(0),
                _exists(dispatch.c.state == "unknown"), reminder.c.due_at,
            )
            .where(
                stated(reminder.c.state, "pending"),
                reminder.c.due_at <= now,
                ~_exists(SETTLES_IT),
                ~being_entered(),
            )
            .order_by(reminder.c.due_at, reminder.c.id)
            .limit(room)
            .with_for_update(of=reminder, skip_locked=True)
        )  # fmt: skip
        # Selected first: an INSERT … SELECT cannot lock what it reads.
        rows = (await self._transaction.execute(due)).all()
        if not rows:
            return 0
        values = [dict(zip(DISPATCH_COLUMNS, row, strict=True)) for row in rows]
        # Another worker may have entered some between the two statements.
        new = insert_into(self._transaction.dialect, dispatch).on_conflict_do_nothing(
            index_elements=[dispatch.c.reminder_id, dispatch.c.occurrence]
        )
        return (await self._transaction.execute(new.values(values))).rowcount

    async def _waiting(self, now: datetime) -> int:
        """How many reminders in the ledger may be sent now, as far as that matters."""
        waiting = (
            select(dispatch.c.id)
            .where(
                stated(dispatch.c.state, "pending"),
                dispatch.c.campaign_id.is_(None),
                dispatch.c.not_before <= now,
            )
            .limit(BATCH)
            .subquery()
        )
        counted = await self._transaction.execute(select(func.count()).select_from(waiting))
        return int(counted.scalar_one())

    async def content(self, reminder_id: int) -> ReminderContent | None:
        """What the reminder is about; None when that is gone."""
        row = (await self._transaction.execute(_content(reminder_id))).first()
        if row is None or row.kind is None:
            return None
        return ReminderContent(
            id=reminder_id,
            subject=row.subject,
            subject_id=row.subject_id,
            kind=row.kind,
            day=row.day,
            days_before=row.days_before,
            value=row.value,
            hours=row.hours,
            title=None
            if row.title_kk is None
            else Text(kk=row.title_kk, ru=row.title_ru, en=row.title_en),
            organisation=row.organisation,
            decision_id=row.decision_id,
            judged_on=row.judged_on,
            was=row.was,
            moved_to=row.moved_to,
            objection=None
            if row.code is None
            else ObjectionWords(row.code, row.text, row.answer or ""),
            organisation_id=row.organisation_id,
            note=None if row.note is None else Text(**row.note),
            link=row.link or "",
            reply=(row.text, row.answer) if row.kind == "hr_answer" else None,
            figures=row.figures,
            counted_on=row.counted_on,
            quarter=None
            if row.counted_on is None or row.requested
            else 1 + sum(date.fromisoformat(end) < row.counted_on for end in row.quarters),
            action=row.action or "",
            words=row.words or "",
            year_id=row.year_id,
            cause=row.cause,
        )


def _of_reminder(what: ColumnElement[Any]) -> ScalarSelect[Any]:
    """Something of the reminder's messages."""
    return select(what).where(dispatch.c.reminder_id == reminder.c.id).scalar_subquery()


def _exists(which: ColumnElement[bool]) -> Exists:
    return exists().where(dispatch.c.reminder_id == reminder.c.id, which)


def _day_of_year() -> ColumnElement[str]:
    """Which day of a year of training the reminder is about; a quarter's where it is no other."""
    return case(
        (reminder.c.subject != "training_year", null()),
        *(
            (training_year.c[name] == reminder.c.day, name)
            for name in ("plans_due", "meetings_due", "reports_due", "annual_due")
        ),
        else_="quarters",
    )


def _content(reminder_id: int) -> Any:
    about = (
        (certificate, ("certificate",)),
        (personal_date, ("personal_date",)),
        (deadline, ("deadline", "deadline_watch")),
        (wish, ("wish",)),
        (correction, ("correction",)),
        (edition_told, ("edition",)),
        (deadline_change, ("deadline_change",)),
        (portfolio_wish, ("portfolio",)),
        (objection, ("objection", "objected")),
        (training_item, ("training_course", "training_heard", "training_proposal")),
        (training_document, ("training_step", "training_receipt")),
        (nonconformity, ("nonconformity", "training_owner")),
        (training_snapshot, ("training_figures",)),
        (reply, ("hr_answer",)),
    )
    joined: Any = reminder
    for table, subjects in about:
        joined = joined.outerjoin(
            table, and_(reminder.c.subject.in_(subjects), reminder.c.subject_id == table.c.id)
        )
    joined = joined.outerjoin(training_plan, training_plan.c.id == training_item.c.plan_id)
    of_year = func.coalesce(
        nonconformity.c.year_id,
        training_document.c.year_id,
        training_plan.c.year_id,
        training_snapshot.c.year_id,
        case((reminder.c.subject.in_(YEAR_SUBJECTS), reminder.c.subject_id)),
    )
    joined = joined.outerjoin(training_year, training_year.c.id == of_year)
    of_organisation = func.coalesce(
        deadline.c.organisation_id, deadline_change.c.organisation_id,
        training_year.c.organisation_id, reply.c.organisation_id,
    )  # fmt: skip
    joined = joined.outerjoin(organisation, organisation.c.id == of_organisation)
    of_check = func.coalesce(
        wish.c.decision_id, correction.c.decision_id, edition_told.c.decision_id
    )
    joined = joined.outerjoin(decision, decision.c.id == of_check)
    of_unit = func.coalesce(
        training_document.c.department_id,
        nonconformity.c.department_id,
        training_snapshot.c.department_id,
    )
    joined = joined.outerjoin(department, department.c.id == of_unit)
    kinds = (
        certificate.c.topic, personal_date.c.kind, deadline.c.kind, deadline_change.c.kind,
        decision.c.position, objection.c.position, portfolio_wish.c.position,
        edition_told.c.position,
        case(
            (reminder.c.subject.in_(BY_SUBJECT), reminder.c.subject),
            (reply.c.id.is_not(None), "hr_answer"),
        ),
        nonconformity.c.finding, training_item.c.topic, training_document.c.form,
        training_year.c.label,
    )  # fmt: skip
    values = (
        personal_date.c.value, decision.c.category, objection.c.category, portfolio_wish.c.category,
        edition_told.c.category, _day_of_year(), department.c.name, training_item.c.reason,
    )  # fmt: skip
    return (
        select(
            reminder.c.subject,
            reminder.c.subject_id,
            reminder.c.day,
            reminder.c.days_before,
            func.coalesce(*kinds).label("kind"),
            func.coalesce(*values).label("value"),
            func.coalesce(certificate.c.hours, training_item.c.hours).label("hours"),
            *(
                func.coalesce(deadline.c[name], deadline_change.c[name]).label(name)
                for name in ("title_kk", "title_ru", "title_en")
            ),
            deadline.c.note,
            deadline.c.link,
            training_snapshot.c.figures,
            training_snapshot.c.day.label("counted_on"),
            training_snapshot.c.requested,
            training_year.c.quarters,
            nonconformity.c.action,
            nonconformity.c.words,
            nonconformity.c.cause,
            training_year.c.id.label("year_id"),
            deadline_change.c.was,
            deadline_change.c.day.label("moved_to"),
            organisation.c.name.label("organisation"),
            of_organisation.label("organisation_id"),
            decision.c.id.label("decision_id"),
            decision.c.judged_on,
            objection.c.code,
            func.coalesce(objection.c.text, reply.c.text).label("text"),
            func.coalesce(objection.c.answer, reply.c.answer).label("answer"),
        )
        .select_from(joined)
        .where(reminder.c.id == reminder_id)
    )
