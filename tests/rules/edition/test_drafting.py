"""A drafted edition differs from the one before where the text does, and waits for two people."""

from __future__ import annotations

import difflib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.edition.drafting import drafted
from rules.errors import BadInput, BadRules
from rules.norms.edition_folders import NORMS
from rules.norms.loading import catalogue, loaded
from rules.profile import parse_profile
from rules.reference import reference
from rules.validator.validation import of_edition
from rules.verdict.check import check
from tests.rules.edition import invented as made
from tests.rules.edition.invented import DAY, ORDER, UNIVERSITY, Blocks

NAME = "order-338-2027-09-01"


def draft(blocks: Blocks, document: str = ORDER) -> dict[str, str]:
    found = made.compared(document, made.as_text(blocks))
    return drafted(found, DAY, "text.txt", catalogue())


def put(files: dict[str, str], folder: Path) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def differences(files: dict[str, str], position: str, document: str = ORDER) -> list[str]:
    before = (NORMS / document / f"{position}.yaml").read_text(encoding="utf-8").splitlines()
    after = files[f"norms/{document}/{position}.{DAY}.yaml"].splitlines()
    lines = difflib.unified_diff(before, after, n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def refused(folder: Path) -> list[str]:
    with pytest.raises(BadRules) as bad:
        of_edition(folder)
    return list(bad.value.problems)


def moderator_three_years() -> Blocks:
    return made.altered(
        made.order(),
        "286",
        lambda line: line.replace("модератора не менее 2", "модератора не менее 3"),
    )


def test_only_what_changed_is_in_the_draft() -> None:
    files = draft(moderator_three_years())
    assert sorted(files) == [
        "edition.yaml",
        "norms/documents.yaml",
        f"norms/order-338/tvet-teacher.{DAY}.yaml",
        "norms/order-338/tvet-teacher.yaml",
    ]
    lines = differences(files, "tvet-teacher")
    removed = [line for line in lines if line.startswith("-")]
    added = [line for line in lines if line.startswith("+")]
    assert len(removed) == 3
    assert [line for line in added if "decide:" in line] == [
        "+    decide: 'figures changed, 2 -> 3: quote «стаж работы по специальности: для"
        " педагога-модератора не менее 3 лет», which would make the need {months: 36}.'"
    ]
    assert len(added) == 4


def test_the_edition_before_only_gets_its_last_day() -> None:
    ended = draft(moderator_three_years())["norms/order-338/tvet-teacher.yaml"].splitlines()
    before = (NORMS / "order-338/tvet-teacher.yaml").read_text(encoding="utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, ended, strict=True) if a != b]
    assert changed == [
        (
            "in_force: {from: '2023-08-07', until: null}",
            "in_force: {from: '2023-08-07', until: '2027-08-31'}",
        )
    ]


def test_the_same_text_drafts_no_position() -> None:
    assert sorted(draft(made.order())) == ["edition.yaml", "norms/documents.yaml"]


def test_a_draft_is_refused_until_all_is_decided(tmp_path: Path) -> None:
    folder = put(draft(moderator_three_years()), tmp_path / NAME)
    problems = refused(folder)
    assert [problem.split(":")[0] for problem in problems] == [
        "documents.yaml",
        f"tvet-teacher.{DAY}.yaml",
    ]
    assert all("not decided" in problem for problem in problems)


def decided(folder: Path) -> None:
    """What a person does with an editor."""
    rules = folder / f"norms/order-338/tvet-teacher.{DAY}.yaml"
    text = rules.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "decide:" not in line]
    text = "\n".join(lines) + "\n"
    for old, new in (
        ("need: {experience: specialty, months: 24}", "need: {experience: specialty, months: 36}"),
        ("кемінде 2 жыл", "кемінде 3 жыл"),
        ("специальности: не менее 2 лет'", "специальности: не менее 3 лет'"),
        ("модератора не менее 2 лет'", "модератора не менее 3 лет'"),
        ("at least 2 years'", "at least 3 years'"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    assert text.count("модератора не менее 2 лет") == 0
    rules.write_text(text, encoding="utf-8")
    documents = folder / "norms/documents.yaml"
    lines = documents.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if "decide:" in line)
    lines[at] = "        from_is: in_force"
    lines[at + 2] = "        source: {kk: бұйрық, ru: приказ, en: an order}"
    at = next(n for n, line in enumerate(lines) if line == "    language: ru")
    lines.insert(at, "    compared: '2027-08-20'")
    documents.write_text("\n".join(lines) + "\n", encoding="utf-8")


def signed(folder: Path, **names: str) -> None:
    path = folder / "edition.yaml"
    text = path.read_text(encoding="utf-8")
    for key, name in names.items():
        lines = [f"{key}: {name}" if x.startswith(f"{key}:") else x for x in text.splitlines()]
        text = "\n".join(lines) + "\n"
    path.write_text(text, encoding="utf-8")


def test_from_the_text_to_the_day_on_which_it_counts(tmp_path: Path) -> None:
    folder = put(draft(moderator_three_years()), tmp_path / NAME)
    decided(folder)
    assert of_edition(folder) == f"{NAME} is whole: drafted"
    before, left = loaded(tmp_path)
    assert before.turns == ()
    assert left == (f"{NAME} is drafted only and left out",)
    signed(folder, decided_by="Айгерім Ойдан")
    assert loaded(tmp_path)[1] == (f"{NAME} is decided only and left out",)
    signed(folder, read_by="айгерім ойдан")
    assert "another person" in loaded(tmp_path)[1][0]
    signed(folder, read_by="Болат Шығарма")
    assert of_edition(folder) == f"{NAME} is whole: read by Айгерім Ойдан and Болат Шығарма"
    norms, left = loaded(tmp_path)
    assert left == ()
    assert norms.turns == (DAY,)
    assert norms.documents[ORDER].later_reported is None

    profile = {
        "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
        "experience": {"specialty": 30},
        "competences": {"*": True},
    }

    def verdict(day: date) -> str:
        read = parse_profile(profile, day, norms.competences)
        return check(norms, "tvet-teacher", "moderator", read, day).verdict

    assert verdict(date(2027, 8, 31)) == "eligible"
    assert verdict(DAY) == "not_eligible"


def test_an_edition_that_two_signed_undecided_is_left_out_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    folder = put(draft(moderator_three_years()), tmp_path / NAME)
    signed(folder, decided_by="Айгерім Ойдан", read_by="Болат Шығарма")
    norms, left = loaded(tmp_path)
    assert norms.digest == catalogue().digest
    assert len(left) == 1
    assert left[0].startswith(f"{NAME} is left out: ")


def test_moved_numbers_are_cited_anew_and_nothing_else(tmp_path: Path) -> None:
    files = draft(made.shifted(made.order(), "280"))
    lines = differences(files, "tvet-master")
    assert "+paragraphs: ['308', '302']" in lines
    assert "+competence_source: {paragraph: '302', section: '17'}" in lines
    told = [line for line in lines if "paragraph" not in line]
    assert [line[:9] for line in told] == ["-in_force", "+in_force"]
    folder = put(files, tmp_path / NAME)
    assert [problem.split(":")[0] for problem in refused(folder)] == ["documents.yaml"]
    decided_documents(folder)
    signed(folder, decided_by="A", read_by="B")
    norms, left = loaded(tmp_path)
    assert left == ()
    found = reference("tvet-teacher", norms)
    assert [part.source.paragraph for part in found.paragraphs] == ["285", "286", "287", "288"]
    earlier = reference("tvet-teacher", norms.on(date(2027, 8, 31)))
    assert [part.source.paragraph for part in earlier.paragraphs] == ["284", "285", "286", "287"]


def decided_documents(folder: Path) -> None:
    documents = folder / "norms/documents.yaml"
    text = documents.read_text(encoding="utf-8")
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if "decide:" in line)
    lines[at] = "        from_is: in_force"
    node = max(n for n in range(at) if lines[n].startswith("    language:"))
    lines.insert(node, "    compared: '2027-08-20'")
    documents.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_duties_keep_our_translations_of_the_lines_that_stand(tmp_path: Path) -> None:
    blocks = made.altered(
        made.order(),
        "284",
        lambda line: line.replace("выполняет требования", "соблюдает требования"),
    )
    files = draft(blocks)
    assert sorted(files) == [
        "edition.yaml",
        "norms/documents.yaml",
        "reference.yaml",
        "translations/tvet-teacher.yaml",
    ]
    assert files["translations/tvet-teacher.yaml"].count("DECIDE: ") == 2
    folder = put(files, tmp_path / NAME)
    decided_documents(folder)
    problems = refused(folder)
    assert len(problems) == 2
    assert all("not decided" in problem for problem in problems)


def test_a_changed_competence_waits_and_the_others_stand() -> None:
    blocks = made.altered(
        made.order(), "287", lambda line: line.replace("применять цифровые", "создавать цифровые")
    )
    lines = differences(draft(blocks), "tvet-teacher")
    waiting = [line for line in lines if "decide:" in line]
    assert len(waiting) == 1
    assert "says now «создавать цифровые образовательные ресурсы»" in waiting[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("образование или профессиональное", "образование и профессиональное"),
        ("применять цифровые", "создавать и применять цифровые"),
    ],
)
def test_a_change_between_quotations_waits_too(old: str, new: str) -> None:
    name = "286" if "образование" in old else "287"
    blocks = made.altered(made.order(), name, lambda line: line.replace(old, new))
    lines = differences(draft(blocks), "tvet-teacher")
    [waiting] = [line for line in lines if "decide:" in line]
    assert "see that the leaves and trees still say" in waiting


