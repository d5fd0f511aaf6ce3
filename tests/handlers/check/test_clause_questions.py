"""A question asks what the clause of this very position names, and quotes it."""

import pytest

from cases.texts import shown_length
from handlers.chat.said_words import fact_name, in_sentence, one_of, quoted
from handlers.chat.telegram_text import shortened_at_word
from handlers.papers.pdf import STATUS_WORDS
from handlers.report.requirement_lines import requirement_lines
from i18n import translator
from rules.norms.loading import catalogue
from rules.norms.model import Source, Text
from rules.profile import parse_profile
from rules.questionnaire.relevance import relevance
from rules.questionnaire.wording import Quote
from rules.verdict.check import check
from tests.handlers.answering import begin, is_asked
from tests.handlers.house import House, Somebody
from tests.handlers.papers.papers import DAY, made
from tests.handlers.papers.test_pdf import read

UNOFFICIAL = {"kk": "бейресми аударма", "ru": "неофициальный перевод", "en": "unofficial"}


async def until_asked(person: Somebody, fact: str) -> str:
    """Leaves all questions open until one about `fact` comes."""
    for _ in range(40):
        if any(f":{fact}" in data for data in person.data()):
            return person.live.text
        # What only gives an advantage is asked below the report.
        further = [data for data in person.data() if data.startswith("r:adv:")]
        assert is_asked(person) or further, f"{fact} was not asked"
        await person.press(further[0] if further else ":!unknown")
    raise AssertionError(f"{fact} was not asked")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("position", "category", "fact", "asked", "clause"),
    [
        (
            "tvet-union-methodist",
            "moderator",
            "experience.post",
            {
                "kk": "білім беру ұйымының (колледждің) әдіскері лауазымында",
                "ru": "в должности методиста организации технического и профессионального",
                "en": "as a methodologist of an organisation of technical and professional",
            },
            "П. 330: «при наличии высшего уровня квалификации стаж работы в должности методиста",
        ),
        (
            "tvet-deputy-training",
            None,
            "experience.enterprise",
            {
                "kk": "кәсіпорындарда (ұйымдарда)",
                "ru": "на предприятиях (в организациях), соответствующих профилю",
                "en": "enterprises or organisations that match the profile",
            },
            "П. 258: «предприятиях (организациях), соответствующих профилю организации",
        ),
        (
            "tvet-senior-master",
            None,
            "experience.enterprise_management",
            {
                "kk": "ұйымдарда орта немесе одан жоғары басшы құрам",
                "ru": "среднего (или высшего) руководящего состава в организациях",
                "en": "posts of middle (or higher) management in organisations",
            },
            "П. 298: «стаж работы на должностях среднего руководящего состава в организациях",
        ),
    ],
)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_college_question_is_worded_from_its_clause(
    house: House,
    language: str,
    position: str,
    category: str | None,
    fact: str,
    asked: dict[str, str],
    clause: str,
) -> None:
    person = house.person(1, language)
    await begin(person, position, category)
    text = await until_asked(person, fact)
    assert asked[language] in text
    if language == "ru":
        assert clause in text
    else:
        assert UNOFFICIAL[language] in text
    assert not house.refused()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("position", "fact", "asked", "clause"),
    [
        (
            "uni-department-head",
            "h_index",
            {
                "kk": "соңғы 5 жылдағы Хирш индексіңіз (өзін-өзі дәйексөздеусіз)",
                "ru": "за последние 5 лет в Scopus или Web of Science, без самоцитирования",
                "en": "of the last 5 years in Scopus or Web of Science, without self-citations",
            },
            "соңғы 5 жылдағы (өзін-өзі цитаталауды есепке алмағанда)",
        ),
        (
            "uni-deputy-academic",
            "honours",
            {
                "kk": "«Еңбек сіңірген мәдениет қайраткері» немесе",
                "ru": "звание «Заслуженный деятель культуры» или «Заслуженный деятель искусства»",
                "en": "“Honoured Worker of Culture” or “Honoured Worker of Art”",
            },
            "«Еңбек сіңірген мәдениет қайраткері», «Еңбек сіңірген өнер қайраткері» атақтары",
        ),
    ],
)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_university_question_is_worded_from_its_clause(
    house: House, language: str, position: str, fact: str, asked: dict[str, str], clause: str
) -> None:
    """The official words are Kazakh: others get our translation, marked."""
    person = house.person(1, language)
    await begin(person, position)
    text = await until_asked(person, fact)
    assert asked[language] in text
    assert (clause in text) == (language == "kk")
    assert (UNOFFICIAL[language] in text) == (language != "kk")


