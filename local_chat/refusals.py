"""What Telegram answers when it refuses a call: code, description and when to try again."""

from typing import Any


class RefusalError(Exception):
    """A call that is refused. `code` is the HTTP status, `retry_after` is in seconds."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def to_json(self) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


def bad_request(reason: str) -> RefusalError:
    return RefusalError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> RefusalError:
    return RefusalError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> RefusalError:
    return RefusalError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> RefusalError:
    return RefusalError(429, f"Too Many Requests: retry after {retry_after}", retry_after)


def unauthorized() -> RefusalError:
    return RefusalError(401, "Unauthorized")


def method_not_found() -> RefusalError:
    return RefusalError(404, "Not Found: method not found")
