"""The closed vocabularies of the profile (contract, section 3), in the order of the contract."""

from typing import Any, Final, Literal, get_args

# An object and any value of JSON.
Json = dict[str, Any]
JsonValue = Any
Language = Literal["kk", "ru", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DATES_AS_IN: Final = {"en": "en_GB"}
"""The locale of days where it is not the language alone: the English here is British."""
Verdict = Literal["eligible", "not_eligible", "undetermined"]

LEVELS = ("tvet", "post_secondary", "bachelor", "specialist", "master", "doctoral")
HIGHER = LEVELS[2:]
POSTGRADUATE = LEVELS[4:]
FIELDS = (
    "pedagogical",
    "profile",
    "scientific_pedagogical",
    "pedagogy_psychology",
    "psychology",
    "social_pedagogy",
    "military_pe",
    "military",
)
FIELDS_THAT_ARE_PEDAGOGICAL = frozenset({"social_pedagogy", "pedagogy_psychology", "military_pe"})
DEGREES = ("candidate", "doctor_of_sciences", "phd")
TITLES = ("associate_professor", "professor")
HONOURS = ("honored_culture", "honored_art", "honorary_title", "state_award")
TOPICS = ("profile", "education_management", "it", "online_methods")
RETRAINING = ("pedagogical", "professional")
CATEGORIES = (
    "none",
    "teacher",
    "moderator",
    "expert",
    "researcher",
    "master",
    "second",
    "first",
    "highest",
)
MANAGEMENT_CATEGORIES = (
    "none",
    "deputy_3",
    "deputy_2",
    "deputy_1",
    "head_organizer",
    "head_manager",
    "head_leader",
)
# Held from earlier years they count, but nobody can be granted one any more (R1).
NO_LONGER_GRANTED = frozenset(
    {"second", "first", "highest", "head_organizer", "head_manager", "head_leader"}
)
INDEXES = ("wos", "scopus", "national", "international", "teaching", "monograph")
LANGUAGE_LEVELS = ("none", "A1", "A2", "B1", "B2", "C1", "C2")
FLAGS = (
    "top500_diploma",
    "bolashak_diploma",
    "foreign_citizen",
    "reserve_officer",
    "recognised_works",
    "implemented_result",
    "textbooks",
    "grants_led",
    "teaches",
)
CATEGORY_STEPS = ("teacher", "moderator", "expert", "researcher", "master")

IMPLIES_AT_ONCE = {
    "education_org": (),
    "tvet_org": ("education_org",),
    "tvet_head": ("tvet_org", "education_management", "teaching"),
    "education_management": ("education_org",),
    "teaching": ("education_org",),
    "scientific_pedagogical": ("education_org",),
    "methodical_head": (),
    "business_management": ("enterprise_management",),
    "enterprise_management": ("enterprise",),
    "enterprise": (),
    "post": ("specialty",),
    "specialty": (),
    "specialty_management": ("specialty",),
    "industry": (),
    "creative_union": (),
}
EXPERIENCE_KINDS = tuple(IMPLIES_AT_ONCE)


def is_first_head(value: str) -> bool:
    """Whether the category is one of heads of organisations, not of their deputies."""
    return value.startswith("head_")
