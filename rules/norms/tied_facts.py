"""Which facts depend on the position they are said for (R40), wholly or in part."""

from __future__ import annotations

from typing import Final

ALWAYS_ASKED: Final = frozenset({"experience.post", "flags.teaches"})
TIED: Final = ALWAYS_ASKED | {
    "experience.specialty",
    "experience.specialty_management",
    "experience.enterprise",
    "experience.enterprise_management",
    "experience.business_management",
    "experience.methodical_head",
    "experience.industry",
    "flags.recognised_works",
    "flags.implemented_result",
    "flags.textbooks",
    "flags.grants_led",
    "publications",
}
IN_PART: Final = frozenset({"education", "degrees", "certificates", "retraining"})
PROFILE: Final = "profile"
PROFESSIONAL: Final = "professional"
