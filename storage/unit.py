"""A unit: one transaction that carries out one use case."""

from storage.answers import Answers
from storage.assessments import Assessments
from storage.attestation_editions import AttestationEditions
from storage.attestation_words import AttestationWords
from storage.audit import Audit
from storage.campaign_reports import CampaignReports
from storage.campaigns import Campaigns
from storage.certificates import Certificates
from storage.corrections import Corrections
from storage.deadlines import Deadlines
from storage.decisions import Decisions
from storage.demo import Demo
from storage.due_reminders import DueReminders
from storage.hr_rights import HrRights
from storage.invitations import Invitations
from storage.knowledge_tests import KnowledgeTests
from storage.ledger import Ledger
from storage.memberships import Memberships
from storage.misses import Misses
from storage.organisations import Organisations
from storage.people import People
from storage.personal_dates import PersonalDates
from storage.reminders import Reminders
from storage.runs import Runs
from storage.screens import Screens
from storage.send_rate import SendRate
from storage.shares import Shares
from storage.transaction import Transaction
from storage.updates import Updates
from storage.wishes import Wishes


class Unit:
    """All repositories over one transaction.

    In a writing unit the first call that names a person keeps other writing units off that person
    until the end, so read before you decide and write in the same unit. Times are parameters,
    aware and in any zone; they come back in UTC.
    """

    def __init__(self, transaction: Transaction) -> None:
        self.people = People(transaction)
        self.runs = Runs(transaction)
        self.answers = Answers(transaction)
        self.screens = Screens(transaction)
        self.decisions = Decisions(transaction)
        self.shares = Shares(transaction)
        self.wishes = Wishes(transaction)
        self.corrections = Corrections(transaction)
        self.assessments = Assessments(transaction)
        self.knowledge_tests = KnowledgeTests(transaction)
        self.attestation_editions = AttestationEditions(transaction)
        self.attestation_words = AttestationWords(transaction)
        self.misses = Misses(transaction)
        self.updates = Updates(transaction)
        self.organisations = Organisations(transaction)
        self.hr = HrRights(transaction)
        self.invitations = Invitations(transaction)
        self.memberships = Memberships(transaction)
        self.certificates = Certificates(transaction)
        self.dates = PersonalDates(transaction)
        self.deadlines = Deadlines(transaction)
        self.reminders = Reminders(transaction)
        self.audit = Audit(transaction)
        self.campaigns = Campaigns(transaction)
        self.campaign_reports = CampaignReports(transaction)
        self.ledger = Ledger(transaction)
        self.due_reminders = DueReminders(transaction)
        self.rate = SendRate(transaction)
        self.demo = Demo(transaction)
