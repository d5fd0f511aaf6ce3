import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from cases.lists.working_out import work_out_due
from rules.norms.loading import catalogue
from rules.verdict.deadlines import Moment
from storage.database import Work, migrate, open_database
from storage.repositories.lists import LIST_NAMES, SORTS, ListQuery
from storage.repositories.recipients import RecipientQuery
from storage.tables.checks import NewDecision
from storage.tables.deadline_rounds import Round
from storage.tables.organisations import Deadline, Shares
from storage.tables.register import Appointment
from storage.tables.segments import Segment
from storage.tables.staff_lines import Figure
from tests.storage.samples import AIGERIM, ERLAN, NOW, TITLE, TODAY, fill


async def test_no_query_of_a_conversation_reads_a_whole_table(tmp_path: Path) -> None:
    file = tmp_path / "test.db"
    await migrate(f"sqlite:///{file}")
    statements: list[tuple[str, Any]] = []

    def note(
        _connection: object, _cursor: object, statement: str, parameters: Any, *_: object
    ) -> None:
        statements.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        await converse(f"sqlite:///{file}")
        await measured(f"sqlite:///{file}")
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    with closing(sqlite3.connect(file)) as connection:
        plans = {
            statement: [
                step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)
            ]
            for statement, given in statements
            if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))
        }
    assert len(plans) > 80
    assert {query: plan for query, plan in plans.items() if reads_whole_table(plan)} == {}


def reads_whole_table(plan: list[str]) -> bool:
    # The rows of a subquery have been found by its own steps.
    found = ("SCAN CONSTANT ROW", "SCAN (subquery-", "SCAN anon_")
    return any(step.startswith("SCAN") and not step.startswith(found) for step in plan)


async def converse(url: str) -> None:
    """Every call that a conversation makes while somebody waits for the answer."""
    database = open_database(url)
    run = await fill(database, AIGERIM)
    async with database.work() as work:
        await work.updates.seen(1, NOW)
        await work.people.situation(AIGERIM)
        await work.people.set_language(AIGERIM, "ru")
        await work.people.set_blocked(AIGERIM, True, NOW)
        await work.runs.current(AIGERIM)
        await work.runs.get(run.id)
        await work.runs.set_screen(run.id, AIGERIM, 1)
        await work.runs.close(run.id, "reported", NOW)
        await work.answers.all(AIGERIM)
        await work.answers.last(AIGERIM, run.id)
        await work.answers.remove(AIGERIM, "degrees")
        await work.answers.clear(AIGERIM)
        await work.screens.get(AIGERIM)
        await work.misses.add("x", "kk", NOW)
        await work.misses.add_of(AIGERIM, "y", "kk", NOW)
        number = await work.decisions.add(
            AIGERIM, run.id, NewDecision(b"", "d", "methodist", None, "eligible", TODAY), NOW
        )
        await work.decisions.get(number)
        await work.decisions.of(AIGERIM)
        await work.decisions.of_run(run.id)
        await work.decisions.by_other_rules("d2", 0, 10)
        link, token = await work.shares.add(AIGERIM, number, NOW, NOW)
        await work.shares.find(token)
        await work.shares.working(AIGERIM, NOW)
        await work.shares.revoke(AIGERIM, link.id, NOW)
        await work.wishes.add(AIGERIM, number, TODAY, NOW)
        await work.wishes.of(AIGERIM)
        await work.wishes.for_check(AIGERIM, number)
        await work.wishes.remove_all(AIGERIM)
        await work.wishes.remove(AIGERIM, number)
        await work.assessments.latest(AIGERIM, 3, NOW)
        await work.knowledge_tests.of(AIGERIM)
        await work.knowledge_tests.remove(AIGERIM)
        await work.attestation_editions.accepted_of_person(AIGERIM)
        await work.purposes.of(AIGERIM)
        await work.objections.of_person(AIGERIM, NOW)
        await work.objections.get(1)
        await work.objections.answer(1, "x", NOW)
        await work.objections.count(unanswered=True)
        await work.objections.remove_of(AIGERIM)
        await work.objections.purge(NOW)
        person = await work.people.get(AIGERIM)
        assert person is not None
        await work.silence.broken(person, date(2030, 1, 1))
        await work.silence.tell(NOW)
        await work.silence.forget(NOW)
        await work.people.export(AIGERIM)
        await work.people.withdraw_consent(AIGERIM, NOW)
        await work.people.purge_expired(NOW, AIGERIM)
        await work.people.forget(AIGERIM)
        await work.updates.purge(NOW)
        await work.misses.purge(NOW)
    await database.close()


