"""What the buttons of the analysis before a meeting and of trips carry; see `buttons`."""

from typing import Literal

WithOne = Literal["train_trips_file"]
WithTwo = Literal[
    "train_need", "train_need_all", "train_need_carry", "train_need_kept", "train_need_many",
    "train_need_say", "train_need_some", "train_need_who", "train_trip", "train_trip_file",
    "train_trips",
]  # fmt: skip
WithThree = Literal[
    "train_need_list", "train_need_mark", "train_need_put", "train_need_puts", "train_need_word",
    "train_need_words", "train_need_will", "train_need_mine", "train_need_did",
]  # fmt: skip
