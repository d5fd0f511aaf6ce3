"""Every page of the application with somebody who looks at it: a college and a university in the
middle of their work, in one database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.commands.demo import fill
from cases import broadcasts, roles
from cases.training.schedules import approve_unit
from cases.training.years import add_year
from i18n import Language
from rules.norms.loading import catalogue
from rules.norms.model import Text
from storage.tables.questions import Question
from storage.tables.segments import Segment
from tests.cases.college import HR as UNIVERSITY_HR
from tests.cases.college import NOW, OPERATORS, OTHER_HR
from tests.cases.register.lists import HEADING, row
from tests.cases.training.university import HEAD, TEACHER_A, University, paper
from tests.web.site import Browser, Site
from tests.web.test_chosen import agree, choose, write
from tests.web.test_editions import SAID as EDITION
from tests.web.training import campus, checked, fell_behind
from tests.workbooks.files import xlsx

HR, HEAD_OF_PLACE = 9_001, 1_000_003
TEACHERS: Final = {"kk": 1_000_001, "ru": 1_000_002, "en": 1_000_004}
TEACHER: Final = TEACHERS["ru"]
PEOPLE: Final = 55
NEXT: Final = date(2027, 1, 1)
LIST: Final = xlsx({"Список": [HEADING, row("7", "Тестова Айна"), row("8", "Пробный Олжас")]})
CERTIFICATES: Final = [
    {"hours": 72, "issued": "2024-03-14"},
    {"hours": 36, "issued": "2022-05-01"},
]
NO_PAGE: Final = (".xlsx", ".pdf", ".{ending}", ".csv", ".png", ".css", ".js", ".svg")
"""Ends of addresses that answer with a file."""
ANYTHING: Final = "/app/{rest}"
"""The route of whatever is no address."""

HERE = "/app/chosen/{chosen}"
LOOKED_AT: Final[tuple[tuple[int, str, tuple[str, ...]], ...]] = (
    (HR, "/app/", ("/app/",)),
    (HR, "/app/people", ("/app/people", "/app/people?short=short", "/app/people?position=none")),
    (HR, "/app/people/print", ("/app/people/print",)),
    (HR, "/app/people/{number}", ("/app/people/{employee}",)),
    (HR, "/app/chosen/{number}", (HERE,)),
    (HR, "/app/chosen/{number}/print", (HERE + "/print",)),
    (HR, "/app/chosen/{number}/message", (HERE + "/message",)),
    (HR, "/app/chosen/{number}/deadline", (HERE + "/deadline",)),
    (HR, "/app/chosen/{number}/course", (HERE + "/course",)),
    (HR, "/app/drafts/{number}",
     ("/app/drafts/{message}", "/app/drafts/{deadline}", "/app/drafts/{course}",
      "/app/drafts/{edition}")),
    (HR, "/app/drafts/{number}/done", ("/app/drafts/{course_done}/done",)),
    (HR, "/app/register", ("/app/register",)),
    (HR, "/app/register/{number}", ("/app/register/{list}",)),
    (HR, "/app/register/{number}/end", ("/app/register/{list}/end",)),
    (HR, "/app/certificates/read", ("/app/certificates/read",)),
    (HR, "/app/certificates/new", ("/app/certificates/new",)),
    (HR, "/app/editions", ("/app/editions",)),
    (HR, "/app/campaigns", ("/app/campaigns",)),
    (HR, "/app/campaigns/{number}", ("/app/campaigns/{campaign}",)),
    (HR, "/app/campaigns/{number}/cancel", ("/app/campaigns/{campaign}/cancel",)),
    (HR, "/app/campaigns/{number}/close", ("/app/campaigns/{campaign}/close",)),
    (HR, "/app/campaigns/{number}/answers", ("/app/campaigns/{campaign}/answers",)),
    (HR, "/app/campaigns/{number}/people", ("/app/campaigns/{campaign}/people",)),
    (HR, "/app/newer", ("/app/newer",)),
    (HR, "/app/deadlines", ("/app/deadlines",)),
    (HR, "/app/deadlines/past", ("/app/deadlines/past",)),
    (HR, "/app/deadlines/{number}", ("/app/deadlines/1",)),
    (HR, "/app/deadlines/{number}/remove", ("/app/deadlines/1/remove",)),
    (HR, "/app/year", ("/app/year",)),
    (HR, "/app/log", ("/app/log",)),
    (HR, "/app/organisation", ("/app/organisation",)),
    (TEACHER, "/app/", ("/app/",)),
    (TEACHER, "/app/checks/{number}", ("/app/checks/{decision}",)),
    (TEACHER, "/app/certificates/new", ("/app/certificates/new",)),
    (TEACHER, "/app/certificates/read", ("/app/certificates/read",)),
    (TEACHER, ANYTHING, ("/app/people", "/app/nothing", "/app/checks/999999")),
    (UNIVERSITY_HR, "/app/plans", ("/app/plans",)),
    (UNIVERSITY_HR, "/app/plans/{year}/units/{unit}", ("/app/plans/{year}/units/{chair}",)),
    (UNIVERSITY_HR, "/app/plans/{year}/whole", ("/app/plans/{year}/whole",)),
    (UNIVERSITY_HR, "/app/plans/{year}/forms", ("/app/plans/{year}/forms",)),
    (UNIVERSITY_HR, "/app/plans/{year}/done", ("/app/plans/{year}/done",)),
    (UNIVERSITY_HR, "/app/plans/{year}/findings",
     ("/app/plans/{year}/findings", "/app/plans/{year}/findings?closed=1")),
    (UNIVERSITY_HR, "/app/findings/{number}", ("/app/findings/{found}",)),
    (UNIVERSITY_HR, "/app/people/{number}", ("/app/people/{trained}",)),
    (OTHER_HR, "/app/plans", ("/app/plans",)),
    (HEAD, "/app/plans/{year}/units/{unit}", ("/app/plans/{year}/units/{chair}",)),
    (TEACHER_A, "/app/checks/{number}", ("/app/checks/{check}",)),
    (TEACHER_A, "/app/checks/{number}/what-if", ("/app/checks/{check}/what-if",)),
)  # fmt: skip
"""Who looks, the route, and its addresses. The door and its links are looked at by nobody yet."""
UNKNOWN: Final = ("/app/", "/app/enter/{token}")
"""The routes that somebody sees who is not signed in."""
EVERYBODY: Final = (HR, HEAD_OF_PLACE, TEACHER, UNIVERSITY_HR, OTHER_HR, HEAD, TEACHER_A)


@dataclass(frozen=True, slots=True)
class Places:
    """`numbers`: what stands in the braces of `LOOKED_AT`."""

    college: int
    university: University
    numbers: dict[str, int]


async def college_of(site: Site) -> int:
    """A filled college; HR, a head and a teacher of it, all with something to see."""
    async with site.database.work() as work:
        await work.people.ensure(HR, "ru", NOW)
    made = await fill(site.database, catalogue(), PEOPLE, None, lambda: NOW)
    number = int(str(made["organisation"]))
    async with site.database.work() as work:
        await work.hr.grant(number, HR, None, NOW, "Кадрина")
        tree = await work.organisations.departments(number)
        [place, *_] = [each.id for each in tree if each.parent_id is not None]
        await roles.give_role(work, HR, OPERATORS, number, HEAD_OF_PLACE, "head", place, NOW)
        texts: dict[Language, str] = {"kk": "Сәлем", "ru": "Привет"}
        question = Question((Text("Иә", "Да", "Yes"), Text("Жоқ", "Нет", "No")), named=True)
        await broadcasts.begin_broadcast(
            work, HR, number, texts, Segment(), NOW, catalogue(), asks_receipt=True,
            question=question,
        )  # fmt: skip
    return number


async def places_of(site: Site) -> Places:
    college = await college_of(site)
    u = await campus(site.database)
    found = await fell_behind(site.database, u)
    check = await checked(site.database, TEACHER_A)
    async with site.database.work() as work:
        await approve_unit(work, UNIVERSITY_HR, u.organisation, u.year, u.chair, paper(), NOW)
        record = await work.register.get(u.teachers[1])
        assert record is not None
        known = {"certificates": CERTIFICATES}
        await work.register.change(record.id, record.number, record.name, known, NOW)
        tied = await work.ties.of_organisation(college)
        [campaign, *_] = await work.campaigns.of(college, 1, 0)
        [decision, *_] = await work.decisions.of(TEACHER)
        await add_year(work, HR, college, "x", NEXT, NEXT.replace(month=12), NOW)
    numbers = {
        "employee": tied[0].employee_id, "campaign": campaign.id, "decision": decision.id,
        "year": u.year, "chair": u.chair, "found": found, "trained": u.teachers[1], "check": check,
    }  # fmt: skip
    return Places(college, u, numbers)


async def begun_by_hr(site: Site, cookie: str, college: int) -> dict[str, int]:
    """What HR, with this session, is in the middle of: people chosen, a message, a deadline, a
    course and an edition to be looked through, a course put into plans, a list sent."""
    browser = Browser(site, site.browser().client, cookie)
    async with site.database.work() as work:
        [year, *_] = await work.training_years.of_organisation(college)
    here = (await choose(browser, of="all")).address
    course = {"year": str(year.id), "line": "Python, 72 h, 3-14.03.2027"}
    deadline = {"kind": "plans", "day": "2027-02-01", "title_kk": "Қ", "title_ru": "Р"}
    found = {"chosen": here, "message": (await write(browser, await browser.get(here))).address}
    for name, form, said in (
        ("deadline", f"{here}/deadline", deadline),
        ("course", f"{here}/course", course),
        ("course_done", f"{here}/course", course),
        ("edition", "/app/editions", EDITION),
    ):
        shown = await browser.submit(form, form, **said)
        found[name] = shown.address
        if name == "course_done":
            done = await agree(browser, shown)
            assert done.address.endswith("/done")
    found["list"] = (await browser.upload("/app/register", "/app/register", LIST)).address
    return {name: int(address.rsplit("/", 1)[1]) for name, address in found.items()}


async def speak(site: Site, language: Language, *people: int) -> None:
    async with site.database.work() as work:
        for person in people:
            await work.people.set_language(person, language)
