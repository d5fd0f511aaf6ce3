"""Use cases of several steps: done wholly, or, where one step is refused, not at all.

Whoever calls a use case says kindly why it was refused and lets the transaction be stored: what was
done before the refusal would be stored with it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from cases.errors import CaseError
from storage.database import Work

P = ParamSpec("P")
Done = TypeVar("Done")


def wholly(work: Work) -> AbstractAsyncContextManager[None]:
    """What is done inside; a `CaseError` takes it back and goes on."""
    return work.part(CaseError)


def whole(
    case: Callable[Concatenate[Work, P], Awaitable[Done]],
) -> Callable[Concatenate[Work, P], Awaitable[Done]]:
    """The use case, done wholly or not at all."""

    @wraps(case)
    async def carried_out(work: Work, /, *args: P.args, **named: P.kwargs) -> Done:
        async with wholly(work):
            return await case(work, *args, **named)

    return carried_out
