"""`make bench`: every measurement, a table on standard error and JSON on standard output."""

from __future__ import annotations

import json
import subprocess
import sys

MEASUREMENTS = (
    "evaluation",
    "question_step",
    "ready",
    "matching",
    "answers",
    "stories",
    "questionnaire",
    "heights",
    "papers",
    "papers_under_load",
    "roster",
    "register",
    "broadcast",
    "intake_kills",
)


def main() -> int:
    results = {}
    failed = 0
    for name in MEASUREMENTS:
        print(f"\n== {name}", file=sys.stderr)
        done = subprocess.run(  # noqa: S603 - our own modules
            [sys.executable, "-m", f"benchmarks.{name}"], stdout=subprocess.PIPE, check=False
        )
        failed |= done.returncode
        results[name] = json.loads(done.stdout) if done.stdout.strip() else None
    print(json.dumps(results, ensure_ascii=False))
    return failed


if __name__ == "__main__":
    sys.exit(main())