def test_a_post_is_drafted_for_its_own_part_of_a_paragraph_only() -> None:
    blocks = made.altered(
        made.without_numbers(UNIVERSITY),
        "Профессор",
        lambda line: line.replace(
            "шығармашылық және көрме жұмыстарының", "шығармашылық жұмыстарының"
        ),
    )
    files = draft(blocks, UNIVERSITY)
    assert f"norms/university/uni-professor-arts-it.{DAY}.yaml" in files
    assert f"norms/university/uni-professor-science.{DAY}.yaml" not in files


def test_what_is_in_no_file_is_open(tmp_path: Path) -> None:
    blocks = made.order()
    here, after = made.at(blocks, "312") - 1, made.at(blocks, "316") - 1
    new = made.Block(None, "332", ("Должен знать:", "цифровую безопасность."))
    files = draft((*blocks[:here], *blocks[after:], new))
    folder = put(files, tmp_path / NAME)
    told = "\n".join(refused(folder))
    for name in ("312", "313", "314", "315"):
        assert f"open: {name} is gone: look at tvet-assistant" in told
    assert "open: 332 is new and in no rule file" in told
    assert f"norms/order-338/tvet-assistant.{DAY}.yaml" not in files


def test_a_split_paragraph_takes_its_leaves_along(tmp_path: Path) -> None:
    files = draft(made.split(made.order(), "286", 2))
    lines = differences(files, "tvet-teacher")
    assert "+paragraphs: ['286', '288', '287']" in lines
    assert sum("source: {paragraph: '287'}" in line for line in lines if line[0] == "+") == 5
    folder = put(files, tmp_path / NAME)
    decided_documents(folder)
    assert of_edition(folder) == f"{NAME} is whole: drafted"


