"""The table of buttons: complete, without clashes, and true to what older versions have sent."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram import Router
from aiogram.types import CallbackQuery, User

from handlers.chat import buttons
from handlers.chat.buttons import (
    AfterReport,
    Attesting,
    Certificates,
    Check,
    Choosing,
    Days,
    Fitting,
    Joining,
    Memberships,
    Menu,
    MyChecks,
    MyData,
    Objections,
    OwnRecords,
    Page,
    Portfolio,
    Reference,
    Sent,
    Standard,
    Story,
    Training,
    WhatIf,
)
from handlers.chat.press import Press
from handlers.routers import STRAIGHT, conversation, straight
from handlers.start.unclaimed import old_button
from rules.norms.loading import catalogue
from rules.questionnaire.fitting import Standing
from tests.handlers.house import House

Kind = Press[*tuple[Any, ...]]

KINDS: dict[str, Kind] = {
    f"{room.__name__}.{name}": kind
    for room in vars(buttons).values()
    if inspect.isclass(room) and room.__module__ == buttons.__name__
    for name, kind in vars(room).items()
    if isinstance(kind, Press)
}
TOKEN = "kJ3-_xYz9QwErTy0"
POSITION = "tvet-special-teacher"
# Each button that the version 1ae3ba9 has sent, one text or more, and what it carries.
SENT: tuple[tuple[str, Kind, tuple[object, ...]], ...] = (
    ("m:home", Menu.HOME, ()),
    ("m:check", Menu.CHECK, ()),
    ("m:continue", Menu.CONTINUE, ()),
    ("m:lang", Menu.LANGUAGE, ()),
    ("m:help", Menu.HELP, ()),
    ("m:help:1", Menu.HELP_PART, (1,)),
    ("m:about:2", Menu.ABOUT_PART, (2,)),
    ("m:privacy", Menu.PRIVACY, ()),
    ("m:privacy:1", Menu.PRIVACY_PART, (1,)),
    ("l:kk:welcome", Menu.SET_LANGUAGE, ("kk", "welcome")),
    ("l:en:menu", Menu.SET_LANGUAGE, ("en", "menu")),
    ("m:browse:tvet:0", Choosing.LIST, ("tvet", 0)),
    ("m:browse:uni:12", Choosing.LIST, ("uni", 12)),
    (f"m:pos:{POSITION}", Choosing.POSITION, (POSITION,)),
    (f"m:cat:{POSITION}:moderator", Choosing.CATEGORY, (POSITION, "moderator")),
    (f"m:cat:{POSITION}:-", Choosing.CATEGORY, (POSITION, "-")),
    ("m:new:417", Choosing.ANOTHER, (417,)),
    ("m:among:5:0a7Zk", Choosing.AMONG, (5, "0a7Zk")),
    ("c:yes:1", MyData.AGREE, ("1",)),
    ("c:no", MyData.DECLINE, ()),
    ("c:withdraw", MyData.WITHDRAW, ()),
    ("c:withdraw:yes", MyData.WITHDRAW_YES, ()),
    ("p:file", MyData.FILE, ()),
    ("f:ask", MyData.FORGET, ()),
    ("f:yes", MyData.FORGET_YES, ()),
    ("q:417:education.0.level:bachelor", Check.ANSWER, (417, "education.0.level", "bachelor")),
    ("q:417:education.0.level:!unknown", Check.ANSWER, (417, "education.0.level", "!unknown")),
    ("st:a:0a1b2c3d", Story.ALL, ("0a1b2c3d",)),
    ("st:p:0a1b2c3d:2", Story.POSITION, ("0a1b2c3d", 2)),
    ("st:k:0a1b2c3d:expert", Story.CATEGORY, ("0a1b2c3d", "expert")),
    ("st:k:0a1b2c3d:-", Story.CATEGORY, ("0a1b2c3d", "-")),
    ("r:adv:417", AfterReport.ADVANTAGES, (417,)),
    ("y:helps", MyChecks.HELPS, ()),
    (f"o:{POSITION}:new", AfterReport.OFFICIAL, (POSITION, "new")),
    (f"o:{POSITION}:2", AfterReport.OFFICIAL, (POSITION, "2")),
    ("r:change:417", AfterReport.CHANGE, (417,)),
    ("r:change:417:1", AfterReport.CHANGE_PART, (417, 1)),
    ("r:f:experience.teaching:417", AfterReport.ASK_ANEW, ("experience.teaching", 417)),
    ("e:more:417", AfterReport.MORE, ("more", 417)),
    ("e:back:417", AfterReport.MORE, ("back", 417)),
    ("e:why:417", AfterReport.WHY, (417,)),
    ("e:why:417:1", AfterReport.WHY_PART, (417, 1)),
    ("e:ways:417", AfterReport.WAYS, (417,)),
    ("e:ways:417:2", AfterReport.WAYS_PART, (417, 2)),
    ("e:png:417", AfterReport.PAPER, ("png", 417)),
    ("e:pdf:417", AfterReport.PAPER, ("pdf", 417)),
    ("e:share:417", AfterReport.SHARE, (417,)),
    ("e:link:417:0", AfterReport.LINK, (417, 0)),
    ("e:begin", AfterReport.BEGIN_OWN, ()),
    ("y:list:0", MyChecks.LIST, (0,)),
    ("y:d:33", MyChecks.OPEN, (33,)),
    ("y:show:33", MyChecks.SHOW, (33,)),
    ("y:again:33", MyChecks.AGAIN, (33,)),
    ("y:wish:33", MyChecks.WISH, ("wish", 33)),
    ("y:unwish:33", MyChecks.WISH, ("unwish", 33)),
    ("y:links", MyChecks.LINKS, ()),
    ("y:revoke:8", MyChecks.REVOKE, (8,)),
    ("w:new:417", WhatIf.NEW, (417,)),
    ("w:clear:417", WhatIf.CLEAR, (417,)),
    ("w:menu:417", WhatIf.MENU, (417,)),
    ("w:result:417", WhatIf.RESULT, (417,)),
    ("w:facts:417", WhatIf.FACTS, (417,)),
    ("w:course:417", WhatIf.COURSE, (417,)),
    ("w:e:417:0a1b2c3d", WhatIf.STEP, ("e", 417, "0a1b2c3d")),
    ("w:all:417:0a1b2c3d", WhatIf.STEP, ("all", 417, "0a1b2c3d")),
    ("w:keep:417:0a1b2c3d", WhatIf.KEEP, (417, "0a1b2c3d")),
    ("w:f:417:experience.teaching", WhatIf.FACT, (417, "experience.teaching")),
    ("w:t:417:online_methods", WhatIf.TOPIC, (417, "online_methods")),
    ("w:417:education.0.level:bachelor", WhatIf.ANSWER, (417, "education.0.level", "bachelor")),
    ("g:home", Fitting.HOME, ()),
    ("g:ask:1", Fitting.ASK, ()),
    ("g:s:met:0", Fitting.GROUP, (Standing.MET, 0)),
    ("g:a:2:education.0.level:bachelor", Fitting.ANSWER, (2, "education.0.level", "bachelor")),
    ("k:home", Reference.HOME, ()),
    ("k:browse:uni:1", Reference.LIST, ("uni", 1)),
    (f"k:p:{POSITION}", Reference.POSITION, (POSITION,)),
    (f"k:r:{POSITION}:d:0", Reference.PAGE, ("r", POSITION, "d", 0)),
    (f"k:o:{POSITION}:q:3", Reference.PAGE, ("o", POSITION, "q", 3)),
    ("std:home", Standard.HOME, ()),
    ("std:c:4:0", Standard.CARD, (4, 0)),
    ("std:diff:4:1", Standard.CHANGES, (4, 1)),
    ("std:new:4", Standard.JUDGE, (4,)),
    ("std:mine:4", Standard.RESULT, (4,)),
    ("std:mine:4:1", Standard.RESULT_PART, (4, 1)),
    ("std:a:4:1795154400:", Standard.ANSWER, (4, 1795154400, "")),
    ("std:a:4:1795154400:cpn", Standard.ANSWER, (4, 1795154400, "cpn")),
    ("std:a:4:1795154400:cpn:1", Standard.ANSWER_PART, (4, 1795154400, "cpn", 1)),
    ("std:s:4:1795154400:cpn", Standard.SAVE, (4, 1795154400, "cpn")),
    ("std:y:4:1795154400:cpn:1", Standard.SAVE_YES, (4, 1795154400, "cpn", "1")),
    ("cert:list", Certificates.LIST, ()),
    ("cert:list:2", Certificates.PAGE, (2,)),
    ("cert:agree:1", Certificates.AGREE, ("1",)),
    ("cert:o:15", Certificates.OPEN, (15,)),
    ("cert:f:15", Certificates.FILE, (15,)),
    ("cert:nf:15", Certificates.NO_FILE, (15,)),
    ("cert:e:15", Certificates.CHANGE, (15,)),
    ("cert:r:15", Certificates.REMOVE, (15,)),
    ("cert:rr:15", Certificates.REMOVE_YES, (15,)),
    ("cert:q:417", Certificates.ANSWER, (417,)),
    ("rec:name", OwnRecords.NAME, ()),
    ("cert:bt:0fa3b2", Certificates.TYPE, ("0fa3b2",)),
    ("cert:qr:417", Certificates.READ_HERE, (417,)),
    ("cert:qx:417:0fa3b2:1", Certificates.ANSWER_READ, (417, "0fa3b2", 1)),
    ("cert:xf:0fa3b2", Certificates.WITH_FILE, ("0fa3b2",)),
    ("cert:xc:0fa3b2", Certificates.CORRECT, ("0fa3b2",)),
    ("cert:use", Certificates.USE, ()),
    ("cert:take", Certificates.TAKE, ()),
    ("cert:new", Certificates.NEW, ()),
    ("cert:a:0fe9a1:issued:2025-03", Certificates.PART, ("0fe9a1", "issued", "2025-03")),
    ("cert:x:0fe9a1:1", Certificates.MEANT, ("0fe9a1", 1)),
    ("cert:c:0fe9a1:hours", Certificates.CHANGE_PART, ("0fe9a1", "hours")),
    ("cert:b:0fe9a1", Certificates.KEEP_FILE, ("0fe9a1",)),
    ("day:list", Days.LIST, ()),
    ("day:list:1", Days.PAGE, (1,)),
    ("day:agree:1", Days.AGREE, ("1",)),
    ("day:o:c:15", Days.OPEN, ("c", 15)),
    ("day:s:p:15", Days.STOP, ("p", 15)),
    ("day:a:d:15", Days.ALLOW, ("d", 15)),
    ("day:o:w:15", Days.OPEN, ("w", 15)),
    ("day:u:l", Days.UNKNOWN, ("l",)),
    ("day:ics", Days.FILE, ()),
    ("day:k:m", Days.KIND, ("m",)),
    ("day:v:l:b2", Days.VALUE, ("l", "b2")),
    ("day:w:m:head_organizer:g:-", Days.WHEN, ("m", "head_organizer", "g", "-")),
    ("day:w:c:highest:e:2028", Days.WHEN, ("c", "highest", "e", "2028")),
    ("day:w:c:highest:e:2028-03", Days.WHEN, ("c", "highest", "e", "2028-03")),
    ("day:w:c:highest:e:2028-03-14", Days.WHEN, ("c", "highest", "e", "2028-03-14")),
    ("day:r:c", Days.REMOVE, ("c",)),
    ("day:rr:c", Days.REMOVE_YES, ("c",)),
    ("r:91:done", Sent.ANSWER, (91, "done")),
    ("r:91:later", Sent.ANSWER, (91, "later")),
    ("r:91:stop", Sent.ANSWER, (91, "stop")),
    ("r:91:undo", Sent.UNDO, (91, "undo")),
    ("b:12:stop", Sent.MESSAGES, (12, "stop")),
    ("b:12:again", Sent.MESSAGES, (12, "again")),
    (f"join:s:10:{TOKEN}", Joining.SHARES, ("10", TOKEN)),
    (f"join:y:01:{TOKEN}", Joining.JOIN, ("01", TOKEN)),
    (f"join:a:1:11:{TOKEN}", Joining.AGREE, ("1", "11", TOKEN)),
    (f"join:d:00:{TOKEN}", Joining.MOVE, ("00", TOKEN)),
    (f"join:en:00:{TOKEN}", Joining.LANGUAGE, ("en", "00", TOKEN)),
    ("memb:list", Memberships.LIST, ()),
    ("memb:o:6", Memberships.OPEN, (6,)),
    ("memb:s:6:01", Memberships.SHARES, (6, "01")),
    ("memb:h:6:0", Memberships.MESSAGES, (6, 0)),
    ("memb:h:6:1", Memberships.MESSAGES, (6, 1)),
    ("memb:n:6", Memberships.ASK_NAME, (6,)),
    ("memb:n:6:tg", Memberships.NAME, (6, "tg")),
    ("memb:n:6:-", Memberships.NAME, (6, "-")),
    ("memb:p:6", Memberships.ASK_POSITION, (6,)),
    (f"memb:p:6:{POSITION}", Memberships.POSITION, (6, POSITION)),
    ("memb:p:6:-", Memberships.POSITION, (6, "-")),
    ("memb:l:6", Memberships.LEAVE, (6,)),
    ("memb:ll:6", Memberships.LEAVE_YES, (6,)),
    ("n:run:417", Attesting.OF_CHECK, ("417",)),
    ("n:run:417:deputy_2", Attesting.BESIDE, ("417", "deputy_2")),
    ("n:all:tvet-director:-", Attesting.OF_ANYBODY, ("tvet-director", "-")),
    (f"n:all:{POSITION}:moderator", Attesting.OF_ANYBODY, (POSITION, "moderator")),
    ("n:test:417:moderator", Attesting.ASK_TEST, ("417", "moderator")),
    ("n:untest:417:moderator", Attesting.REMOVE_TEST, ("417", "moderator")),
    ("n:taken:417:moderator:83:-", Attesting.TAKEN, ("417", "moderator", 83, "-")),
    ("n:taken:417:first:83:2025-03", Attesting.TAKEN, ("417", "first", 83, "2025-03")),
)
# What came after that version.
LATER: tuple[tuple[str, Kind, tuple[object, ...]], ...] = (
    ("e:s:verdict:0:417", AfterReport.SECTION, ("verdict", 0, 417)),
    ("e:s:text:3:417", AfterReport.SECTION, ("text", 3, 417)),
    ("m:nothing", Menu.NOTHING, ()),
    ("c:all", MyData.ASKED_LATER, ()),
    ("c:more:pictures", MyData.PURPOSE, ("pictures",)),
    ("c:ok:register:1:2", MyData.AGREE_PURPOSE, ("register", "1", "2")),
    ("c:later:heads", MyData.NOT_NOW, ("heads",)),
    ("c:undo:training", MyData.WITHDRAW_PURPOSE, ("training",)),
    ("c:undo:yes:receipts", MyData.WITHDRAW_PURPOSE_YES, ("receipts",)),
    ("obj:new:417", Objections.BEGIN, (417,)),
    ("obj:l:0", Objections.LIST, (0,)),
    ("pg:o:0", Page.OPEN, (0,)),
    ("pg:o:417", Page.OPEN, (417,)),
    ("pg:end", Page.END, ()),
    ("obj:o:9", Objections.OPEN, (9,)),
    ("obj:a:9", Objections.ANSWER, (9,)),
    ("b:12:reply", Sent.REPLY, (12, "reply")),
    (f"m:new:417:{POSITION}", Choosing.ANOTHER_POSITION, (417, POSITION)),
    ("st:y:0a1b2c3d", Story.RIGHT, ("0a1b2c3d",)),
    ("st:c:0a1b2c3d", Story.CHANGE, ("0a1b2c3d",)),
    ("st:d:0a1b2c3d:11", Story.DROP, ("0a1b2c3d", 11)),
    ("st:m:0a1b2c3d", Story.MINE, ("0a1b2c3d",)),
    ("st:n:0a1b2c3d", Story.NOT_MINE, ("0a1b2c3d",)),
    (f"m:new:417:{POSITION}:-", Choosing.ANOTHER_CATEGORY, (417, POSITION, "-")),
    ("cert:q:417:rest", Certificates.ANSWER_SOME, (417, "rest")),
    ("n:run:417:moderator:main", Attesting.PART, ("417", "moderator", "main")),
    ("pf:home", Portfolio.HOME, ()),
    ("pf:l:1", Portfolio.POSITIONS, (1,)),
    (f"pf:c:{POSITION}", Portfolio.CATEGORIES, (POSITION,)),
    (f"pf:s:{POSITION}:expert", Portfolio.SHOW, (POSITION, "expert")),
    (f"pf:v:{POSITION}:expert:next", Portfolio.PART, (POSITION, "expert", "next")),
    (f"pf:v:{POSITION}:expert:next:1", Portfolio.PART_PAGE, (POSITION, "expert", "next", 1)),
    (f"pf:r:{POSITION}:expert:t-1.1", Portfolio.ROW, (POSITION, "expert", "t-1.1")),
    (f"pf:a:{POSITION}:expert:t-2.1:p3w", Portfolio.SAY, (POSITION, "expert", "t-2.1", "p3w")),
    (f"pf:p:{POSITION}:expert:t-4.1", Portfolio.PAPERS, (POSITION, "expert", "t-4.1")),
    (f"pf:t:{POSITION}:expert:t-4.1:0y", Portfolio.TICK, (POSITION, "expert", "t-4.1", "0y")),
    (f"pf:m:{POSITION}:expert:on", Portfolio.REMIND, (POSITION, "expert", "on")),
    (f"pf:k:{POSITION}:expert:essay", Portfolio.KEEP, (POSITION, "expert", "essay")),
    (f"n:all:{POSITION}:first:ways", Attesting.PART_OF_ANYBODY, (POSITION, "first", "ways")),
    (f"n:all:{POSITION}:first:need:1", Attesting.PAGE_OF_ANYBODY, (POSITION, "first", "need", 1)),
    ("n:home", Attesting.HOME, ()),
    ("n:posts:2", Attesting.POSITIONS, (2,)),
    (f"n:cats:{POSITION}", Attesting.CATEGORIES, (POSITION,)),
    (f"n:pick:{POSITION}:expert", Attesting.PICK, (POSITION, "expert")),
    ("n:run:417:moderator:test:1", Attesting.PART_PAGE, ("417", "moderator", "test", 1)),
    ("n:tick:417:moderator:diploma.y", Attesting.TICK, ("417", "moderator", "diploma.y")),
    (
        f"n:tall:{POSITION}:first:essay.n",
        Attesting.TICK_OF_ANYBODY,
        (POSITION, "first", "essay.n"),
    ),
    ("n:course:417:moderator", Attesting.ASK_COURSE, ("417", "moderator")),
    ("n:ask:held:417:moderator", Attesting.ASK_HELD, ("417", "moderator")),
    ("n:ask:work:417:moderator", Attesting.ASK, ("work", "417", "moderator")),
    ("n:ask:trainee-year:417:first", Attesting.ASK, ("trainee-year", "417", "first")),
    ("n:say:superior:417:first:region", Attesting.SAY, ("superior", "417", "first", "region")),
    ("n:say:reserve:417:first:-", Attesting.SAY, ("reserve", "417", "first", "-")),
    ("n:say:work:417:first:720", Attesting.SAY_WORK, ("417", "first", "720")),
    ("n:hold:417:first:head_organizer", Attesting.HELD, ("417", "first", "head_organizer")),
    (
        "n:gr:417:first:expert:2025-03-14",
        Attesting.GRANTED,
        ("417", "first", "expert", "2025-03-14"),
    ),
    ("st:a:0a1b2c3d", Story.ALL, ("0a1b2c3d",)),
    ("st:p:0a1b2c3d:1", Story.POSITION, ("0a1b2c3d", 1)),
    ("st:k:0a1b2c3d:expert", Story.CATEGORY, ("0a1b2c3d", "expert")),
    ("r:adv:417", AfterReport.ADVANTAGES, (417,)),
    ("y:helps", MyChecks.HELPS, ()),
    ("y:two:1", MyChecks.FIRST, (1,)),
    ("y:two:33:0", MyChecks.SECOND, (33, 0)),
    ("y:both:33:34", MyChecks.BOTH, (33, 34)),
    ("y:map:33", MyChecks.MAP, (33,)),
    ("y:map:png:33", MyChecks.MAP_PICTURE, (33,)),
    ("rec:list", OwnRecords.LIST, ()),
    ("r:17:tell", Sent.TELL, (17, "tell")),
    ("b:17:read", Sent.READ, (17, "read")),
    ("bq:17:5", Sent.CHOICE, (17, 5)),
    ("rec:yes:1", OwnRecords.AGREE, ("1",)),
    ("rec:fix:17", OwnRecords.CORRECT, (17,)),
    ("tr:home", Training.HOME, ()),
    ("tr:find:8", Training.OWNER, (8,)),
    ("tr:find:yes:8", Training.OWNER_DONE, (8,)),
    ("tr:plan:3", Training.MY_PLAN, (3,)),
    ("tr:write:3", Training.MY_WRITE, (3,)),
    ("tr:rep:3", Training.MY_REPORT, (3,)),
    ("tr:rep:3:17", Training.REPORT, (3, 17)),
    ("tr:rep:yes:3:17", Training.CONFIRM, (3, 17)),
    ("tr:got:41", Training.RECEIVED, (41,)),
    ("tr:plan:3:17", Training.PLAN, (3, 17)),
    ("tr:write:3:17", Training.WRITE, (3, 17)),
    ("tr:norm:3:17", Training.NORM, (3, 17)),
    ("tr:last:3:17", Training.LAST_YEAR, (3, 17)),
    ("tr:give:3:17", Training.GIVE, (3, 17)),
    ("tr:item:9", Training.ITEM, (9,)),
    ("tr:ask:9:2", Training.ASK, (9, 2)),
    ("tr:set:9:kind:own_programme", Training.SET, (9, "kind", "own_programme")),
    ("tr:pay:9:1", Training.PAYBACK, (9, 1)),
    ("tr:ok:9", Training.GROUNDS, (9,)),
    ("tr:fits:9:0", Training.FITS, (9, 0)),
    ("tr:doubt:9:1", Training.DOUBTFUL, (9, 1)),
    ("tr:yes:9", Training.ACCEPT, (9,)),
    ("tr:other:9", Training.CHANGE, (9,)),
    ("tr:no:9", Training.DECLINE, (9,)),
    ("tr:drop:9", Training.DROP, (9,)),
    ("tr:drop:yes:9", Training.DROP_YES, (9,)),
    ("tr:told:9", Training.TOLD, (9,)),
    ("tr:out:9:otherwise", Training.OUTCOME, (9, "otherwise")),
    ("tr:why:9:course_cancelled", Training.CAUSE, (9, "course_cancelled")),
    ("tr:mark:9:5", Training.MARK, (9, 5)),
    ("tr:proof:9", Training.PROOF, (9,)),
    ("tr:own:9", Training.OWN, (9,)),
    ("tr:own:9:profile", Training.OWN_TOPIC, (9, "profile")),
)
EVERY = (*SENT, *LATER)


def pressed(data: str) -> CallbackQuery:
    person = User(id=1, is_bot=False, first_name="P")
    return CallbackQuery(id="1", from_user=person, chat_instance="1", data=data)


def handlers_of(router: Router) -> Iterator[Any]:
    yield from router.callback_query.handlers
    for inner in router.sub_routers:
        yield from handlers_of(inner)


@pytest.mark.parametrize(("data", "kind", "values"), EVERY)
async def test_a_button_is_of_one_kind_and_carries_what_it_did(
    data: str, kind: Kind, values: tuple[object, ...]
) -> None:
    takers = [name for name, each in KINDS.items() if await each.pressed(pressed(data))]
    assert [KINDS[name] for name in takers] == [kind], takers
    assert kind.read(pressed(data)) == values
    assert kind(*values) == data


def test_every_kind_of_button_has_a_sample() -> None:
    shown = [kind for _, kind, _ in EVERY]
    assert [name for name, kind in KINDS.items() if kind not in shown] == []


def test_every_handler_takes_one_kind_of_button_and_every_kind_is_taken_once() -> None:
    """Save what takes all the rest, and HR's; some go straight past them all."""
    taken: list[Press[*tuple[Any, ...]]] = [kind for kind, _ in STRAIGHT]
    for data, sample, _ in EVERY:
        assert (straight(pressed(data)) is not None) == (sample in taken)
    for handler in handlers_of(conversation()):
        if handler.callback is old_button or handler.callback.__module__.startswith("handlers.hr."):
            continue
        kind = getattr(handler.filters[0].callback, "__self__", None)
        assert isinstance(kind, Press), handler.callback
        taken.append(kind)
    assert sorted(map(id, taken)) == sorted(map(id, KINDS.values()))


