"""What of a list must not be taken: identity numbers, telephones, addresses, papers' numbers.

Recognised by the heading, and by shape wherever it stands.
"""

from __future__ import annotations

import re

from rules.roster.table import Doubt, pattern

_HEADING = pattern(
    r"(?<!\w)(?:иин|жсн|iin|снилс|рнн|инн)(?!\w)",
    r"(?<!\w)тел(?:ефон\w*|\.|\s|$)|(?<!\w)моб(?:ильн\w*|\.)|сотов|ұялы|phone|whats\s?app|ватсап",
    r"(?<!\w)контакт|байланыс|contact|e-?mail|эл\w*\.? ?почт|пошта",
    r"адрес|мекен-?\s?жай|тұрғылықты|проживан|прописк|address|место жительств",
    r"место рожд|туған жер|рождения,? место|place of birth|birthplace",
    r"паспорт|удостоверени\w* личн|уд\.? ?личн|жеке куәлік|жеке басын|identity|passport",
    r"(?:№|номер|серия|нөмірі)\W*(?:и дата )?(?:диплом|удост|сертиф|свидет|документ|паспорт)",
    r"(?:диплом|куәлік|сертификат|құжат)\w*\s*(?:№|нөмірі|сериясы|номер|серия)",
    r"номера? удост|данные документ",
    r"семейн|отбасы|супруг|жұбай|(?<!\w)дети|балалар\w* (?:саны|туралы)|национальн|ұлты(?!\w)",
    r"банк\w* счет|(?<!\w)иик(?!\w)|iban|карт\w* счет",
)

_IDENTITY = re.compile(r"(?<!\d)\d{11,12}(?!\d)")
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:\+\s?7|8|7)[\s(-]*[67]\d{2}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)"
    r"|(?<![\d.,/-])8?[\s(-]*7[12]\d{2,3}[\s)-]*\d{2,3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)"
    r"|(?<=тел)\D{0,6}[\d\s()-]{5,20}\d"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PAPER = re.compile(
    r"(?:№|N)\s?\d{6,12}(?!\d)"
    r"|(?:(?<=сертификат)|(?<=удостоверени)|(?<=свидетельств))\w*\s*(?:№|N)?\s*[\w-]{0,6}\d{5,}"
    r"|(?<=диплом|куәлік)\w*\s*(?:№|N)?\s*[\w-]{0,6}\d{5,}"
    r"|(?:№|серия)\s?(?:[А-ЯA-Z]{1,4}[\s-]?)\d{5,9}(?!\d)"
    r"|(?<!\w)(?:ЖБ|БТ|ТКБ|ЖООК|МД|БД)(?:-[БД])?\s?№?\s?\d{6,9}(?!\d)"
)
_ADDRESS = re.compile(
    r"(?:(?<!\w)(?:ул(?:\.|ица)|мкр\.?|микрорайон|проспект)\s*[^,;\n]+|\w+\s+көшесі)"
    r"(?:,?\s*(?:дом|д|үй|кв|пәтер)?\.?\s*\d+\w?(?:[/-]\d+)?(?:\s*(?:үй|пәтер))?)*",
    re.IGNORECASE,
)
_SHAPES = (_IDENTITY, _PHONE, _MAIL, _PAPER, _ADDRESS)
BLANKED = "***"


def is_private_heading(heading: str) -> bool:
    """Whether a `plain` heading is over what must not be taken."""
    return _HEADING.search(heading) is not None


def without_private(text: str) -> str:
    """The text with numbers of people, telephones, addresses of mail and numbers of papers
    blanked."""
    for shape in _SHAPES:
        text = shape.sub(BLANKED, text)
    return text


def is_identity(text: str) -> bool:
    """Whether the whole text is a person's identity number, as a number that lost its zeros too."""
    return re.fullmatch(r"\d{11,12}", text.strip()) is not None


def doubt(sheet: str | None, cell: str, text: str, why: str, *, asked: bool = True) -> Doubt:
    """A doubt whose text holds nothing that must not be taken."""
    return Doubt(sheet, cell, without_private(text), why, asked)
