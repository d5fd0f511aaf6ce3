"""Why a cell was not read, or a row passed over, in a person's language."""

from __future__ import annotations

from typing import Final

from i18n import Translator, mark

WHY: Final[dict[str, str]] = {
    "private": mark("Personal data that is not needed: not read, left blank here"),
    "hidden_sheet": mark("A hidden sheet: not read"),
    "title": mark("Stands above the list"),
    "numbers": mark("Numbers of the columns"),
    "heading": mark("The headings again"),
    "section": mark("A heading inside the list, not a person"),
    "total": mark("A total"),
    "signature": mark("A signature or a note, not a person"),
    "legend": mark("A note, not a person"),
    "vacancy": mark("A vacancy"),
    "no_name": mark("A post without a name"),
    "error": mark("A formula with a mistake"),
    "not_a_day": mark("Not a day. Write it like 20.05.2024"),
    "no_such_day": mark("There is no such day"),
    "future_day": mark("A day that is yet to come"),
    "several_days": mark("Several days: which one counts?"),
    "not_a_length": mark("Not a length of service. Write it like 5 years 3 months"),
    "months_over_11": mark("More than 11 months beside the years"),
    "year_alone": mark("A year only: since which day?"),
    "years_or_kinds": mark("Years and months, or two kinds of service? Write the units"),
    "longer_than_whole": mark("Longer than all service together: which is right?"),
    "decimals": mark("Is the figure after the point months or a part of a year? Not read"),
    "no_kind": mark("Which service is it: all, teaching, in the specialty? Not read"),
    "management_kind": mark("Managing what: education or something else? Not counted"),
    "not_a_category": mark("Not a category"),
    "no_category_named": mark("A day, but no category"),
    "several_categories": mark("Several categories: which one is held now?"),
    "no_hours": mark("A course without hours: not counted"),
    "hours_and_days": mark("Not as many days as courses"),
    "several_courses": mark("Several courses that cannot be told apart"),
    "not_a_course": mark("Not a course in hours: not counted"),
    "unknown_post": mark("The orders name no such post: not judged"),
    "unsure_post": mark("Which post of the order is it? Not judged"),
    "field_of_post": mark("Professors: natural and technical sciences, or arts and IT? Not judged"),
    "no_posts": mark("The list has no column of posts: the sections were taken, or nothing"),
    "unfinished_education": mark("Education that is not finished: not counted"),
    "not_an_education": mark("No level of education is named"),
    "lost_letters": mark("Letters were lost when the file was saved: look at the name"),
    "several_people": mark("Several people in one cell"),
    "odd_name": mark("Is this a name?"),
}


def why_words(why: str, tr: Translator) -> str:
    return tr.text(WHY[why])
