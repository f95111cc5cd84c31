"""What can be said of an episode's times: how good they are, in one word and in figures."""

from collections.abc import Sequence

from desktop_app.i18n import _, ngettext
from desktop_app.transcript.model import Evidence, Segment
from desktop_app.ui.widgets.timing_chip import TimingQuality

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
    counts = (
        (_("With an exact time"), sum(s.evidence in _EXACT for s in spoken)),
        (_("With an estimate"), sum(s.is_estimated for s in spoken)),
        (_("Without a time"), sum(s.start_ms is None for s in spoken)),
        (_("Word by word"), sum(bool(s.words) for s in spoken)),
    )
    figures = [
        (
            words,
            ngettext("{n} of {total} paragraph", "{n} of {total} paragraphs", len(spoken)).format(
                n=count, total=len(spoken)
            ),
        )
        for words, count in counts
        if count
    ]
    errors = sorted(s.error_ms for s in spoken if s.is_estimated and s.error_ms)
    if errors:
        figures += [
            (_("Estimates usually within"), _seconds(errors[len(errors) // 2])),
            (_("Worst estimate within"), _seconds(errors[-1])),
        ]
    return figures


def _seconds(error_ms: int) -> str:
    return _("± {n} s").format(n=max(1, round(error_ms / 1_000)))
