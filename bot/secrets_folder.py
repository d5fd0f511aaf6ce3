"""The folder of SECRETS_DIR: one file for each setting that is a secret, named after it."""

from __future__ import annotations

import os
from pathlib import Path

from bot.settings import Settings
from rules.errors import BadInput


def secrets_folder() -> Path | None:
    """Raises BadInput where a secret could not be used: without its token the bot would start as a
    local chat."""
    name = os.environ.get("SECRETS_DIR")
    if not name:
        return None
    folder = Path(name)
    try:
        for file in folder.iterdir():
            if file.name.lower() in Settings.model_fields:
                _require_secret(file, folder.resolve())
    except OSError as error:
        raise BadInput("SECRETS_DIR", f"{error.filename}: {error.strerror}") from None
    return folder


def _require_secret(file: Path, folder: Path) -> None:
    if not file.read_bytes().strip():
        raise BadInput("SECRETS_DIR", f"{file} is empty")
    if folder not in file.resolve().parents:
        raise BadInput("SECRETS_DIR", f"{file} leads out of the folder")