@pytest.mark.parametrize(
    "data",
    [
        "",
        "m:home:",
        "m:homes",
        "xm:home",
        "m:home\n",
        "y:d:",
        "y:d:1234567890123456789",
        "y:d:-1",
        "y:d:1:2",
        "y:d:١",
        "n:say:work:417:first:721",
        "n:say:held:417:first:",
        "day:w:c:highest:e:2028-13",
        "join:de:00:token",
        "g:s:near:0",
    ],
)
async def test_what_nobody_has_sent_is_no_button(data: str) -> None:
    assert [name for name, kind in KINDS.items() if await kind.pressed(pressed(data))] == []


def test_the_longest_texts_fit() -> None:
    """Of numbers that rows will have in a long time, and of the longest words there are."""
    number, position = 9_999_999_999, max(catalogue().positions, key=len)
    longest = (
        Choosing.CATEGORY(position, "researcher"),
        Choosing.AMONG(45, "a" * 50),
        AfterReport.ASK_ANEW("experience.scientific_pedagogical", number),
        Choosing.ANOTHER_CATEGORY(number, position, "researcher"),
        AfterReport.LINK(number, number),
        Reference.PAGE("o", position, "q", 999),
        Standard.SAVE_YES(999, 1795154400, "c" * 30, "1"),
        Days.WHEN("m", "head_organizer", "g", "2028-03-14"),
        Joining.AGREE("1", "11", "a" * 40),
        Memberships.POSITION(number, position),
        Attesting.PART_OF_ANYBODY(position, "researcher", "papers"),
        Portfolio.SAY(position, "researcher", "t-1.1", "m102y"),
        Portfolio.PART(position, "researcher", "papers"),
        Portfolio.TICK(position, "researcher", "t-1.1", "9y"),
        Attesting.TICK(f"{number}", "researcher", "application.y"),
        Attesting.TICK_OF_ANYBODY(position, "researcher", "application.y"),
        Attesting.PAGE_OF_ANYBODY(position, "researcher", "except", 9),
        Attesting.GRANTED(f"{number}", "researcher", "head_organizer", "2025-03-14"),
        Attesting.SAY("other-languages", f"{number}", "researcher", "ministry"),
        Attesting.TAKEN(f"{number}", "researcher", 100, "2025-03-14"),
    )
    assert [data for data in longest if len(data.encode()) > 64] == []


async def test_old_buttons_are_answered_by_whoever_they_belong_to(house: House) -> None:
    """Pressed on a message of long ago by somebody of whom nothing is kept."""
    person = house.person(71, "en")
    await person.say("/start")
    first = person.live.message_id
    unknown = await house.telegram.press(71, first, "old:button", stale=True)
    await house.settle()
    assert unknown.text == "This button no longer works. /start shows the menu."
    for data, _, _ in SENT:
        press = await house.telegram.press(71, first, data, stale=True)
        await house.settle()
        assert press.answered, data
        assert press.text != unknown.text, data
    assert house.refused() == []