def test_the_university_shares_the_end_of_a_paragraph() -> None:
    blocks = made.without_numbers(UNIVERSITY)
    blocks = made.altered(
        blocks, "Профессор", lambda line: line.replace("кемінде 2 Хирш", "кемінде 4 Хирш")
    )
    files = draft(blocks, UNIVERSITY)
    for position in ("uni-professor-science", "uni-professor-arts-it"):
        lines = differences(files, position, UNIVERSITY)
        assert sum("кемінде 4 Хирш" in line and "decide" in line for line in lines) == 1
        assert sum(line.startswith("-") for line in lines) == 3
        assert any("in this language" in line for line in lines)


def test_a_post_whose_name_has_brackets_is_drafted() -> None:
    blocks = made.altered(
        made.without_numbers(UNIVERSITY),
        "Қауымдастырылған профессор (доцент)",
        lambda line: line.replace("кемінде 3 Хирш", "кемінде 4 Хирш"),
    )
    lines = differences(draft(blocks, UNIVERSITY), "uni-associate-professor-science", UNIVERSITY)
    assert sum("кемінде 4 Хирш" in line for line in lines) == 2
    assert not any("paragraphs:" in line for line in lines)


def test_a_day_that_is_no_later_is_refused() -> None:
    found = made.compared(ORDER, made.as_text(made.order()))
    with pytest.raises(BadInput, match="has an edition from 2023-08-07"):
        drafted(found, date(2023, 8, 7), "text.txt", catalogue())


def test_look_alone_drafts_nothing() -> None:
    blocks = tuple(
        replace(one, lines=tuple(line.replace("о", "o") for line in one.lines))
        for one in made.order()
    )
    assert sorted(draft(blocks)) == ["edition.yaml", "norms/documents.yaml"]
