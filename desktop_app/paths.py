"""Where Earmark keeps things, and where its own resources are."""

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_APP = "earmark"


@dataclass(frozen=True, slots=True)
class Places:
    """Every file and folder Earmark writes. Nothing outside them is written unasked."""

    database: Path
    settings: Path
    window_state: Path
    backups: Path
    index: Path
    peaks: Path
    alignment: Path
    log: Path


def places(library: Path | None = None) -> Places:
    """Return the places below ``library``, or the platform's folders where it is None.

    Creates nothing. The index, the peaks and what was heard for alignment are caches:
    each may be deleted at any time.
    """
    if library is not None:
        data = config = state = library
        cache, logs = library / "cache", library / "log"
    else:
        folders = platformdirs.PlatformDirs(_APP, appauthor=False)
        data, config = folders.user_data_path, folders.user_config_path
        state, cache, logs = folders.user_state_path, folders.user_cache_path, folders.user_log_path
    return Places(
        database=data / "library.sqlite3",
        settings=config / "settings.json",
        window_state=state / "window.json",
        backups=data / "backups",
        index=cache / "index",
        peaks=cache / "peaks",
        alignment=cache / "alignment",
        log=logs / "earmark.log",
    )


def resource(name: str) -> Path:
    """Return the path of ``name`` below ``resources/``.

    The folder lies beside the package in a wheel, in the unpacked bundle of a frozen program,
    and at the top of a checkout.
    """
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    homes = [package / "resources", *([Path(bundle) / "resources"] if bundle else [])]
    home = next((home for home in homes if home.is_dir()), package.parent / "resources")
    return home / name
