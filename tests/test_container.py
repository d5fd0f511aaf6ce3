"""The image and the compose file, as far as they can be tried without an engine.

What the COPY lines name is laid into an empty folder, and the bot starts there.
"""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.conversation.stopping import DRAIN_SECONDS
from bot.outbound.running import CONNECT_TIMEOUT, READ_TIMEOUT
from bot.settings import Settings
from local_chat.faults import Fault
from local_chat.server import LocalTelegram, running

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COPIED = re.findall(r"^COPY (?!--)(\S+) (?!/tmp)(\S+)$", DOCKERFILE, re.MULTILINE)
FULL_TAG = re.compile(r"[a-z]+:\d+\.\d+(\.\d+)?-\w+(-\w+)?")
BEATING = "tmp/heartbeat"
OF_COMPOSE = {"SECRETS_DIR"}


def compose() -> dict[str, Any]:
    content: dict[str, Any] = YAML(typ="safe").load(ROOT / "compose.yaml")
    return content


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """/app as the image has it."""
    app = tmp_path / "app"
    app.mkdir()
    for source, target in COPIED:
        shutil.copytree(
            ROOT / source, app / target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
        )
    return app


def environment(image: Path) -> dict[str, str]:
    """That of the container; its /tmp is a folder beside."""
    outside = image.parent / "tmp"
    outside.mkdir()
    return {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "TMPDIR": str(outside),
        "MPLCONFIGDIR": str(outside / "matplotlib"),
        "HEARTBEAT_FILE": str(image.parent / BEATING),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LISTEN_PORT": "0",
        "LOG_LEVEL": "ERROR",
    }


def files(app: Path) -> set[str]:
    return {path.relative_to(app).as_posix() for path in app.rglob("*")}


@asynccontextmanager
async def bot_process(image: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=image,
        env=environment(image) | settings,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_what_is_copied_is_enough_to_run_and_to_stop(image: Path) -> None:
    copied = files(image)
    telegram = LocalTelegram()
    async with (
        running(telegram) as address,
        bot_process(image, BOT_TOKEN=telegram.token, BOT_API_URL=address) as bot,
    ):
        await telegram.wait_until(lambda: telegram.updates.is_polled, 60)
        assert BEATING in files(image.parent)
        bot.terminate()
        _, said = await bot.communicate()
        assert bot.returncode == 0, said.decode()
    assert {name.partition("/")[0] for name in files(image) - copied} == {"var"}


async def test_a_bot_that_is_told_to_stop_while_it_starts_stops(image: Path) -> None:
    telegram = LocalTelegram()
    telegram.faults.chance("setMyCommands", Fault("delay", delay_ms=60_000), 1)
    async with (
        running(telegram) as address,
        bot_process(image, BOT_TOKEN=telegram.token, BOT_API_URL=address) as bot,
    ):
        await telegram.wait_until(lambda: bool(telegram.calls.of("deleteWebhook")), 60)
        bot.terminate()
        async with asyncio.timeout(20):
            await bot.communicate()


async def test_the_rules_answer_in_the_image(image: Path) -> None:
    check = ("check", "--position", "tvet-teacher", "--profile", "-", "--json")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *check),
        cwd=image,
        env=environment(image),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    answer, _ = await process.communicate(b"{}")
    assert process.returncode == 0
    assert b'"verdict": "undetermined"' in answer.replace(b'":"', b'": "')


def test_every_room_is_copied_and_none_ignored() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert {source for source, _ in COPIED} == rooms
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert not rooms & set(ignored)
    assert {".env", "secrets", "var"} <= set(ignored)


def test_images_are_named_by_their_full_version() -> None:
    images = re.findall(r"^ARG PYTHON_IMAGE=(\S+)$", DOCKERFILE, re.MULTILINE)
    images += re.findall(r":-([^}]+)}", compose()["services"]["database"]["image"])
    assert len(images) == 2
    assert [image for image in images if not FULL_TAG.fullmatch(image)] == []


@pytest.mark.parametrize("service", ["bot", "worker"])
def test_ours_run_without_rights_and_have_time_to_stop(service: str) -> None:
    given = compose()["services"][service]
    assert given["read_only"]
    assert given["cap_drop"] == ["ALL"]
    grace = int(given["stop_grace_period"].removesuffix("s"))
    assert grace > max(DRAIN_SECONDS, READ_TIMEOUT + CONNECT_TIMEOUT)


def test_the_compose_file_sets_what_the_bot_reads_and_no_secret() -> None:
    known = {name.upper() for name in Settings.model_fields} | OF_COMPOSE
    for service in ("bot", "worker"):
        given = compose()["services"][service]
        assert set(given["environment"]) <= known
        assert not {name.lower() for name in given["environment"]} & set(given["secrets"])
        assert {name.upper() for name in given["secrets"]} <= known
    assert all(each["file"].startswith("./secrets/") for each in compose()["secrets"].values())
