"""What the buttons of questions and of lists of recipients carry; see `buttons`."""

from typing import Literal

OfOrganisation = Literal["ask", "ask_none"]
WithOne = Literal["ask_close", "ask_close_yes", "ask_named", "ask_rest"]
WithTwo = Literal["ask_file", "ask_result"]
WithThree = Literal["cast_who", "cast_who_by", "cast_who_file"]
