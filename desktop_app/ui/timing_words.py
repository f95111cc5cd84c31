"""What can be said of an episode's times: how good they are, in one word and in figures."""

from collections.abc import Sequence

from desktop_app.errors import AppError
from desktop_app.i18n import _, ngettext
from desktop_app.transcript.model import Evidence, Segment
from desktop_app.ui.widgets.timing_chip import TimingQuality
from desktop_app.workflows.opening import OpenRecording

_SURE = 0.5  # confidence of a word that was found where it is
_EXACT = (Evidence.EXACT, Evidence.ALIGNED)


def quality_of(segments: Sequence[Segment]) -> TimingQuality:
    """Return how good the times of the paragraphs are, all together."""
    spoken = [segment for segment in segments if segment.is_speech]
    exact = sum(segment.evidence in _EXACT for segment in spoken)
    estimated = sum(segment.is_estimated for segment in spoken)
    if not exact and not estimated:
        return TimingQuality.NONE
    if not exact or exact < estimated:
        return TimingQuality.ROUGH
    return TimingQuality.MIXED if exact < len(spoken) else TimingQuality.EXACT


def usual_error_ms(segments: Sequence[Segment]) -> int | None:
    """Return how far off the estimates among the times can be, None without estimates."""
    errors = sorted(s.error_ms for s in segments if s.is_estimated and s.error_ms)
    return errors[len(errors) // 2] if errors else None


def timing_figures(segments: Sequence[Segment]) -> list[tuple[str, str]]:
    """Return what can be counted, as pairs of words and a value."""
    spoken = [segment for segment in segments if segment.is_speech]
    exact = sum(segment.evidence in _EXACT for segment in spoken)
    words = [word for segment in spoken for word in segment.words or ()]
    found = sum(word.confidence >= _SURE for word in words)
    figures: list[tuple[str, str]] = []
    if words:
        share = ngettext("{n} of {total} word", "{n} of {total} words", len(words))
        figures.append((_("Found in the sound"), _share(share, found, len(words))))
    counts = (
        (_("Exact times"), exact),
        (_("Estimates"), sum(s.is_estimated for s in spoken)),
        (_("Without a time"), sum(s.start_ms is None for s in spoken)),
    )
    for name, count in counts:
        if count:
            share = ngettext("{n} of {total} paragraph", "{n} of {total} paragraphs", len(spoken))
            figures.append((name, _share(share, count, len(spoken))))
    errors = sorted(s.error_ms for s in spoken if s.is_estimated and s.error_ms)
    if errors:
        figures += [
            (_("Estimates usually within"), _seconds(errors[len(errors) // 2])),
            (_("Worst estimate within"), _seconds(errors[-1])),
        ]
    return figures


def next_step_words(
    opened: OpenRecording, quality: TimingQuality, no_engine: AppError | None
) -> str:
    """Return what the user can do so that the times get better, or no words."""
    facts, audio = opened.alignment, opened.recording.audio
    is_whole = facts is not None and facts.is_whole
    if opened.doubt is not None:
        return f"{opened.doubt.message} {opened.doubt.hint}"
    if quality is TimingQuality.EXACT or not opened.transcript.segments:
        return ""
    if is_whole:
        return _("What has ≈ was not found in the sound. When you hear such a line, press T.")
    if audio is None or not audio.exists():
        return _("Add the audio of this episode, and its times can be found.")
    if no_engine is not None:
        return f"{no_engine} {no_engine.hint}"
    if facts is not None:
        return _("Aligning was stopped before the end. It goes on where it was.")
    return _(
        "Aligning finds every word, in some minutes and without a network. "
        "Or press T when you hear a line: the times around it follow."
    )


def exact_until_ms(segments: Sequence[Segment], moment_ms: int) -> int | None:
    """Return up to when all lines from a moment on have exact times; None: the first has none."""
    until_ms = None
    spoken = [s for s in segments if s.is_speech and s.start_ms is not None]
    first = max((n for n, s in enumerate(spoken) if (s.start_ms or 0) <= moment_ms), default=0)
    for segment in spoken[first:]:
        if segment.evidence not in _EXACT:
            break
        until_ms = segment.end_ms
    return until_ms


def _share(words: str, count: int, total: int) -> str:
    """Return a count with its share; nothing but all of them is 100 %, nothing but none 0 %."""
    percent = round(100 * count / total)
    if 0 < count < total:
        percent = min(99, max(1, percent))
    share = _("{percent} %").format(percent=percent)
    return f"{words.format(n=f'{count:n}', total=f'{total:n}')}, {share}"


def _seconds(error_ms: int) -> str:
    return _("± {n} s").format(n=max(1, round(error_ms / 1_000)))