async def measured(url: str) -> None:
    """Every call that HR and its members make while somebody waits for the answer."""
    database = open_database(url)
    await fill(database, ERLAN)
    async with database.work() as work:
        [own] = await work.memberships.of_person(ERLAN)
        college, number = own.organisation_id, own.id
        await look_after(work, college)
        await keep_register(work, college)
        await look_at_a_year(work, college)
        await work.memberships.present(ERLAN, college)
        await work.memberships.get(number)
        await work.memberships.of_organisation(college, None, 0, 10)
        await work.memberships.of_organisation(college, 1, 0, 10)
        await work.memberships.count(college, 1)
        await work.memberships.shared_verdicts(college, [number])
        await work.memberships.shared_certificates(college, [number])
        await work.memberships.set_shares(number, Shares())
        await remind(work, college)
        await watch(work)
        await work.memberships.leave(number, NOW)
        await work.people.withdraw_consent(ERLAN, NOW)
        await work.people.forget(ERLAN)
    await database.close()


async def look_after(work: Work, college: int) -> None:
    """What HR does with its organisation."""
    await work.organisations.get(college)
    await work.organisations.named("College")
    await work.organisations.departments(college)
    made = await work.organisations.add_department(college, "IT", NOW)
    assert made is not None
    await work.organisations.department(made.id)
    await work.organisations.rename_department(made.id, "AI")
    await work.organisations.remove_department(made.id)
    right = await work.hr.in_force(college, ERLAN)
    assert right is not None
    await work.hr.get(right.id)
    await work.hr.of_person(ERLAN)
    await work.hr.of_organisation(college)
    await work.hr.count(college)
    await work.hr.latest(college, ERLAN)
    await work.hr.set_name(right.id, "Кадрина")
    await work.hr_drafts.get(ERLAN, college)
    await work.hr_drafts.put(ERLAN, college, {}, NOW)
    await work.hr_drafts.of_colleagues(college, ERLAN)
    await work.hr_drafts.of_colleagues(college, ERLAN, [1, 2])
    await work.hr_drafts.take(7, ERLAN, NOW)
    await work.hr_drafts.remove(ERLAN, college)
    kept = await work.message_templates.add(college, {"kk": "x", "ru": "x"}, NOW)
    await work.message_templates.of(college)
    await work.message_templates.get(college, kept)
    await work.message_templates.remove(kept)
    await work.hr.withdraw(right.id, NOW)
    await work.replies.answered(ERLAN, 5, 7)
    await work.replies.last_broadcast(ERLAN, NOW)
    found = await work.replies.of_organisation(college, None, 0, 5)
    await work.replies.of_organisation(college, 7, 0, 5)
    await work.replies.get(college, found[0].id)
    await work.replies.count(college)
    await work.replies.count(college, 7)
    await work.replies.count_unread(college)
    await work.replies.mark_read(found, NOW)
    await work.replies.answer(found[0].id, "x", ERLAN, NOW)
    await work.replies.purge(NOW)
    await work.campaigns.courses_of_members(college)
    segment = Segment(short_of_hours=True)
    await work.campaigns.count(college, segment, TODAY, frozenset({ERLAN}))
    link, token = await work.invitations.add("member", college, None, None, NOW, NOW)
    await work.invitations.find(token)
    await work.invitations.get(link.id)
    await work.invitations.valid(college, NOW)
    await work.invitations.use(link.id, ERLAN, NOW)
    await work.invitations.withdraw(link.id, NOW)
    [edition] = await work.attestation_editions.of_organisation(college)
    await work.attestation_editions.get(edition.id)
    await work.attestation_editions.waiting(college)
    await work.attestation_editions.decide(edition.id, "accepted", ERLAN, NOW)
    await work.audit.add(ERLAN, college, "x", "y", None, {}, NOW)
    await work.audit.of_organisation(college, 10, 5)