async def test_only_honours_that_the_clause_names_are_offered(house: House) -> None:
    person = house.person(1, "ru")
    await begin(person, "uni-deputy-academic")
    await until_asked(person, "honours")
    assert "▫️ Заслуженный деятель культуры" in person.labels()
    assert not [words for words in person.labels() if "награда" in words.split("званий")[0]]
    assert "Таких званий и наград нет" in person.labels()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_quoted_clause_is_short_enough_for_a_phone(language: str) -> None:
    tr = translator(language)
    for position in catalogue().positions.values():
        for category in position.checks:
            wanted = relevance(position, category)
            for fact, leaves in wanted.leaves.items():
                if any(leaf.asking is not None for leaf in leaves):
                    lines = quoted(wanted.wording(fact).quotes, tr)
                    assert lines, (position.id, fact)
                    assert all(shown_length(line) <= 300 for line in lines)


def test_a_quotation_is_cut_between_words() -> None:
    assert shortened_at_word("one two three", 13) == "one two three"
    assert shortened_at_word("one two, three", 10) == "one two …"
    words = "а < б " * 60
    quote = Quote(words, "ru", Text("", words, ""), Source("order-338", "330"))
    (line,) = quoted([quote], translator("ru"))
    assert line.endswith("…»")
    assert "&lt;" in line


def test_what_an_answer_is_called_follows_the_position() -> None:
    tr = translator("ru")
    positions = catalogue().positions
    known = positions["tvet-union-methodist"]
    assert fact_name("experience.post", tr, known) == "Стаж в должности методиста колледжа"
    assert fact_name("experience.post", tr) == "Стаж в этой должности"
    assert fact_name("education", tr, known) == "Образование"


def test_labels_inside_a_sentence_are_small_but_for_names() -> None:
    tr = translator("ru")
    assert in_sentence("Высшее (бакалавр)") == "высшее (бакалавр)"
    assert in_sentence("PhD") == "PhD"
    assert in_sentence("Q1") == "Q1"
    assert one_of(["Кандидат наук", "Доктор наук", "PhD"], tr) == (
        "кандидат наук, доктор наук или PhD"
    )
    assert one_of(["Первая"], tr) == "первая"


async def test_a_reserve_officer_is_asked_where_only_the_other_reading_hangs_on_it(
    house: House,
) -> None:
    person = house.person(1, "ru")
    await begin(person, "tvet-military-organizer")
    for _ in range(12):
        if any("flags.reserve_officer" in data for data in person.data()):
            break
        # Below the report, as it changes neither verdict nor way.
        choices = (":retraining:pedagogical", ":enough", ":bachelor", ":!done")
        later = (data for data in person.data() if data.startswith("r:adv:"))
        await person.press(next((c for c in choices if person.has(c)), None) or next(later))
    assert "офицеры запаса, прошедшие военную службу" in person.live.text
    await person.press(":yes")
    assert "Вы соответствуете требованиям" in person.live.text
    assert "R8" not in person.live.text


def test_what_stands_beside_a_met_alternative_is_not_needed_and_never_unknown() -> None:
    answers = {"retraining": ["pedagogical"]}
    profile = parse_profile(answers, DAY, catalogue().competences)
    report = check(catalogue(), "tvet-military-organizer", None, profile, DAY)
    position = catalogue().positions["tvet-military-organizer"]
    tree = position.checks[None].tree
    lines = "\n".join(requirement_lines(tree, report, position, translator("ru")))
    assert "❔" not in lines
    assert {item.status for item in report.requirements} == {"met", "unknown"}
    page = read(made("tvet-military-organizer", None, answers))
    assert "Ненужно:выполнендругойвариант" in page
    assert "".join(translator("ru").text(STATUS_WORDS["unknown"]).split()) not in page
