"""What the buttons of deadlines and messages carry beside the older ones; see `buttons`."""

from typing import Literal

OfOrganisation = Literal[
    "day_ahead", "day_link", "day_link_none", "day_note_none", "day_who", "day_who_all",
    "days_many", "days_many_yes", "draft_media", "draft_media_none", "template_keep",
]  # fmt: skip
WithOne = Literal[
    "cast_change", "cast_failed", "cast_rest", "day_drop_all", "day_keep_all", "day_note",
    "day_repeat", "day_who_names", "day_who_parts", "day_who_posts", "days_past", "draft_receipt",
    "draft_take", "reply_answer", "template", "template_drop", "template_use", "templates",
    "who_names",
]  # fmt: skip
WithTwo = Literal[
    "cast_read", "day_ahead_set", "day_done", "day_who_role", "day_who_set", "who_role",
]  # fmt: skip
WithThree = Literal[
    "day_who_name", "day_who_part", "day_who_post", "who_name",
]  # fmt: skip
