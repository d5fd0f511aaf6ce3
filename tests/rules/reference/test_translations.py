"""Our translations of duties and knowledge: complete, line for line, and refused when faulty."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from shutil import copytree

import pytest

from bot.cli import main
from rules.errors import BadRules
from rules.reference import Paragraph, references, validated
from rules.reference.translations import FOLDER, with_translations

DESCRIBED = [part for found in references().values() for part in (*found.duties, *found.knowledge)]


def test_every_line_of_all_24_positions_is_translated() -> None:
    assert len({part.position for part in DESCRIBED}) == 24
    for part in DESCRIBED:
        assert list(part.translations) == ["kk", "en"]
        for lines in part.translations.values():
            assert len(lines) == len(part.lines)
            assert not [line for line in lines if line != " ".join(line.split())]
    assert validated() == "48 paragraphs of duties and knowledge are translated"


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_same_official_words_are_translated_in_the_same_words(language: str) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for part in DESCRIBED:
        for official, ours in zip(part.lines, part.translations[language], strict=True):
            said[official.rstrip(".;").lower()].add(ours.rstrip(".;").lower())
    assert not [found for found in said.values() if len(found) > 1]


def test_a_line_says_what_the_official_line_says() -> None:
    [duties] = references()["tvet-department-head"].duties
    number = duties.lines.index("Координирует работу кураторов учебных групп.")
    assert duties.translations["en"][number].startswith("Coordinates the work of the curators")
    assert "кураторларының жұмысын үйлестіреді" in duties.translations["kk"][number]


FIRST = """position: tvet-teacher
paragraphs:
  - kind: knowledge
    paragraph: '285'
"""
KK = "    kk: [бір, екінші, үш, төртінші, бесінші, алтыншы іс]\n"
EN = "    en: [one, two, three, four, five, six]\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (FIRST + KK, "paragraphs.0.en: Field required; mend or remove it"),
        (FIRST + KK + EN + "    ru: [один]\n", "paragraphs.0.ru: Extra inputs"),
        (FIRST + KK + EN.replace(", six", ""), "paragraph 285 (knowledge): en has 5 items"),
        (FIRST + KK + EN.replace("six", "''"), "paragraphs.0.en.5: String should have at least 1"),
        (FIRST + KK + EN.replace("six", "а б"), "en is in another language: «а б»; translate it"),
        (FIRST + KK.replace("бір", "один") + EN, "kk is in another language: «один»"),
        (FIRST.replace("285", "286") + KK + EN, "paragraph 286 (knowledge) is none of the posit"),
        (FIRST.replace("knowledge", "duties") + KK + EN, "paragraph 285 (duties) is none of"),
        (FIRST + "    section: '9'\n" + KK + EN, "paragraph 285 (knowledge) is none of"),
        (FIRST + KK + EN + FIRST[FIRST.index("  -") :] + KK + EN, "stands in it twice; remove one"),
        (FIRST.replace("teacher", "master") + KK + EN, "tvet-master is not the file's name"),
        ("position: tvet-teacher\nparagraphs: []\n", "List should have at least 1 item"),
        ("position: [", "not YAML"),
    ],
)
def test_a_faulty_file_is_refused_with_its_name_and_the_remedy(
    content: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "tvet-teacher.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(BadRules) as refused:
        with_translations("tvet-teacher", _parts("tvet-teacher"), tmp_path)
    assert said in str(refused.value)
    assert all("tvet-teacher.yaml" in problem for problem in refused.value.problems)


def test_a_file_of_one_paragraph_translates_that_one(tmp_path: Path) -> None:
    (tmp_path / "tvet-teacher.yaml").write_text(FIRST + KK + EN, encoding="utf-8")
    duties, knowledge = with_translations("tvet-teacher", _parts("tvet-teacher"), tmp_path)
    assert "translations" not in duties.to_json()
    assert knowledge.translations["en"] == ("one", "two", "three", "four", "five", "six")


def test_a_position_without_a_file_has_its_official_words(tmp_path: Path) -> None:
    parts = _parts("tvet-teacher")
    assert with_translations("tvet-teacher", parts, tmp_path) == parts


def test_the_validator_names_each_gap_and_each_file_of_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "translations"
    copytree(FOLDER, folder)
    (folder / "tvet-master.yaml").rename(folder / "tvet-nobody.yaml")
    (folder / "tvet-teacher.yaml").write_text(FIRST + KK + EN, encoding="utf-8")
    with pytest.raises(BadRules) as refused:
        validated(folder)
    assert refused.value.problems == (
        "translations/tvet-teacher.yaml: paragraph 284 (duties) is not translated; write it",
        "translations/tvet-master.yaml: paragraph 304 (duties) is not translated; write it",
        "translations/tvet-master.yaml: paragraph 305 (knowledge) is not translated; write it",
        "translations/tvet-nobody.yaml is of no position; rename or remove it",
    )


def test_the_command_shows_translations_beside_the_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["catalog", "tvet-master", "--json"]) == 0
    official = json.loads(capsys.readouterr().out)["official"]
    for kind in ("duties", "knowledge"):
        [part] = official[kind]
        assert list(part["translations"]) == ["kk", "en"]
        assert {len(lines) for lines in part["translations"].values()} == {len(part["lines"])}
    assert "translations" not in official["qualification"][0]


def _parts(position: str) -> tuple[Paragraph, ...]:
    """The described paragraphs of a position as the document has them."""
    return tuple(
        Paragraph(part.position, part.kind, part.source, part.language, part.lines)
        for part in DESCRIBED
        if part.position == position
    )
