"""Every button of the conversations, by what it belongs to: its prefix and the values it carries.
HR's have the prefix "h" and are in `handlers/hr/buttons.py`.

The texts stand in people's chats for years: what has once been sent goes on being taken.
"""

from __future__ import annotations

from typing import Final, Literal

from cases.purposes import PURPOSES
from handlers.chat.position_lists import Group
from handlers.chat.press import Part, Press, one_of
from i18n import LANGUAGES
from rules.questionnaire.fitting import Standing
from rules.training.vocabulary import CAUSES, COURSE_OUTCOMES
from rules.vocabulary import TOPICS
from storage.tables.deadlines import ReminderAnswer
from storage.tables.questions import MOST_ANSWERS

CHOOSE: Final = "-"
"""In a button of the attestation: the category is still to be chosen."""

ReportSection = Literal["asked", "way", "advantages", "notes", "text"]
"""What opens below the verdict of a report."""

# Numbers of rows fit in 18 digits; what is longer nobody made.
_ROW = Part(int, r"\d{1,18}")
_PAGE = Part(int, r"\d{1,3}")
_DIGIT = Part(int, r"\d")
_TEXT = Part(str, "[^:]+")
_WORD = Part(str, "[a-z]+")
_NAME = Part(str, r"\w+")
_FACT = Part(str, "[a-z_.0-9]{1,40}")
_POSITION = Part(str, "[a-z-]+")
_GROUP: Part[Group] = one_of("tvet", "uni")
_LANGUAGE = one_of(*LANGUAGES)
_DAY = Part(str, r"-|(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")
"""A day, its month or its year as far as it is known; - for not known."""


class Menu:
    HOME = Press("m:home")
    # A place in a calendar without a day.
    NOTHING = Press("m:nothing")
    CHECK = Press("m:check")
    CONTINUE = Press("m:continue")
    LANGUAGE = Press("m:lang")
    HELP = Press("m:help")
    HELP_PART = Press("m:help", _PAGE)
    ABOUT_PART = Press("m:about", _PAGE)
    PRIVACY = Press("m:privacy")
    PRIVACY_PART = Press("m:privacy", _PAGE)
    SET_LANGUAGE = Press("l", _LANGUAGE, one_of("welcome", "menu"))


class Choosing:
    """A position: from the lists, among those that words may mean (a sign for each), or another
    one than that of the run that is open."""

    LIST = Press("m:browse", _GROUP, _PAGE)
    POSITION = Press("m:pos", _TEXT)
    CATEGORY = Press("m:cat", _TEXT, _TEXT)
    AMONG = Press("m:among", Part(int, r"\d{1,2}"), Part(str, "[0-9A-Za-z]{1,50}"))
    ANOTHER = Press("m:new", _ROW)
    ANOTHER_POSITION = Press("m:new", _ROW, _TEXT)
    ANOTHER_CATEGORY = Press("m:new", _ROW, _TEXT, _TEXT)


class MyData:
    AGREE = Press("c:yes", _TEXT)
    DECLINE = Press("c:no")
    WITHDRAW = Press("c:withdraw")
    WITHDRAW_YES = Press("c:withdraw:yes")
    FILE = Press("p:file")
    # What was asked later, by the name of the purpose.
    _PURPOSE = one_of(*PURPOSES)
    ASKED_LATER = Press("c:all")
    PURPOSE = Press("c:more", _PURPOSE)
    AGREE_PURPOSE = Press("c:ok", _PURPOSE, _TEXT, _TEXT)
    NOT_NOW = Press("c:later", _PURPOSE)
    WITHDRAW_PURPOSE = Press("c:undo", _PURPOSE)
    WITHDRAW_PURPOSE_YES = Press("c:undo:yes", _PURPOSE)
    FORGET = Press("f:ask")
    FORGET_YES = Press("f:yes")


class Check:
    """An answer to a question: run, path of the question, option."""

    ANSWER = Press("q", _ROW, _TEXT, _TEXT)


