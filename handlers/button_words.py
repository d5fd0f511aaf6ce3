"""The words of a button, typed instead of pressed: they mean what the button means."""

from __future__ import annotations

from handlers.answer_words import label
from i18n import LANGUAGES, Translator, translator
from rules.questionnaire.moves import move_for
from rules.questionnaire.question import Answered, Json, Step, Widget
from rules.questionnaire.wording import NOTHING
from rules.typed.outcome import Understood


def read_button(step: Step, text: str) -> Understood[Json] | None:
    """The answer whose button says exactly `text` in any of the languages, large or small."""
    typed = _plain(text)
    for language in LANGUAGES:
        tr = translator(language)
        for value, words in _buttons(step, tr):
            if _plain(words) == typed:
                return Understood(value)
    return None


def _buttons(step: Step, tr: Translator) -> list[tuple[Json, str]]:
    """What can be pressed and what it says; the items of a checklist are too long for that."""
    if step.widget is Widget.CHECKLIST:
        return [([], tr.text(NOTHING[step.fact]))]
    if step.widget is Widget.MANY:
        named = [([o.value], label(o, step.widget, tr)) for o in step.options]
        return [*named, ([], tr.text(NOTHING[step.fact]))]
    moves = [(move_for(step, o.value), label(o, step.widget, tr)) for o in step.options]
    return [(move.value, words) for move, words in moves if isinstance(move, Answered)]


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("ё", "е").strip(" .!«»\"'").split())
