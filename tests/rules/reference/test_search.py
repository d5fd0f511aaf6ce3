"""Finding paragraphs by words of three languages, in any script and with any keyboard."""

from __future__ import annotations

import json

import pytest

from bot.cli import main
from rules.reference import references
from rules.reference.kazakh import stems
from rules.reference.search import Hit, search


def first(text: str) -> Hit:
    return search(text)[0]


@pytest.mark.parametrize(
    ("text", "position", "paragraph"),
    [
        ("кто должен проводить ПМПК", "tvet-assistant", "312"),
        ("Кто координирует кураторов?", "tvet-department-head", "272"),
        ("стипендии", "tvet-department-head", "272"),
        ("что должен знать психолог", "tvet-psychologist", "293"),
        ("преподаватель обязанности", "tvet-teacher", "284"),
        ("оқытушы міндеттері", "tvet-teacher", "284"),
        ("колледж әдіскерінің міндеттері", "tvet-methodist", "268"),
        ("должностные обязанности социального педагога", "tvet-social-pedagogue", "316"),
        ("профориентационная работа отделения", "tvet-department-head", "272"),
        ("военно-патриотическое воспитание в общежитии", "tvet-dormitory-educator", "308"),
        ("ғылыми-педагогикалық өтіл оқытушы", "uni-lecturer", "Оқытушы"),
        ("director of the institute experience", "uni-director", "Институт директоры"),
        ("ПМПҚ кім өткізеді", "tvet-assistant", "312"),
        ("кураторлардың жұмысын кім үйлестіреді", "tvet-department-head", "272"),
        ("мемлекеттік стипендияға құжат дайындау", "tvet-department-head", "272"),
        ("педагогикалық кеңеске кім басшылық етеді", "tvet-director", "244"),
        ("kitaphanashylar kyzmetin uilestiredi", "tvet-deputy-educational", "253"),
        ("дербес деректер", "tvet-deputy-it", "260"),
        ("колледж оқытушысының міндеттері", "tvet-teacher", "284"),
        ("директордың міндеттері", "tvet-director", "244"),
        ("директор колледжа обязанности", "tvet-director", "244"),
        ("who coordinates curators", "tvet-department-head", "272"),
        ("scholarship documents", "tvet-department-head", "272"),
        ("who directs the pedagogical council", "tvet-director", "244"),
        ("what must a psychologist know", "tvet-psychologist", "293"),
        ("teacher duties", "tvet-teacher", "284"),
    ],
)
def test_the_paragraph_that_says_it_comes_first(text: str, position: str, paragraph: str) -> None:
    hit = first(text)
    assert (hit.position, hit.source.paragraph) == (position, paragraph)


@pytest.mark.parametrize(
    "text", ["методист 72 сағат", "METODIST 72 SAGAT", "методист 72 часа", "методиста на 72 сагат"]
)
def test_hours_of_courses_come_from_the_rules_of_attestation(text: str) -> None:
    hit = first(text)
    assert (hit.position, hit.kind, hit.official) == ("tvet-methodist", "attestation", False)
    assert "72" in hit.snippet


@pytest.mark.parametrize("text", ["методист", "metodist", "vtnjlbcn", "МЕТОДИСТА", "methodist"])
def test_a_mere_name_leads_to_the_requirements(text: str) -> None:
    hit = first(text)
    assert (hit.position, hit.kind) == ("tvet-methodist", "qualification")


@pytest.mark.parametrize(
    "text", ["", "   ", "?!", "ъ", "b", "xyzzyqwv", "<b>xyzzyqwv</b>", '" * ^', "(" * 400]
)
def test_what_is_nowhere_finds_nothing(text: str) -> None:
    assert search(text) == ()


def test_each_paragraph_comes_once_and_is_one_of_the_reference() -> None:
    hits = search("педагог должен знать правила охраны труда", 1000)
    places = [(hit.position, hit.kind, hit.source) for hit in hits if hit.kind != "attestation"]
    assert len(places) == len(set(places)) > 24
    known = {
        (position, part.kind, part.source)
        for position, found in references().items()
        for part in found.paragraphs
    }
    assert set(places) <= known


def test_official_words_are_the_words_of_the_paragraph() -> None:
    for text in ("эксперт", "охрана труда", "сертификат 72", "experience"):
        for hit in search(text, 50):
            if hit.official:
                parts = references()[hit.position].of(hit.kind)  # type: ignore[arg-type]
                [part] = [p for p in parts if p.language == hit.language]
                assert any(hit.snippet.strip("…") in line for line in part.lines)
            assert len(hit.snippet) <= 182


def test_translations_of_ours_come_in_the_language_of_the_person() -> None:
    for lang in ("kk", "ru", "en"):
        hit = search("методист 72", 1, lang)[0]
        assert (hit.language, hit.official) == (lang, False)


@pytest.mark.parametrize(
    "text", ["стипендии", "стипендия тағайындау", "scholarship", "nazna4enie stipendii"]
)
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("kk", "Мемлекеттік стипендия тағайындау үшін құжаттарды дайындайды."),
        ("ru", "Подготовливает документы для назначении государственной стипендии."),
        ("en", "Prepares documents for the award of the state scholarship."),
    ],
)
def test_a_line_is_shown_in_the_language_of_the_person(text: str, lang: str, said: str) -> None:
    hit = search(text, 1, lang)[0]
    assert (hit.source.paragraph, hit.language, hit.snippet) == ("272", lang, said)
    assert hit.official == (lang == "ru")


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        ("құжат құжаты құжаттар құжаттарды құжаттарына", "құжат"),
        ("әзірлеу әзірлейді әзірлеген әзірлеуді әзірлеуге", "әзірле"),
        ("жұмыс жұмысы жұмысын жұмысында жұмыстардың", "жұмыс"),
        ("талап талабы талаптар талабына", "талап"),
        ("заңнама заңнамасы заңнамасына", "заңнама"),
    ],
)
def test_forms_of_a_kazakh_word_have_one_stem(forms: str, stem: str) -> None:
    assert all(stem in stems(form) for form in forms.split())


def test_the_command_prints_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "стипендии", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["query"] == "стипендии"
    assert found["results"][0] == {
        "position": "tvet-department-head",
        "kind": "duties",
        "document": "order-338",
        "paragraph": "272",
        "language": "ru",
        "official": True,
        "snippet": "Подготовливает документы для назначении государственной стипендии.",
    }
    assert main(["search", "стипендии", "--lang", "fr"]) == 2