class Story:
    """What a whole message was read as, by the mark of the reading; a line of it by its number."""

    _MARK = Part(str, "[0-9a-f]{8}")
    RIGHT = Press("st:y", _MARK)
    ALL = Press("st:a", _MARK)
    POSITION = Press("st:p", _MARK, _DIGIT)
    CATEGORY = Press("st:k", _MARK, Part(str, "[a-z]+|-"))
    CHANGE = Press("st:c", _MARK)
    DROP = Press("st:d", _MARK, Part(int, r"\d{1,2}"))
    MINE = Press("st:m", _MARK)
    NOT_MINE = Press("st:n", _MARK)


class AfterReport:
    """What follows a report: its run, or its position. The official text is "new" in a message of
    its own, "more" too; a link carries the newest one there was, 0 for none. A section opens in
    the report's message, a part of it by its number; the verdict is the way back."""

    OFFICIAL = Press("o", _POSITION, Part(str, r"new|\d{1,3}"))
    CHANGE = Press("r:change", _ROW)
    CHANGE_PART = Press("r:change", _ROW, _PAGE)
    ASK_ANEW = Press("r:f", _TEXT, _ROW)
    ADVANTAGES = Press("r:adv", _ROW)
    MORE = Press("e", one_of("more", "back"), _ROW)
    _SECTION: Part[ReportSection | Literal["verdict"]] = one_of(
        "verdict", "asked", "way", "advantages", "notes", "text"
    )
    SECTION = Press("e:s", _SECTION, _PAGE, _ROW)
    WHY = Press("e:why", _ROW)
    WHY_PART = Press("e:why", _ROW, _PAGE)
    WAYS = Press("e:ways", _ROW)
    WAYS_PART = Press("e:ways", _ROW, _PAGE)
    PAPER = Press("e", one_of("png", "pdf"), _ROW)
    SHARE = Press("e:share", _ROW)
    LINK = Press("e:link", _ROW, _ROW)
    BEGIN_OWN = Press("e:begin")


class Objections:
    """ "This is wrong": under a report by its run; for operators a page, then one by its number."""

    BEGIN = Press("obj:new", _ROW)
    LIST = Press("obj:l", Part(int, r"\d{1,4}"))
    OPEN = Press("obj:o", _ROW)
    ANSWER = Press("obj:a", _ROW)


class MyChecks:
    LIST = Press("y:list", Part(int, r"\d{1,4}"))
    OPEN = Press("y:d", _ROW)
    SHOW = Press("y:show", _ROW)
    AGAIN = Press("y:again", _ROW)
    WISH = Press("y", one_of("wish", "unwish"), _ROW)
    LINKS = Press("y:links")
    HELPS = Press("y:helps")
    # Two side by side: the first is chosen, then the second; both of them.
    FIRST = Press("y:two", _PAGE)
    SECOND = Press("y:two", _ROW, _PAGE)
    BOTH = Press("y:both", _ROW, _ROW)
    # The map of a career, from a check.
    MAP = Press("y:map", _ROW)
    MAP_PICTURE = Press("y:map:png", _ROW)
    REVOKE = Press("y:revoke", _ROW)


class WhatIf:
    """All with the run of the check; then a mark of what is supposed, a fact or a subject."""

    _MARK = Part(str, "[0-9a-f]{8}")
    NEW = Press("w:new", _ROW)
    CLEAR = Press("w:clear", _ROW)
    MENU = Press("w:menu", _ROW)
    RESULT = Press("w:result", _ROW)
    FACTS = Press("w:facts", _ROW)
    COURSE = Press("w:course", _ROW)
    STEP = Press("w", one_of("e", "all"), _ROW, _MARK)
    KEEP = Press("w:keep", _ROW, _MARK)
    FACT = Press("w:f", _ROW, _FACT)
    TOPIC = Press("w:t", _ROW, Part(str, "[a-z_]+"))
    ANSWER = Press("w", _ROW, _TEXT, _TEXT)


class Fitting:
    HOME = Press("g:home")
    ASK = Press("g:ask:1")
    GROUP = Press("g:s", one_of(*Standing), _PAGE)
    ANSWER = Press("g:a", Part(int, "[1-3]"), _FACT, Part(str, "[A-Za-z0-9_!]{1,20}"))


class Reference:
    """A page has the official words or those of the reader, and the first letter of its kind."""

    HOME = Press("k:home")
    LIST = Press("k:browse", _GROUP, _PAGE)
    POSITION = Press("k:p", _POSITION)
    PAGE = Press("k", one_of("o", "r"), _POSITION, Part(str, "[a-z]"), _PAGE)


