"""A unit: one transaction that carries out one use case."""

from storage.repositories.answers import Answers
from storage.repositories.assessments import Assessments
from storage.repositories.attestation_editions import AttestationEditions
from storage.repositories.attestation_words import AttestationWords
from storage.repositories.audit import Audit
from storage.repositories.campaign_reports import CampaignReports
from storage.repositories.campaigns import Campaigns
from storage.repositories.certificates import Certificates
from storage.repositories.corrections import Corrections
from storage.repositories.deadlines import Deadlines
from storage.repositories.decisions import Decisions
from storage.repositories.demo import Demo
from storage.repositories.due_reminders import DueReminders
from storage.repositories.hr_rights import HrRights
from storage.repositories.invitations import Invitations
from storage.repositories.knowledge_tests import KnowledgeTests
from storage.repositories.ledger import Ledger
from storage.repositories.memberships import Memberships
from storage.repositories.misses import Misses
from storage.repositories.organisations import Organisations
from storage.repositories.people import People
from storage.repositories.personal_dates import PersonalDates
from storage.repositories.reminders import Reminders
from storage.repositories.runs import Runs
from storage.repositories.screens import Screens
from storage.repositories.send_rate import SendRate
from storage.repositories.shares import Shares
from storage.repositories.updates import Updates
from storage.repositories.wishes import Wishes
from storage.transaction import Transaction


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
