"""Which kind of experience the words beside a length name: "в колледже", "по специальности"."""

from collections.abc import Mapping
from functools import cache, lru_cache

from rules.typed.lexicon import Token
from rules.typed.text import skeleton
from rules.vocabulary import EXPERIENCE_KINDS, IMPLIES_AT_ONCE

Kinds = frozenset[str]

# What stems name: kinds, and "manager" (of whatever), "school" and "university" (organisations of
# education that are no TVET ones).
_STEMS: dict[str, str] = {
    "tvet_org": (
        "колледж* училищ* техникум* типо тпо тіпо птшк пту тжкб ткжб тжкбб college* colledge* "
        "kolledj* tvet vocational*"
    ),
    "education_org school": (
        "школ* мектеп* school* гимнази* gymnasi* лицей* лице* детсад* садик* балабақша* "
        "kindergarten* shkol* mektep*"
    ),
    "education_org scientific_pedagogical university": (
        "вуз* университет* институт* академи* universit* institute жоо жоғары академия*"
    ),
    "education_org": "образован* білім* education* educational*",
    "teaching": (
        "педагогич* педагогик* педстаж* пед педработ* преподав* учител* мұғалім* оқытушы* "
        "ұстаз* сабақ* teaching pedagog* teacher* teach* taught ustaz*"
    ),
    "scientific_pedagogical": "научно научн* ғылыми* scientific* academic*",
    "manager": (
        "руковод* директор* завуч* завед* управл* заместит* зам замдиректор* начальник* басшы* "
        "басқар* меңгеруш* орынбасар* head deputy manag* director* principal* administ* lead* "
        "supervis*"
    ),
    "enterprise industry": (
        "производств* завод* фабрик* предприят* шахт* стройк* цех* өндіріс* кәсіпорын* зауыт* "
        "product* industr* factor* plant plants enterprise* manufactur* proizvodstv* ondiris*"
    ),
    "enterprise": (
        "бизнес* компани* фирм* business* company companies firm* коммерч*"
    ),
    "post": (
        "должност* лауазым* position* post методист* әдіскер* methodist* психолог* psycholog* "
        "воспитател* тәрбиеші* инспектор* inspector* соцпедагог* dolzhnost* dolznost* lauazym*"
    ),
    "specialty": (
        "специальн* мамандық* мамандығ* specialt* speciali* профил* profile* бейін* професси* "
        "profession* spetsialnost* specialnost* mamandyk* mamandyg*"
    ),
    "creative_union": "союз* творч* одақ* одағ* union* creative* шығармашыл*",
    "methodical_head": "методкабинет* методич* методцентр* әдістемелік* methodical*",
}  # fmt: skip
_BEFORE = frozenset(
    ["в", "во", "на", "по", "для", "за", "in", "at", "as", "the", "a", "an", "of", "on"]
)
_AFTER = frozenset(map(skeleton, ["бойынша", "ретінде", "болып", "саласында", "боп"]))
_EDUCATION = frozenset(
    [
        "education_org",
        "tvet_org",
        "tvet_head",
        "education_management",
        "teaching",
        "scientific_pedagogical",
    ]
)
_SCHOOLS = frozenset(["school", "university"])
_INDUSTRY = frozenset(["enterprise", "industry", "enterprise_management", "business_management"])
_HEADS = frozenset(
    [
        "education_management",
        "tvet_head",
        "specialty_management",
        "enterprise_management",
        "business_management",
        "methodical_head",
    ]
)


@cache
def _named() -> tuple[tuple[str, Kinds, bool], ...]:
    """Skeletons, what they name, and whether they are stems; the longest first."""
    made = [
        (skeleton(word.rstrip("*")), frozenset(kinds.split()), word.endswith("*"))
        for kinds, words in _STEMS.items()
        for word in words.split()
    ]
    return tuple(sorted(made, key=lambda entry: -len(entry[0])))


@lru_cache(1024)
def _kinds_of(key: str) -> Kinds:
    for stem, kinds, is_stem in _named():
        if key.startswith(stem) if is_stem else key == stem:
            return kinds
    return frozenset()


def kinds_of(token: Token) -> Kinds:
    """The kinds that a word names, with "school" and "university"; nothing for other words."""
    return _kinds_of(token.piece.key) if token.piece.kind == "word" else frozenset()


def goes_with_it(token: Token) -> bool:
    """Whether this is a preposition that belongs to such a word: "по специальности"."""
    return token.piece.text in _BEFORE


def goes_after_it(token: Token) -> bool:
    """Whether this belongs to such a word before it: "мамандығым бойынша"."""
    return token.piece.key in _AFTER


@cache
def _implied() -> Mapping[str, Kinds]:
    """What each kind implies, directly or through others, itself included."""
    closed: dict[str, Kinds] = {}

    def close(kind: str) -> Kinds:
        if kind not in closed:
            further = [close(implied) for implied in IMPLIES_AT_ONCE[kind]]
            closed[kind] = frozenset({kind}).union(*further)
        return closed[kind]

    for kind in EXPERIENCE_KINDS:
        close(kind)
    return closed


def nearness(said: Kinds, asked: str | None) -> int:
    """How well words fit the asked kind: 2 they name it, 1 they name a kind that implies it, 0
    they say nothing about it, -1 they speak of something else."""
    if asked is None or not said:
        return 0
    if _elsewhere(said, asked):
        return -1
    if asked in said or (asked in _HEADS and "manager" in said):
        return 2
    return int(any(asked in _implied()[kind] for kind in said if kind in IMPLIES_AT_ONCE))


def _elsewhere(said: Kinds, asked: str) -> bool:
    education = said & (_EDUCATION | _SCHOOLS)
    if asked in _EDUCATION and said & _INDUSTRY and not education:
        return True
    if asked in _INDUSTRY and education and not said & _INDUSTRY:
        return True
    if asked in {"tvet_org", "tvet_head"} and said & _SCHOOLS and "tvet_org" not in said:
        return True
    if asked in _HEADS and "manager" not in said and said & {"teaching", "post", *_INDUSTRY}:
        return asked not in said
    return asked == "creative_union" and asked not in said