class Standard:
    """Cards by number. Judging carries its moment in seconds and a letter for each answer."""

    _MOMENT, _LETTERS = Part(int, r"\d{10}"), Part(str, "[cpn]{0,30}")
    HOME = Press("std:home")
    CARD = Press("std:c", _PAGE, _PAGE)
    CHANGES = Press("std:diff", _PAGE, _PAGE)
    JUDGE = Press("std:new", _PAGE)
    RESULT = Press("std:mine", _PAGE)
    RESULT_PART = Press("std:mine", _PAGE, _PAGE)
    ANSWER = Press("std:a", _PAGE, _MOMENT, _LETTERS)
    ANSWER_PART = Press("std:a", _PAGE, _MOMENT, _LETTERS, _PAGE)
    SAVE = Press("std:s", _PAGE, _MOMENT, _LETTERS)
    SAVE_YES = Press("std:y", _PAGE, _MOMENT, _LETTERS, Part(str, r"\w{1,8}"))


class Certificates:
    """The list, one of them; then by the key of a draft: a part of a course, a meaning."""

    _KEY = Part(str, "[0-9a-f]{6}")
    LIST = Press("cert:list")
    PAGE = Press("cert:list", _PAGE)
    AGREE = Press("cert:agree", _TEXT)
    OPEN = Press("cert:o", _ROW)
    FILE = Press("cert:f", _ROW)
    NO_FILE = Press("cert:nf", _ROW)
    CHANGE = Press("cert:e", _ROW)
    REMOVE = Press("cert:r", _ROW)
    REMOVE_YES = Press("cert:rr", _ROW)
    ANSWER = Press("cert:q", _ROW)
    ANSWER_SOME = Press("cert:q", _ROW, one_of("all", "rest"))
    USE = Press("cert:use")
    TAKE = Press("cert:take")
    NEW = Press("cert:new")
    PART = Press("cert:a", _KEY, _WORD, _TEXT)
    MEANT = Press("cert:x", _KEY, _DIGIT)
    CHANGE_PART = Press("cert:c", _KEY, _WORD)
    KEEP_FILE = Press("cert:b", _KEY)
    TYPE = Press("cert:bt", _KEY)
    WITH_FILE = Press("cert:xf", _KEY)
    CORRECT = Press("cert:xc", _KEY)
    READ_HERE = Press("cert:qr", _ROW)
    ANSWER_READ = Press("cert:qx", _ROW, _KEY, _DIGIT)


class Days:
    """A day: of a certificate, the person's own, of an organisation, one wished for, January of the
    portfolio. A kind of day of one's own: category, that of a manager, language, the college's for
    portfolios; said by the day of granting or the last day ("e")."""

    _SIGN, _KIND = one_of("c", "p", "d", "w", "f"), one_of("c", "m", "l", "f")
    LIST = Press("day:list")
    PAGE = Press("day:list", _PAGE)
    AGREE = Press("day:agree", _TEXT)
    OPEN = Press("day:o", _SIGN, _ROW)
    STOP = Press("day:s", _SIGN, _ROW)
    ALLOW = Press("day:a", _SIGN, _ROW)
    FILE = Press("day:ics")
    KIND = Press("day:k", _KIND)
    VALUE = Press("day:v", _KIND, _NAME)
    WHEN = Press("day:w", _KIND, _NAME, one_of("g", "e"), _DAY)
    UNKNOWN = Press("day:u", _KIND)
    REMOVE = Press("day:r", _KIND)
    REMOVE_YES = Press("day:rr", _KIND)


class Page:
    """The link to the page, with the organisation that it is about (0: none); the end of all that
    is signed in there."""

    OPEN = Press("pg:o", _ROW)
    END = Press("pg:end")


class Sent:
    """Below reminders and broadcasts."""

    _ANSWER: Part[ReminderAnswer] = one_of("done", "later", "stop")
    ANSWER = Press("r", _ROW, _ANSWER)
    UNDO = Press("r", _ROW, one_of("undo"))
    TELL = Press("r", _ROW, one_of("tell"))
    MESSAGES = Press("b", _ROW, one_of("stop", "again"))
    REPLY = Press("b", _ROW, one_of("reply"))
    READ = Press("b", _ROW, one_of("read"))
    CHOICE = Press("bq", _ROW, one_of(*range(MOST_ANSWERS)))


