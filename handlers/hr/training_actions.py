"""What the buttons of a year of training and of its forms carry; see `buttons`."""

from typing import Literal

from handlers.hr import need_actions

OfOrganisation = Literal[
    "docs_all", "docs_drop", "docs_keep", "train", "train_chain", "train_new", "train_other"
]
WithOne = Literal[
    "dec", "dec_drop", "dec_drop_yes", "dec_edit", "dec_new", "doc", "doc_drop", "doc_keep", "docs",
    "figs_now", "train_act", "train_all", "train_back", "train_better",
    "train_days", "train_find", "train_got", "train_hear", "train_late", "train_link", "train_name",
    "train_next",
    "train_put", "train_redo", "train_sign", "train_step",
    "train_turn", "train_year", "year_rep", "year_sign", need_actions.WithOne,
]  # fmt: skip
WithTwo = Literal[
    "dec_done", "dec_who", "decs", "figs", "figs_yes", "forms", "forms_in", "rep", "rep_bell",
    "rep_list", "rep_sign", "train_cause", "train_chase", "train_cured",
    "train_day", "train_finds", "train_hold", "train_how", "train_ok", "train_rec",
    "train_skill", "train_unit", "train_units", need_actions.WithTwo,
]  # fmt: skip
WithThree = Literal["form_file", "rep_who", "train_recs", "train_who", need_actions.WithThree]
