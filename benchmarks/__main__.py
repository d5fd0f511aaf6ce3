"""`make bench`: every measurement; goals beside figures on standard error, JSON on standard output.

With the address of a PostgreSQL server in BILIKTILIK_TEST_POSTGRES those that need one run too.
Exit status 1 when a goal was missed; the last lines say which measurements missed one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

SERVER = os.environ.get("BILIKTILIK_TEST_POSTGRES")
ON_SERVER = ("--postgresql", SERVER) if SERVER else ()
# A million people take too long for every day: `python -m benchmarks.scale` and
# `python -m benchmarks.lists` measure them as well.
PEOPLE = ("--people", "1000", "100000")

MEASUREMENTS: dict[str, tuple[str, ...]] = {
    "evaluation": (),
    "question_step": (),
    "memory": (),
    "scale": (*PEOPLE, *ON_SERVER),
    **({"two_processes": ON_SERVER} if SERVER else {}),
    "ten_times": (),
    "matching": (),
    "answers": (),
    "stories": (),
    "certificates": (),
    "questionnaire": (),
    "heights": (),
    "actions": (),
    "training_year": (),
    "hr_year": (),
    "papers": (),
    "papers_under_load": (),
    "roster": (),
    "register": (),
    "lists": ("--organisations", "1", *ON_SERVER),
    "recipients": ON_SERVER,
    "pages": ON_SERVER,
    "broadcast": (),
    "creating": ON_SERVER,
    "intake_kills": (),
    "kills": ("--kills", "20"),
}


def main() -> int:
    results = {}
    ends = {}
    for name, arguments in MEASUREMENTS.items():
        print(f"\n== {name}", file=sys.stderr)
        begun = time.perf_counter()
        done = subprocess.run(  # noqa: S603 - our own modules
            [sys.executable, "-m", f"benchmarks.{name}", *arguments],
            stdout=subprocess.PIPE,
            check=False,
        )
        ends[name] = (done.returncode, time.perf_counter() - begun)
        results[name] = json.loads(done.stdout) if done.stdout.strip() else None
    print(file=sys.stderr)
    for name, (status, seconds) in ends.items():
        print(f"{'missed' if status else 'met':7} {name} ({seconds:.0f} s)", file=sys.stderr)
    if not SERVER:
        print("left out: what needs a PostgreSQL server", file=sys.stderr)
    print(json.dumps(results, ensure_ascii=False))
    return int(any(status for status, _ in ends.values()))


if __name__ == "__main__":
    sys.exit(main())