class Joining:
    """By the token of a link, with what is shared: "10" verdicts and no certificates."""

    _SHARES, _TOKEN = Part(str, "[01]{2}"), Part(str, "[A-Za-z0-9_-]{1,40}")
    SHARES = Press("join:s", _SHARES, _TOKEN)
    JOIN = Press("join:y", _SHARES, _TOKEN)
    AGREE = Press("join:a", _TEXT, _SHARES, _TOKEN)
    MOVE = Press("join:d", _SHARES, _TOKEN)
    LANGUAGE = Press("join", _LANGUAGE, _SHARES, _TOKEN)


class Memberships:
    LIST = Press("memb:list")
    OPEN = Press("memb:o", _ROW)
    SHARES = Press("memb:s", _ROW, Part(str, "[01]{2}"))
    MESSAGES = Press("memb:h", _ROW, one_of(0, 1))
    ASK_NAME = Press("memb:n", _ROW)
    NAME = Press("memb:n", _ROW, one_of("tg", "-"))
    ASK_POSITION = Press("memb:p", _ROW)
    POSITION = Press("memb:p", _ROW, _POSITION)
    LEAVE = Press("memb:l", _ROW)
    LEAVE_YES = Press("memb:ll", _ROW)


class OwnRecords:
    """What employers hold on the person; a tie by its number."""

    LIST = Press("rec:list")
    AGREE = Press("rec:yes", _TEXT)
    NAME = Press("rec:name")
    CORRECT = Press("rec:fix", _ROW)


class Training:
    """A year of training: a plan by its year and employee, an item by its number. A question about
    an item carries its place among those that are open; an answer what it is about, and a word."""

    _ASKED = Part(str, "[a-z_]{4,15}")
    HOME = Press("tr:home")
    # An approved schedule has been received, by its number.
    RECEIVED = Press("tr:got", _ROW)
    # What somebody answers for, by the number of the finding.
    OWNER = Press("tr:find", _ROW)
    OWNER_DONE = Press("tr:find:yes", _ROW)
    PLAN = Press("tr:plan", _ROW, _ROW)
    WRITE = Press("tr:write", _ROW, _ROW)
    # From a message that names the year alone: one's own.
    MY_PLAN = Press("tr:plan", _ROW)
    MY_WRITE = Press("tr:write", _ROW)
    NORM = Press("tr:norm", _ROW, _ROW)
    LAST_YEAR = Press("tr:last", _ROW, _ROW)
    GIVE = Press("tr:give", _ROW, _ROW)
    ITEM = Press("tr:item", _ROW)
    ASK = Press("tr:ask", _ROW, _PAGE)
    SET = Press("tr:set", _ROW, _ASKED, _NAME)
    PAYBACK = Press("tr:pay", _ROW, _DIGIT)
    GROUNDS = Press("tr:ok", _ROW)
    # Whether a course fits, and whether its organiser is doubtful: 0 no, 1 yes, 2 not said.
    FITS = Press("tr:fits", _ROW, _DIGIT)
    DOUBTFUL = Press("tr:doubt", _ROW, _DIGIT)
    ACCEPT = Press("tr:yes", _ROW)
    CHANGE = Press("tr:other", _ROW)
    DECLINE = Press("tr:no", _ROW)
    DROP = Press("tr:drop", _ROW)
    DROP_YES = Press("tr:drop:yes", _ROW)
    TOLD = Press("tr:told", _ROW)
    OUTCOME = Press("tr:out", _ROW, one_of(*COURSE_OUTCOMES))
    CAUSE = Press("tr:why", _ROW, one_of(*CAUSES))
    MARK = Press("tr:mark", _ROW, Part(int, "[1-5]"))
    PROOF = Press("tr:proof", _ROW)
    OWN = Press("tr:own", _ROW)
    OWN_TOPIC = Press("tr:own", _ROW, one_of(*TOPICS))
    # What came of one's own plan, by the year, and of an employee's; it is confirmed.
    MY_REPORT = Press("tr:rep", _ROW)
    REPORT = Press("tr:rep", _ROW, _ROW)
    CONFIRM = Press("tr:rep:yes", _ROW, _ROW)


