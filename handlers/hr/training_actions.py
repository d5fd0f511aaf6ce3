"""What the buttons of a year of training carry; see `buttons`."""

from typing import Literal

OfOrganisation = Literal["train", "train_chain", "train_new"]
WithOne = Literal[
    "train_act", "train_all", "train_back", "train_days", "train_find", "train_got", "train_hear",
    "train_late", "train_link", "train_name", "train_put", "train_redo", "train_sign", "train_step",
    "train_turn", "train_year",
]  # fmt: skip
WithTwo = Literal[
    "train_cause", "train_chase", "train_cured", "train_day", "train_finds", "train_hold",
    "train_how", "train_ok", "train_rec", "train_unit", "train_units",
]  # fmt: skip
WithThree = Literal["train_who"]
