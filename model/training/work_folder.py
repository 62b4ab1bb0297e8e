"""The folder of what takes long in training: kept readings are only taken up by a training with the same options."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from levelhed.data.durable import write_durably
from levelhed.data.errors import InputError

_OPTIONS = "options.json"


def open_work_folder(work: Path, options: Mapping[str, Any]) -> None:
    """Make `work` where it is not there, and note in it what its files are made with.

    Parameters
    ----------
    work : Path
    options : mapping
        What the files depend on, as JSON can hold it.

    Raises
    ------
    InputError
        ``bad_option``, where its files were made with other options; ``cannot_write``.
    """
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("cannot_write", str(work), f"cannot be made ({error.strerror or error})") from error
    kept = work / _OPTIONS
    wanted = json.dumps(options, indent=2, sort_keys=True) + "\n"
    if not kept.is_file():
        with write_durably(kept) as part:
            part.write_text(wanted, encoding="utf-8")
    elif kept.read_text(encoding="utf-8") != wanted:
        raise InputError(
            "bad_option",
            str(work),
            f"holds what a training with other options left ({_OPTIONS} names them); "
            "give another folder with --work, or empty this one",
        )
