"""The command `edition`: a text beside the stored one, and the files drafted of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from rules.norms.edition_folders import read_folder
from rules.standard import with_edition
from tests.rules.edition import invented as made

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run `edition` on a file: exit status, standard output, standard error."""

    def once(
        file: tuple[str, bytes],
        *arguments: str,
        document: str = made.ORDER,
        since: str = "2027-09-01",
    ) -> tuple[int, str, str]:
        path = tmp_path / file[0]
        path.write_bytes(file[1])
        status = main(["edition", str(path), "--document", document, "--from", since, *arguments])
        return (status, *capsys.readouterr())

    return once


def altered() -> made.Blocks:
    return made.altered(
        made.order(),
        "286",
        lambda line: line.replace("модератора не менее 2", "модератора не менее 3"),
    )


def test_json_is_that_of_the_contract(run: Run) -> None:
    status, out, _ = run(made.as_docx(altered()), "--json")
    answer = json.loads(out)
    assert status == 0
    assert answer["document"] == made.ORDER
    [one] = [each for each in answer["paragraphs"] if each["state"] != "unchanged"]
    assert (one["old"], one["new"], one["state"]) == ("286", "286", "changed")
    assert [(each["from"], each["to"]) for each in one["changes"]] == [("2", "3")]
    assert one["positions"] == ["tvet-teacher"]
    assert one["categories"] == ["teacher", "moderator", "expert", "researcher", "master"]


def test_for_reading_only_what_changed_is_told(run: Run) -> None:
    status, out, _ = run(made.as_page(altered()))
    assert status == 0
    assert out.splitlines()[:4] == [
        "order-338: 93 unchanged, 1 changed",
        "",
        "changed: 286",
        "  figure: «2» -> «3»",
    ]


def test_a_part_of_the_document_says_so_and_drafts_nothing_away(run: Run, tmp_path: Path) -> None:
    blocks = altered()
    part = made.as_text(blocks[made.at(blocks, "284") - 1 : made.at(blocks, "288") - 1])
    status, out, _ = run(part, "--out", str(tmp_path / "draft"))
    assert status == 0
    assert out.splitlines()[:2] == [
        "order-338: 3 unchanged, 1 changed",
        "the text is a part of the document: 84 paragraphs of chapters that it does not have stay "
        "as they are",
    ]
    drafted = sorted(path.name for path in (tmp_path / "draft/norms/order-338").iterdir())
    assert drafted == ["tvet-teacher.2027-09-01.yaml", "tvet-teacher.yaml"]
    assert "open: []" in (tmp_path / "draft/edition.yaml").read_text("utf-8")


def test_drafts_are_written_once_and_refused_until_decided(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "draft"
    assert run(made.as_text(altered()), "--out", str(folder))[0] == 0
    assert (folder / "norms/order-338/tvet-teacher.2027-09-01.yaml").is_file()
    status, _, refused = run(made.as_text(altered()), "--out", str(folder))
    assert (status, refused) == (2, "--out: a new folder, or an empty one\n")
    assert main(["validate-rules", "--edition", str(folder)]) == 1
    assert "tvet-teacher.2027-09-01.yaml:54: not decided: figures changed, 2 -> 3" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"document": "order-1"}, "--document: one of order-338, university"),
        ({"document": "university"}, "FILE: is in Russian; university is stored in Kazakh"),
        ({"since": "01.09.2027"}, "--from: a day of the calendar"),
    ],
)
def test_bad_input_is_one_line(run: Run, arguments: dict[str, str], said: str) -> None:
    status, out, refused = run(made.as_text(made.order()), **arguments)
    assert (status, out) == (2, "")
    assert refused.startswith(said)
    assert refused.count("\n") == 1


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["edition", "/nowhere.txt", "--document", made.ORDER, "--from", "2027-09-01"]
    assert main(arguments) == 2
    assert capsys.readouterr().err == "FILE: is no file\n"


def test_the_standard_is_compared_and_its_amendment_drafted(run: Run, tmp_path: Path) -> None:
    lines = "\n".join(
        f"{name[0]}-кәсіптер карточкасында:\n{name[2]}-еңбек функциясы: {text}"
        for name, text in (
            (block.name or "", block.lines[0]) for block in made.without_numbers(made.STANDARD)
        )
    )
    text = lines.replace("жас оқытушыларға", "барлық оқытушыларға")
    status, out, _ = run(("a.txt", text.encode()), "--json", document="order-616")
    told = [(x["old"], x["state"]) for x in json.loads(out)["paragraphs"]]
    assert status == 0
    assert told == [
        ("3.1", "unchanged"),
        ("3.3", "changed"),
        ("4.1", "unchanged"),
        ("5.1", "unchanged"),
    ]
    folder = tmp_path / "draft"
    assert run(("a.txt", text.encode()), "--out", str(folder), document="order-616")[0] == 0
    assert sorted(path.name for path in folder.rglob("*.yaml")) == [
        "edition.yaml",
        "order-2027-09-01.yaml",
        "texts.yaml",
    ]
    assert main(["validate-rules", "--edition", str(folder)]) == 1
    for path in (folder / "standard").iterdir():
        written = path.read_text(encoding="utf-8")
        path.write_text(written.replace("DECIDE: ", ""), encoding="utf-8")
    assert main(["validate-rules", "--edition", str(folder)]) == 0
    before, after = with_edition(read_folder(folder))[-2:]
    [change] = [
        (was.text.kk, now.text.kk)
        for function, newer in zip(before.cards[3].functions, after.cards[3].functions, strict=True)
        for skill, later in zip(function.skills, newer.skills, strict=True)
        for was, now in zip(skill.abilities, later.abilities, strict=True)
        if was != now
    ]
    assert change[1] == change[0].replace("жас", "барлық")
