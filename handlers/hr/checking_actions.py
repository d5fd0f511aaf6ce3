"""What the buttons of findings, figures and what is kept of a year of training carry; see
`buttons`."""

from typing import Literal

WithOne = Literal[
    "figs_anew", "figs_ask", "figs_days", "figs_no", "figs_one", "figs_right", "find_cause",
    "find_how", "find_new",
]  # fmt: skip
WithTwo = Literal["figs_rest", "find_units", "rest", "rest_drop", "rest_keep"]
WithThree = Literal["figs_who", "find_at", "find_item", "find_list", "find_unit"]