class Attesting:
    """Beside a check: its run, which is noted as a text, and the category; or of anybody, by the
    position. A paper is ticked off ("diploma.y") or not ("diploma.n")."""

    _RUN, _CATEGORY = Part(str, r"\d{1,18}"), Part(str, "[a-z0-9_]{1,12}")
    _ANY, _MONTHS = Part(str, "[a-z0-9_-]+"), Part(str, r"-|\d|[1-9]\d|[1-6]\d\d|7[01]\d|720")
    _VALUE = Part(str, "[a-z0-9_]{1,14}")
    _PAPER = Part(str, "[a-z-]{1,14}[.][yn]")
    HOME = Press("n:home")
    POSITIONS = Press("n:posts", _PAGE)
    CATEGORIES = Press("n:cats", _POSITION)
    PICK = Press("n:pick", _POSITION, _ANY)
    OF_CHECK = Press("n:run", _RUN)
    BESIDE = Press("n:run", _RUN, _CATEGORY)
    PART = Press("n:run", _RUN, _CATEGORY, _WORD)
    PART_PAGE = Press("n:run", _RUN, _CATEGORY, _WORD, _PAGE)
    TICK = Press("n:tick", _RUN, _CATEGORY, _PAPER)
    OF_ANYBODY = Press("n:all", _POSITION, _ANY)
    PART_OF_ANYBODY = Press("n:all", _POSITION, _ANY, _WORD)
    PAGE_OF_ANYBODY = Press("n:all", _POSITION, _ANY, _WORD, _PAGE)
    TICK_OF_ANYBODY = Press("n:tall", _POSITION, _CATEGORY, _PAPER)
    ASK = Press("n:ask", Part(str, "(?!held:)[a-z]+(?:-[a-z]+)?"), _RUN, _CATEGORY)
    ASK_HELD = Press("n:ask:held", _RUN, _CATEGORY)
    ASK_TEST = Press("n:test", _RUN, _CATEGORY)
    ASK_COURSE = Press("n:course", _RUN, _CATEGORY)
    SAY = Press("n:say", Part(str, "(?!work:)[a-z]+(?:-[a-z]+)?"), _RUN, _CATEGORY, _POSITION)
    SAY_WORK = Press(
        "n:say:work", _RUN, _CATEGORY, Part(str, r"-|\d|[1-9]\d|[1-6]\d\d|7[01]\d|720")
    )
    HELD = Press("n:hold", _RUN, _CATEGORY, Part(str, "-|[a-z0-9_]{1,14}"))
    GRANTED = Press("n:gr", _RUN, _CATEGORY, _VALUE, _DAY)
    TAKEN = Press("n:taken", _RUN, _CATEGORY, _PAGE, _DAY)
    REMOVE_TEST = Press("n:untest", _RUN, _CATEGORY)


class Portfolio:
    """The commission's sheet of a position for a category; then a row of it, and what is said or
    ticked off there ("0y": the first paper is there); its reminders, and what there is to keep."""

    _CATEGORY, _ROW = Part(str, "[a-z]{5,10}"), Part(str, r"[a-z]-\d\.\d")
    HOME = Press("pf:home")
    POSITIONS = Press("pf:l", _PAGE)
    CATEGORIES = Press("pf:c", _POSITION)
    SHOW = Press("pf:s", _POSITION, _CATEGORY)
    _PART = one_of("rows", "next", "asks", "papers")
    PART = Press("pf:v", _POSITION, _CATEGORY, _PART)
    PART_PAGE = Press("pf:v", _POSITION, _CATEGORY, _PART, _PAGE)
    ROW = Press("pf:r", _POSITION, _CATEGORY, _ROW)
    SAY = Press("pf:a", _POSITION, _CATEGORY, _ROW, Part(str, "[a-z0-9]{1,5}"))
    PAPERS = Press("pf:p", _POSITION, _CATEGORY, _ROW)
    TICK = Press("pf:t", _POSITION, _CATEGORY, _ROW, Part(str, r"\d[yn]"))
    REMIND = Press("pf:m", _POSITION, _CATEGORY, one_of("show", "on", "off"))
    KEEP = Press("pf:k", _POSITION, _CATEGORY, one_of("all", "png", "pdf", "essay"))