async def keep_register(work: Work, college: int) -> None:
    """What HR, heads and the people themselves do with the employer's register."""
    await work.roles.past(TODAY)
    await work.roles.of_person(ERLAN, TODAY)
    await work.roles.of_organisation(college, TODAY)
    await work.roles.held(college, ERLAN, TODAY)
    root = await work.organisations.root(college)
    role = await work.roles.give(college, ERLAN, "hr", root, TODAY, None, NOW)
    await work.roles.get(role.id)
    await work.roles.change(role.id, "hr", None)
    await work.roles.end(role.id, NOW)
    await work.organisations.set_place(root, "organisation", None)
    [number] = await work.register.add(college, [("1", "A", {})], NOW)
    post = Appointment(0, number, root, None, "x", None, 100, None, None, None)
    await work.register.appoint([post])
    [held] = await work.register.appointments([number])
    await work.register.change_appointment(held)
    await work.register.change(number, "2", "B", {}, NOW)
    await work.register.get(number)
    await work.register.all(college)
    await work.register.all_appointments(college, TODAY)
    await work.register.working(college, TODAY, {root}, ("A", 1), 10)
    await work.register.names(college, TODAY)
    await work.register.count(college, TODAY, {root})
    await read_lists(work, college, held)
    await work.register.end_appointments([held.id], TODAY)
    tie = await work.ties.propose(number, ERLAN, ERLAN, NOW)
    await work.ties.get(tie.id)
    await work.ties.of_employee(number)
    await work.ties.of_person(ERLAN)
    await work.ties.of_organisation(college)
    await work.ties.ask_correction(tie.id, NOW)
    await work.ties.settle(tie.id, "undone", ERLAN, NOW)
    link, token = await work.ties.add_link(number, ERLAN, NOW, NOW)
    await work.ties.find_link(token)
    await work.ties.count_wrong_name(link.id)
    await work.ties.close_link(link.id, NOW)
    made = await work.staff_imports.put(college, ERLAN, {}, NOW)
    await work.staff_imports.change(made.id, {})
    await work.staff_imports.get(made.id)
    await work.staff_imports.remove(made.id)
    await work.staff_imports.purge(NOW)
    token = await work.page_sessions.open(ERLAN, None, college, {}, NOW, NOW)
    await work.page_sessions.find(token, NOW)
    [session, *_] = await work.page_sessions.of_person(ERLAN)
    await work.page_sessions.choose(session.id, college)
    await work.page_sessions.set_look(session.id, {})
    await work.page_sessions.words_of(
        session.id, await work.page_sessions.add_search(session.id, "x")
    )
    await work.page_sessions.end([session.id])
    way_in = await work.page_sessions.add_link(ERLAN, None, NOW, NOW)
    await work.page_sessions.find_link(way_in, NOW)
    await work.page_sessions.use_link(1)
    await work.page_sessions.end_of_person(ERLAN)
    await work.page_sessions.purge(NOW)


async def read_lists(work: Work, college: int, held: Appointment) -> None:
    """What is read and written where lists over the register are looked at."""
    employee = held.employee_id
    await work_out_due(work, college, catalogue(), NOW)
    await work.staff_lines.count_due(college)
    await work.register.posts([held.id])
    root = await work.organisations.root(college)
    agreed = (("register", "1"),)
    for name in LIST_NAMES:
        query = ListQuery(college, name, TODAY, TODAY, TODAY, agreed, frozenset({root}),
                          "x", "teaching", words=("a",), letter="b")  # fmt: skip
        for sort in SORTS:
            await work.lists.slice(query, sort, ("", "", 0), 10)
            await work.lists.key_of(query, sort, employee)
            await work.lists.slice_with(query, sort, employee, 10)
        await work.lists.count(query)
        await work.lists.lines(query, [employee])
        await work.lists.letters(query)
        await work.lists.by_position(query)
        await work.lists.by_staff(query)
        await work.lists.places(query)
    await work.lists.names([employee])
    await work.staff_lines.figure_lines(college, TODAY)
    figure = Figure(root, TODAY.year, "category", "expert", 1, TODAY)
    await work.staff_lines.keep_figures([root], [figure])
    await work.staff_lines.figures([root], TODAY.year)
    await work.audit.was_done(ERLAN, college, "list", "organisation", None, {}, NOW)


async def look_at_a_year(work: Work, college: int) -> None:
    """What the page counts of a year of training."""
    held = work.training_overview
    await held.people(college, 1, TODAY)
    for after in (None, ("А", 1)):
        await held.people_of(1, 1, TODAY, after, 50)
    await held.documents(1, "602-01")
    await held.planned(1)
    await held.done(1)
    await held.trained(1)
    await held.university_money(1)
    for departments in (None, {1}):
        for closed in (True, False):
            await held.findings(1, departments, 0, 50, closed=closed)
            await held.count_findings(1, departments, closed=closed)


async def watch(work: Work) -> None:
    """What the watchdogs ask once a minute."""
    await work.ledger_watch.open_broadcasts(NOW)
    await work.ledger_watch.waiting_reminders(NOW, NOW)
    await work.ledger_watch.sending()
    await work.ledger_watch.begun_since(NOW)
    await work.ledger_watch.done_since(NOW)
    await work.ledger_watch.entered(1)


