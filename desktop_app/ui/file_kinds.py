"""The kinds of files that dialogs offer, from the tables of formats, and the ending of a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.i18n import _
from desktop_app.transcript.formats import FORMATS, WRITERS
from desktop_app.workflows.finding_files import SOUND_SUFFIXES, TEXT_SUFFIXES

USUAL = "md"  # the format that is offered first


@dataclass(frozen=True, slots=True)
class SaveKinds:
    """What a dialog for saving offers: its list of kinds, and the one it begins with."""

    filters: str
    usual: str
    names: dict[str, str]  # the format for each kind


def kinds_to_open() -> str:
    """Return the kinds for a dialog that asks for audio or transcripts."""
    sounds, texts = sorted(SOUND_SUFFIXES), _text_endings()
    return ";;".join(
        (
            _kind(_("Audio and transcripts"), (*sounds, *texts)),
            _kind(_("Transcripts"), texts),
            _kind(_("Audio"), sounds),
            _("All files (*)"),
        )
    )


def kinds_of_sound() -> str:
    """Return the kinds for a dialog that asks for the sound of an episode."""
    return ";;".join((_kind(_("Audio"), sorted(SOUND_SUFFIXES)), _("All files (*)")))


def kinds_of_text() -> str:
    """Return the kinds for a dialog that asks for a transcript."""
    return ";;".join((_kind(_("Transcripts"), _text_endings()), _("All files (*)")))


def kinds_to_save() -> SaveKinds:
    """Return the kinds for a dialog that asks where to write a transcript: all that are written."""
    names = {
        _kind(writer.label, (writer.extension, *writer.extensions)): name
        for name, writer in WRITERS.items()
    }
    usual = next(kind for kind, name in names.items() if name == USUAL)
    return SaveKinds(";;".join(names), usual, names)


def named_for(file: Path, kind: str) -> tuple[Path, str]:
    """Return the file to write and its format: the kind chosen, unless the name ends otherwise.

    The ending that was offered says nothing against another kind. A file that nobody was asked
    about is never the one to write.
    """
    fitting = {name: size for name in WRITERS if (size := _fit(file, name))}
    if kind in fitting:
        return file, kind
    if fitting and not (kind != USUAL and USUAL in fitting):
        return file, max(fitting, key=lambda name: fitting[name])
    offered = WRITERS[USUAL].extension
    bare = file.name[: -len(offered)] if fitting else file.name
    named = file.with_name(bare + WRITERS[kind].extension)
    return (file if named.exists() else named), kind


def _fit(file: Path, name: str) -> int:
    """Return how much of a file's name is an ending of a format."""
    writer = WRITERS[name]
    endings = (writer.extension, *writer.extensions)
    return max((len(e) for e in endings if file.name.lower().endswith(e.lower())), default=0)


def _text_endings() -> list[str]:
    return sorted({*TEXT_SUFFIXES, *(ending for entry in FORMATS for ending in entry.extensions)})


def _kind(label: str, endings: Iterable[str]) -> str:
    """Return a line of a dialog's list of kinds."""
    return f"{label} ({' '.join(f'*{ending}' for ending in endings)})"
