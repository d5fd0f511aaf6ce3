"""Who signs a form, and what is signed already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rules.training.vocabulary import ChainStep, FundingSource, Step, TrainingForm
from storage.tables.training import Passage
from workbooks.training.content import Signature
from workbooks.training.words import Words

OFFICES: Final[dict[ChainStep, Words]] = {
    "approve_unit": Words("Бөлімше басшысы", "Руководитель подразделения"),
    "sign": Words("Институт (департамент) директоры", "Директор института (департамента)"),
    "consolidate": Words("Кадр қызметі", "Кадровая служба"),
    "agree": Words("Қаржы және бухгалтерия", "Финансы и бухгалтерия"),
    "approve": Words("Басқарма аппаратының басшысы", "Руководитель аппарата правления"),
}
OF_FORM: Final[dict[TrainingForm, tuple[ChainStep, ...]]] = {
    "602-01": ("approve_unit", "sign"),
    "602-05": ("consolidate", "agree", "approve"),
}
HEAD, HR = OFFICES["approve_unit"], OFFICES["consolidate"]
HR_DIRECTOR = Words("Кадр жөніндегі директор", "Директор по кадрам")
ALWAYS: Final[dict[TrainingForm, tuple[Words, ...]]] = {
    "602-02": (HEAD, HR),
    "602-03": (HEAD, HR),
}
ANNUAL: Final[TrainingForm] = "602-06"
OWN_MONEY: Final[FundingSource] = "university"


def signatures(
    form: TrainingForm, chain: Sequence[Step], passages: Sequence[Passage], *, own_money: bool
) -> tuple[Signature, ...]:
    """The offices of the organisation's chain with what they did since it last went back; finance
    only where the organisation's own money is used."""
    if form == ANNUAL:
        signed = next((each for each in reversed(passages) if each.step == "report"), None)
        return (_by(HR_DIRECTOR, signed),)
    if form in ALWAYS:
        return tuple(Signature(each.kk, each.ru) for each in ALWAYS[form])
    steps = {each.name: each for each in chain}
    done: dict[ChainStep, Passage] = {}
    for passage in passages:
        done = {} if passage.outcome == "back" else {**done, passage.step: passage}
    return tuple(
        _signature(steps[name], done.get(name))
        for name in OF_FORM[form]
        if steps[name].active and (name != "agree" or own_money)
    )


def _signature(step: Step, done: Passage | None) -> Signature:
    return _by(Words(step.outside, step.outside) if step.outside else OFFICES[step.name], done)


def _by(office: Words, done: Passage | None) -> Signature:
    if done is None:
        return Signature(office.kk, office.ru)
    return Signature(office.kk, office.ru, done.name, done.number, done.day or done.at.date())