async def enter_in_pieces(work: Work, day: Deadline) -> None:
    """What is asked of a deadline whose reminders are entered some members at a time."""
    rounds, college = work.deadline_rounds, day.organisation_id
    await rounds.last_member(college)
    held = Round(day.id, college, NOW, 10)
    await rounds.begin(held)
    await rounds.piece(held, 10)
    await rounds.advance(held, 1, {TODAY: 1})
    await rounds.progress(college)
    await rounds.progress(college, day.id)
    await rounds.concerned(day, 10, is_gone=False)
    await rounds.end(day.id)
    await work.deadline_changes.known(day, [ERLAN])
    await work.deadline_changes.forget_unsent(day.id, [ERLAN])
    await work.reminders.not_reminded(day, 1, [ERLAN])
    await work.reminders.cancel("deadline", day.id, [ERLAN])


async def remind(work: Work, college: int) -> None:
    """What is done with days that are not to be missed."""
    [day] = await work.deadlines.of_organisation(college, TODAY)
    await work.deadlines.get(day.id)
    await work.deadlines.of_person(ERLAN, TODAY)
    await work.deadlines.past(college, TODAY)
    series = await work.deadline_series.begin(college, "yearly", TODAY)
    await work.deadline_series.get(series.id)
    await work.deadline_series.due(TODAY)
    await work.deadline_series.step(series)
    await work.deadline_series.put_in(series.id, day.id)
    await work.deadline_series.occurrences(series.id)
    await work.deadline_series.end(series.id)
    await work.deadlines.is_for(day, ERLAN, TODAY)
    await work.deadlines.change(day.id, "plans", TITLE, TODAY, (1,))
    moments = [Moment(1, NOW)]
    await work.reminders.plan_members(day, moments)
    await work.reminders.plan_members(day, moments, [ERLAN])
    await enter_in_pieces(work, day)
    await work.reminders.plan_watchers(day, [ERLAN], moments)
    await work.campaigns.drop_unsent(7)
    await work.campaign_pieces.last_of_piece(college, 0, 10)
    await work.campaigns.courses_of_members(college, (0, 10))
    await work.campaign_pieces.counted(7, 1)
    await work.campaign_pieces.complete(7, NOW)
    await work.campaign_pieces.halt(7)
    await work.receipts.went_to(7, ERLAN)
    await work.receipts.count(7, "receipts", "1")
    for asks in (True, False):
        of_whom = RecipientQuery(7, college, asks, False, ("receipts", "1"), words=("a",))
        for order in ("name", "name_down", "department", "day"):
            narrowed = replace(of_whom, order=order, ranks=(1,), departments=frozenset({1}))
            await work.recipients.page(narrowed, 0, 10)
        await work.recipients.count(replace(of_whom, open_to=("heads", "2")))
        await work.recipients.by_department(of_whom)
    await work.recipients.results(7)
    await work.questions.went_to(7, ERLAN)
    await work.questions.chosen(7, ERLAN)
    await work.questions.close(7, NOW)
    await work.questions.remove_of(ERLAN)
    await work.receipts.remove_of(ERLAN)
    await work.segments.count(college, Segment(rest_of=7), TODAY)
    await work.segments.count(college, Segment(failed_of=7), TODAY)
    await work.deadline_reports.count(day, Segment(), "receipts", "1")
    await work.deadline_reports.people(day, Segment(), "receipts", "1", 0, 10)
    await work.segments.named(college, Segment(departments=(1,), within=(1,)), TODAY)
    await work.segments.memberships(college, Segment(roles=("hr",), members=(1,)), TODAY)
    await work.segments.count(college, Segment(), TODAY)
    await work.reminders.plan(ERLAN, "deadline", day.id, TODAY, moments)
    [first, *_] = await work.reminders.of(ERLAN)
    await work.reminders.get(ERLAN, first.id)
    await work.reminders.due(NOW, 10)
    await work.reminders.answer(first, "later", NOW, NOW)
    await work.reminders.answer(first, "done", NOW, None)
    await work.reminders.answer(first, "stop", NOW, None)
    await work.reminders.stopped(ERLAN, "deadline", day.id)
    await work.reminders.allow_again(ERLAN, "deadline", day.id)
    await work.deadline_changes.known(day)
    await work.deadline_changes.count_known(day)
    await work.deadline_changes.forget_unsent(day.id)
    await work.deadline_changes.tell(day, TODAY, None, [ERLAN], NOW)
    await work.reminders.not_reminded(day, 1)
    await work.reminders.remind_members([ERLAN], day.id, TODAY, Moment(2, NOW))
    await work.reminders.cancel_deadlines(ERLAN, college)
    await work.reminders.cancel("deadline", day.id)
    await work.deadlines.remove(day.id)
    [course] = await work.certificates.of(ERLAN)
    await work.certificates.get(ERLAN, course.id)
    await work.certificates.change(ERLAN, course.id, "it", 36, TODAY)
    await work.certificates.remove(ERLAN, course.id)
    await work.dates.of(ERLAN)
    await work.dates.remove(ERLAN, "language")
