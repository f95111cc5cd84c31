"""What the user chose, kept in one small JSON file."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.i18n import _

log = logging.getLogger(__name__)

THEMES = ("system", "light", "dark", "sepia", "contrast")

# The least and the most that a figure may be; a file may say anything.
_BOUNDS: dict[str, tuple[float, float]] = {
    "reading_size": (8, 72),
    "measure": (30, 200),
    "skip_back_ms": (1_000, 600_000),
    "skip_forward_ms": (1_000, 600_000),
    "step_ms": (100, 60_000),
    "speed": (0.25, 4.0),
    "volume": (0.0, 1.0),
}
_LONGEST_TEXT = 1_000


class SettingsLost(AppError):
    """The settings file could not be read, or cannot be written."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice, with its default."""

    theme: str = "system"  # one of THEMES
    reading_size: int = 17  # pixels
    serif: bool = False
    measure: int = 70  # characters in a line of the transcript
    skip_back_ms: int = 15_000
    skip_forward_ms: int = 30_000
    step_ms: int = 5_000
    speed: float = 1.0
    volume: float = 1.0
    follow: bool = True
    click_seeks: bool = False
    mark_words: bool = True  # the word being spoken, where its time is known
    reduced_motion: bool = False
    output: str = ""  # the id of the device that sounds; empty: where the system plays
    output_name: str = ""  # to speak of it while it is gone
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)  # changed ones, by action
    align_when_idle: bool = False  # it takes hours for a large library: who wants that says so


class SettingsFile:
    """Settings on disk. Unknown keys are kept, so an older version loses nothing.

    ``problem`` says what was wrong with the file when it was read: the window shows it once.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stored: dict[str, object] = {}
        self.problem: SettingsLost | None = None
        self.value = self._load()

    def change(self, **changes: object) -> Settings:
        """Make ``changes`` and save them beside the old file, which is then replaced.

        Raises SettingsLost when they cannot be saved; they hold until the program ends.
        """
        self.value = _checked(replace(self.value, **changes))  # type: ignore[arg-type]
        scratch = self._path.with_name(self._path.name + ".new")
        text = json.dumps(self._stored | asdict(self.value), indent=2, ensure_ascii=False)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_text(text + "\n", "utf-8")
            scratch.replace(self._path)
        except OSError as error:
            raise SettingsLost(
                _("The settings cannot be saved: {reason}.").format(reason=error.strerror),
                hint=_("They hold until Earmark is closed. Make “{path}” writable.").format(
                    path=self._path
                ),
            ) from error
        return self.value

    def _load(self) -> Settings:
        try:
            stored = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            self.problem = SettingsLost(
                _("The settings cannot be read: {reason}.").format(reason=error.strerror),
                hint=_("Earmark starts with the usual ones. Look at “{path}”.").format(
                    path=self._path
                ),
            )
            return Settings()
        except ValueError:
            stored = None
        if not isinstance(stored, dict):
            self._keep_aside()
            return Settings()
        self._stored = stored
        known = {
            field.name: stored[field.name] for field in fields(Settings) if field.name in stored
        }
        return _checked(replace(Settings(), **known))

    def _keep_aside(self) -> None:
        """Put a damaged file where the next save does not overwrite it."""
        aside = self._path.with_name(self._path.name + ".damaged")
        try:
            self._path.replace(aside)
        except OSError as error:
            log.warning("Damaged settings stay where they are: %s", error)
            aside = self._path
        self.problem = SettingsLost(
            _("The settings file was damaged; Earmark starts with the usual settings."),
            hint=_("The damaged file is kept as “{path}”.").format(path=aside),
        )


def _checked(settings: Settings) -> Settings:
    """Return ``settings`` with the default in the place of each value that makes no sense."""
    defaults = Settings()
    return replace(
        settings,
        **{
            field.name: getattr(defaults, field.name)
            for field in fields(Settings)
            if not _makes_sense(field.name, getattr(settings, field.name))
        },
    )


def _makes_sense(name: str, value: object) -> bool:
    default = getattr(Settings(), name)
    if name == "theme":
        return value in THEMES
    if isinstance(default, Mapping):
        return isinstance(value, Mapping) and all(_are_keys(keys) for keys in value.values())
    if isinstance(default, str):
        return isinstance(value, str) and len(value) <= _LONGEST_TEXT
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if not isinstance(value, int if isinstance(default, int) else int | float):
        return False
    low, high = _BOUNDS[name]
    return low <= value <= high


def _are_keys(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(key, str) for key in value)
