"""Work: one transaction that carries out one use case."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import cached_property
from typing import TypeVar

from storage.repositories.answers import Answers
from storage.repositories.assessments import Assessments
from storage.repositories.attestation_editions import AttestationEditions
from storage.repositories.attestation_words import AttestationWords
from storage.repositories.audit import Audit
from storage.repositories.campaign_pieces import CampaignPieces
from storage.repositories.campaign_reports import CampaignReports
from storage.repositories.campaigns import Campaigns
from storage.repositories.certificates import Certificates
from storage.repositories.corrections import Corrections
from storage.repositories.deadline_changes import DeadlineChanges
from storage.repositories.deadline_reports import DeadlineReports
from storage.repositories.deadline_rounds import DeadlineRounds
from storage.repositories.deadline_series import DeadlineSeries
from storage.repositories.deadlines import Deadlines
from storage.repositories.decisions import Decisions
from storage.repositories.demo import Demo
from storage.repositories.due_reminders import DueReminders
from storage.repositories.edition_notices import EditionNotices
from storage.repositories.hr_drafts import HrDrafts
from storage.repositories.hr_rights import HrRights
from storage.repositories.invitations import Invitations
from storage.repositories.knowledge_tests import KnowledgeTests
from storage.repositories.ledger import Ledger
from storage.repositories.ledger_watch import LedgerWatch
from storage.repositories.lists import Lists
from storage.repositories.memberships import Memberships
from storage.repositories.message_templates import MessageTemplates
from storage.repositories.misses import Misses
from storage.repositories.objections import Objections
from storage.repositories.organisations import Organisations
from storage.repositories.page_drafts import PageDrafts
from storage.repositories.page_sessions import PageSessions
from storage.repositories.people import People
from storage.repositories.personal_dates import PersonalDates
from storage.repositories.portfolio_answers import PortfolioAnswers
from storage.repositories.portfolio_wishes import PortfolioWishes
from storage.repositories.purposes import Purposes
from storage.repositories.questions import Questions
from storage.repositories.receipts import Receipts
from storage.repositories.recipients import Recipients
from storage.repositories.register import Register
from storage.repositories.reminders import Reminders
from storage.repositories.replies import Replies
from storage.repositories.roles import Roles
from storage.repositories.runs import Runs
from storage.repositories.screens import Screens
from storage.repositories.segments import Segments
from storage.repositories.send_rate import SendRate
from storage.repositories.shares import Shares
from storage.repositories.silence import Silence
from storage.repositories.staff_imports import StaffImports
from storage.repositories.staff_lines import StaffLines
from storage.repositories.ties import Ties
from storage.repositories.training import TrainingDocuments, TrainingYears
from storage.repositories.training_needs import TrainingNeeds
from storage.repositories.training_outcomes import Nonconformities, TrainingFigures
from storage.repositories.training_overview import TrainingOverview
from storage.repositories.training_plans import TrainingPlans
from storage.repositories.training_remains import TrainingRemains
from storage.repositories.updates import Updates, WaitingUpdates
from storage.repositories.wishes import Wishes
from storage.transaction import Transaction

R = TypeVar("R")


def _over(repository: Callable[[Transaction], R]) -> cached_property[R]:
    """The repository over the transaction, made when it is first asked for."""
    return cached_property(lambda work: repository(work._transaction))


class Work:
    """All repositories over one transaction.

    When it may write, the first call that names a person keeps all others that write off that
    person until the end, so read before you decide and write in the same work. Times are
    parameters, aware and in any zone; they come back in UTC.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def part(self, refused: type[Exception]) -> AbstractAsyncContextManager[None]:
        """A part of the transaction that is taken back alone where it ends with `refused`."""
        return self._transaction.part(refused)

    people = _over(People)
    silence = _over(Silence)
    purposes = _over(Purposes)
    runs = _over(Runs)
    answers = _over(Answers)
    screens = _over(Screens)
    decisions = _over(Decisions)
    shares = _over(Shares)
    wishes = _over(Wishes)
    corrections = _over(Corrections)
    edition_notices = _over(EditionNotices)
    objections = _over(Objections)
    assessments = _over(Assessments)
    knowledge_tests = _over(KnowledgeTests)
    attestation_editions = _over(AttestationEditions)
    attestation_words = _over(AttestationWords)
    portfolio_answers = _over(PortfolioAnswers)
    portfolio_wishes = _over(PortfolioWishes)
    misses = _over(Misses)
    updates = _over(Updates)
    waiting = _over(WaitingUpdates)
    organisations = _over(Organisations)
    hr = _over(HrRights)
    roles = _over(Roles)
    register = _over(Register)
    staff_imports = _over(StaffImports)
    staff_lines = _over(StaffLines)
    lists = _over(Lists)
    ties = _over(Ties)
    training_years = _over(TrainingYears)
    training_documents = _over(TrainingDocuments)
    training_plans = _over(TrainingPlans)
    training_needs = _over(TrainingNeeds)
    training_remains = _over(TrainingRemains)
    training_figures = _over(TrainingFigures)
    training_overview = _over(TrainingOverview)
    nonconformities = _over(Nonconformities)
    hr_drafts = _over(HrDrafts)
    page_sessions = _over(PageSessions)
    page_drafts = _over(PageDrafts)
    message_templates = _over(MessageTemplates)
    invitations = _over(Invitations)
    memberships = _over(Memberships)
    certificates = _over(Certificates)
    dates = _over(PersonalDates)
    deadlines = _over(Deadlines)
    deadline_changes = _over(DeadlineChanges)
    deadline_rounds = _over(DeadlineRounds)
    deadline_series = _over(DeadlineSeries)
    deadline_reports = _over(DeadlineReports)
    reminders = _over(Reminders)
    audit = _over(Audit)
    campaigns = _over(Campaigns)
    segments = _over(Segments)
    campaign_pieces = _over(CampaignPieces)
    campaign_reports = _over(CampaignReports)
    receipts = _over(Receipts)
    recipients = _over(Recipients)
    questions = _over(Questions)
    replies = _over(Replies)
    ledger = _over(Ledger)
    ledger_watch = _over(LedgerWatch)
    due_reminders = _over(DueReminders)
    rate = _over(SendRate)
    demo = _over(Demo)
