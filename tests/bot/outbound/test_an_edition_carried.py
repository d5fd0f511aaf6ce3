"""One invented edition from its text to people told: compared, drafted, decided with an editor,
read by another person, in force from its day, sent by the worker on that day (docs/editions.md)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.edition import edition
from bot.commands.edition_effects import shown
from bot.commands.notices import drafted, kinds_found
from bot.commands.rule_differences import differences_in, tell_registers
from cases.edition_notices import Telling
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue, loaded
from rules.validator.validation import of_edition
from tests.bot.outbound.conftest import Post
from tests.bot.outbound.test_edition_notices import checked, send, signed, text_of, written
from tests.bot.outbound.test_notices_by_record import employed
from tests.rules.edition import invented as made
from tests.rules.edition.invented import DAY, ORDER
from tests.rules.edition.test_drafting import refused
from tests.rules.edition.test_drafting import signed as signed_by
from tests.rules.edition.test_into_force import EVE, edited

FOLDER = f"{ORDER}-{DAY}"
TEACHER = f"norms/{ORDER}/tvet-teacher.{DAY}.yaml"
FIRST_MORNING = datetime(2027, 9, 1, 4, 30, tzinfo=UTC)


def text_with_its_menu(folder: Path) -> Path:
    """A web page of an edition in which a teacher-moderator needs three years and makes digital
    resources where using them was enough."""
    blocks = made.altered(
        made.order(), "286", lambda x: x.replace("модератора не менее 2", "модератора не менее 3")
    )
    blocks = made.altered(
        blocks, "287", lambda x: x.replace("применять цифровые", "создавать цифровые")
    )
    name, content = made.as_page(blocks)
    (folder / name).write_bytes(content)
    return folder / name


def decided(folder: Path) -> None:
    """What the first person does with an editor: four places, 14 lines."""
    edited(
        folder / TEACHER,
        ("need: {experience: specialty, months: 24}", "need: {experience: specialty, months: 36}"),
        ("жұмыс өтілі: кемінде 2 жыл'", "жұмыс өтілі: кемінде 3 жыл'"),
        ("специальности: не менее 2 лет'", "специальности: не менее 3 лет'"),
        ("specialty: at least 2 years'", "specialty: at least 3 years'"),
        ("модератора не менее 2 лет'", "модератора не менее 3 лет'"),
        ("- id: c287-06\n", "- id: c287-06-2027\n"),
        ("Цифрлық білім беру ресурстарын қолданамын", "Цифрлық білім беру ресурстарын жасаймын"),
        ("ru: Применяю цифровые", "ru: Создаю цифровые"),
        ("en: I use digital", "en: I create digital"),
        ("official: применять цифровые", "official: создавать цифровые"),
    )
    edited(
        folder / "norms/documents.yaml",
        (
            "        source: {kk: '-', ru: '-', en: '-'}",
            "        from_is: in_force\n"
            "        source: {kk: № 5 бұйрық, ru: приказ № 5, en: Order No. 5}",
        ),
        (
            "    language: ru\n    later_reported:",
            "    language: ru\n    compared: '2027-08-20'\n    later_reported:",
        ),
    )


async def people(post: Post) -> None:
    """Two who have checked, one of whom has years enough; two tied by their record, one untied."""
    before = catalogue()
    await checked(post, before, 1, months=30, language="kk")
    await checked(post, before, 2, months=40)
    await employed(post, 3, months=30, language="en")
    await employed(post, 4, months=40)
    await employed(post, None, months=30)


async def test_from_the_text_to_people_told(
    post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text, editions = text_with_its_menu(tmp_path), tmp_path / "editions"
    folder = editions / FOLDER

    edition(str(text), ORDER, str(DAY), None, False)
    seen = capsys.readouterr().out
    assert seen.splitlines()[0] == "order-338: 92 unchanged, 2 changed"
    assert "figure: «2» -> «3»" in seen
    assert "words: «применять» -> «создавать»" in seen

    edition(str(text), ORDER, str(DAY), str(folder), False)
    assert len(refused(folder)) == 3
    decided(folder)
    assert of_edition(folder) == f"{FOLDER} is whole: drafted"
    signed_by(folder, decided_by="Ойданова Мәриям")
    assert loaded(editions)[1] == (f"{FOLDER} is decided only and left out",)
    signed_by(folder, read_by="Макетов Ерлан")
    norms, left = loaded(editions)
    assert (norms.turns, left) == ((DAY,), ())
    assert norms.on(EVE).documents[ORDER].edition != norms.on(DAY).documents[ORDER].edition

    await people(post)
    monkeypatch.setattr("bot.outbound.texts.catalogue", lambda: norms)
    table = await what_it_means(post, norms)
    assert "tvet-teacher                  moderator          1  eligible -> not_eligible" in table
    assert "tvet-teacher                  moderator          2  eligible -> not_eligible" in table
    assert "order-338 286" in table

    found = await kinds_found(post.database, norms, DAY, post.time.now())
    path = written(tmp_path / "messages.yaml", drafted(found, norms, DAY, "messages.yaml"))
    assert text_of(path).count("send: false") == 2
    signed(path)
    assert await send(post, norms, path, preview=True) == Telling(told=2)
    assert await send(post, norms, path) == Telling(told=2)
    assert post.received() == {}

    post.time.forward(FIRST_MORNING - post.time.now())
    for _ in range(2):
        await post.sweep()
        assert post.received() == {1: 1, 3: 1}
    own, record = (post.telegram.last_message(person_id) for person_id in (1, 3))
    assert "2027\u202fж. 1 қыркүйек" in own.text
    assert "Мамандық бойынша жұмыс өтілі: кемінде 3 жыл (286-тармақ)" in own.text
    assert "By your employer's list for “College teacher · teacher-moderator”" in record.text
    assert await send(post, norms, path) == Telling(before=2)


async def what_it_means(post: Post, norms: Catalogue) -> str:
    told = await differences_in(post.database, norms)
    await tell_registers(told, post.database, norms, post.time.now())
    return "\n".join(shown(told, norms))
