"""The university and the professional standard from a newer text to the day on which their
answers change; what is reported to exist ends with the edition that brings it."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from pathlib import Path

import pytest

from handlers.chat.editions import edition_lines, edition_used_in_short
from i18n import LANGUAGES, Translator, translator
from rules.edition.drafting import drafted
from rules.norms.catalog import Catalogue
from rules.norms.edition_folders import STANDARD_DOCUMENTS, read_folder, signed_folders
from rules.norms.loading import catalogue, loaded
from rules.profile import parse_profile
from rules.standard import read_with
from rules.validator.validation import of_edition
from rules.verdict.check import check
from rules.verdict.edition import edition_used
from rules.vocabulary import Language, Verdict
from tests.rules.edition import invented as made
from tests.rules.edition.invented import DAY, ORDER, STANDARD, UNIVERSITY
from tests.rules.edition.test_comparison import standard
from tests.rules.edition.test_drafting import decided_documents, draft, put, refused, signed

EVE = DAY - timedelta(days=1)
LECTURER = f"norms/university/uni-lecturer.{DAY}.yaml"
SERVICE = "ғылыми-педагогикалық қызмет өтілі"
DECIDED, READ = "Ойданова Мәриям", "Макетов Ерлан"


def edited(path: Path, *edits: tuple[str, str]) -> None:
    """A person with an editor; lines of `decide` are taken out, what is found stands once."""
    text = path.read_text(encoding="utf-8")
    text = "".join(line for line in text.splitlines(True) if "decide: " not in line)
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def two_years_for_lecturers(folder: Path) -> Path:
    """The drafted folder of an edition in which a lecturer needs two years instead of one."""
    blocks = made.altered(
        made.without_numbers(UNIVERSITY),
        "Оқытушы",
        lambda line: line.replace("кемінде 1 жыл", "кемінде 2 жыл"),
    )
    return put(draft(blocks, UNIVERSITY), folder)


def test_the_university_from_its_text_to_the_day(tmp_path: Path) -> None:
    folder = two_years_for_lecturers(tmp_path / "university-2027-09-01")
    assert [each.split(":")[0] for each in refused(folder)] == [
        "documents.yaml",
        f"uni-lecturer.{DAY}.yaml",
        f"uni-lecturer.{DAY}.yaml",
    ]
    edited(
        folder / LECTURER,
        ("scientific_pedagogical, months: 12}", "scientific_pedagogical, months: 24}"),
        ("жұмыс өтілі: кемінде 1 жыл'", "жұмыс өтілі: кемінде 2 жыл'"),
        ("не менее 1 года'", "не менее 2 лет'"),
        ("pedagogical work: at least 1 year'", "pedagogical work: at least 2 years'"),
        ("- ғылыми-педагогикалық қызмет өтілі кемінде 1", f"- {SERVICE} кемінде 2"),
        ("- at least 1 year of scientific", "- at least 2 years of scientific"),
        ("training, at least 1 year of", "training, at least 2 years of"),
    )  # fmt: skip
    decided_documents(folder)
    assert of_edition(folder).endswith("is whole: drafted")
    signed(folder, decided_by=DECIDED)
    waiting, left = loaded(tmp_path)
    assert (waiting.turns, left) == ((), ("university-2027-09-01 is decided only and left out",))
    signed(folder, read_by=READ)
    norms, left = loaded(tmp_path)
    assert (norms.turns, left) == ((DAY,), ())
    assert verdicts(norms) == ["eligible", "not_eligible"]
    assert (
        norms.on(EVE).documents[UNIVERSITY].edition != norms.on(DAY).documents[UNIVERSITY].edition
    )


def verdicts(norms: Catalogue) -> list[Verdict]:
    """Of a lecturer with a year and a half, on the day before and on the first day."""
    answers = {
        "education": [{"level": "master", "fields": ["profile", "scientific_pedagogical"]}],
        "experience": {"scientific_pedagogical": 18, "specialty": 0},
        "certificates": [
            {"topic": "profile", "hours": 72, "issued": "2026-09-01"},
            {"topic": "online_methods", "hours": 36, "issued": "2026-09-01"},
        ],
        "competences": {"*": True},
    }
    found: list[Verdict] = []
    for on in (EVE, DAY):
        profile = parse_profile(answers, on, norms.competences)
        found.append(check(norms, "uni-lecturer", None, profile, on).verdict)
    return found


def test_the_standard_from_its_text_to_the_day(tmp_path: Path) -> None:
    blocks = made.altered(
        standard(), "3.3", lambda line: line.replace("жас оқытушыларға", "барлық оқытушыларға")
    )
    found = made.compared(STANDARD, made.as_docx(blocks))
    folder = put(drafted(found, DAY, "a.docx", catalogue()), tmp_path / "order-591-2027-09-01")
    assert len(refused(folder)) > 3
    for path in (folder / "standard").iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("DECIDE: ", ""), encoding="utf-8")
    assert of_edition(folder).endswith("is whole: drafted")
    before = read_with(())[0]
    signed(folder, decided_by=DECIDED)
    assert read_with(signed_folders(STANDARD_DOCUMENTS, tmp_path))[0] == before
    assert loaded(tmp_path)[1] == ("order-591-2027-09-01 is decided only and left out",)
    signed(folder, read_by=READ)
    editions, left = read_with(signed_folders(STANDARD_DOCUMENTS, tmp_path))
    assert (len(editions), left) == (len(before) + 1, ())
    assert [each.cards for each in editions[:-1]] == [each.cards for each in before]
    assert editions[-2].until == EVE
    assert editions[-1].since == DAY
    was, now = (repr(each.cards[3]) for each in editions[-2:])
    assert "жас оқытушыларға" in was
    assert "барлық оқытушыларға" in now
    assert [repr(x.cards[4]) for x in editions[-2:]] == [repr(before[-1].cards[4])] * 2


REPORTED = date(2026, 6, 19)


@pytest.mark.parametrize("since", [REPORTED - timedelta(days=1), REPORTED, DAY])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_reported_ends_by_itself_with_the_edition_that_brings_it_or_a_later_one(
    tmp_path: Path, since: date, language: Language
) -> None:
    tr, known = translator(language), catalogue()
    found = made.compared(ORDER, made.as_text(made.order()))
    folder = put(drafted(found, since, "a.txt", known), tmp_path / f"{ORDER}-{since}")
    decided_documents(folder)
    signed(folder, decided_by=DECIDED)
    waiting, _ = loaded(tmp_path)
    assert told_of(waiting, DAY, tr)
    signed(folder, read_by=READ)
    assert read_folder(folder).state == "read"
    norms, left = loaded(tmp_path)
    assert left == ()
    for day in (REPORTED, EVE, DAY):
        assert told_of(norms, day, tr) == (since < REPORTED or day < since)
    assert not told_of(norms, REPORTED - timedelta(days=1), tr)
    assert norms.documents[UNIVERSITY] == known.documents[UNIVERSITY]


def told_of(norms: Catalogue, day: date, tr: Translator) -> bool:
    """Whether people read on that day that a later edition is reported: under a report and in
    /about alike."""
    said = norms.documents[ORDER].reported
    says = None if said is None else escape(said.says.of(tr.language))
    lines = "\n".join(edition_lines(norms, day, tr))
    in_about = says is not None and says in lines
    reported = edition_used(norms, "tvet-teacher", day).later_reported is not None
    assert in_about == reported
    named = edition_used_in_short(norms, "tvet-teacher", day, tr)
    plain = norms.on(day).documents[ORDER].edition.of(tr.language)
    assert (named != plain) == reported
    return reported
