"""Whether a sound is the one that a text was made for: by its length, the times, the words."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.i18n import _, ngettext
from desktop_app.library import Library
from desktop_app.library.recordings import Recording
from desktop_app.timecode import SECOND_MS, clock, length
from desktop_app.transcript.clock_pace import (
    BREAK_MS,
    LEAD_IN_MS,
    OUTRO_MS,
    USUAL_PACE_MS,
    effort,
)
from desktop_app.transcript.lookup import untranscribed_zones
from desktop_app.transcript.model import Evidence, Transcript, Word

# Ends of subtitles and clocks are a little off.
_END_SLACK_MS = 3 * SECOND_MS
# Milliseconds for a letter: of 1,700 recordings 99 in 100 need between 66 and 98, that is 3.4 and
# 2.3 words a second. What lies well outside cannot be all of the text, or is more than it.
_FASTEST_MS, _SLOWEST_MS = 58.0, 130.0
_LONGEST_END_MS = 300_000  # music, credits, more of the show after the talk
_ENOUGH = 1_500.0  # letters: about two minutes of talk
# What was found in a sound that is the text's own: of noisy ones two thirds, of others nearly all.
_LEAST_FOUND = 0.5
_MANY_WORDS = 200  # in a row that nobody says: more than a paragraph that was cut


@dataclass(frozen=True, slots=True)
class AudioDoubt:
    """Why a sound may not belong to a text, in one sentence, and what to do about it."""

    message: str
    hint: str


def doubt_of(library: Library, recording: Recording) -> AudioDoubt | None:
    """Return why a recording's sound may not belong to its text; pins show that it does.

    Once a recording was aligned, what was found in its sound tells more than lengths and times.
    """
    if recording.audio is None or library.pins.list(recording.id):
        return None
    transcript = library.recordings.transcript(recording.id)
    facts = library.alignments.get(recording.id)
    if facts is not None and facts.is_whole and transcript.timing is Evidence.ALIGNED:
        return doubt_found(transcript, recording.duration_ms)
    return doubt_audio(transcript, recording.duration_ms)


def doubt_found(transcript: Transcript, duration_ms: int | None) -> AudioDoubt | None:
    """Return how a text and the sound it was aligned with differ; None if they are one cut."""
    words = [word for s in transcript.segments if s.is_speech for word in s.words or ()]
    found = sum(word.start_ms is not None for word in words)
    if not words or not duration_ms:
        return None
    if found < _LEAST_FOUND * len(words):
        percent = round(100 * found / len(words))
        sentence = _("Only {percent} % of the words of this text were found in the sound.")
        return _cut_doubt(sentence.format(percent=percent))
    silent, after_ms = _longest_silence(words)
    if len(silent) >= _MANY_WORDS:
        lasts_ms = round(USUAL_PACE_MS * effort(" ".join(word.text for word in silent)))
        sentence = _("About {length} of the text is not in the sound, from {time} on.")
        return _cut_doubt(sentence.format(length=length(lasts_ms), time=clock(after_ms)))
    zones = untranscribed_zones(transcript.segments, duration_ms)
    zone = max(zones, key=lambda zone: zone.end_ms - zone.start_ms, default=None)
    if zone is not None and zone.end_ms - zone.start_ms > _LONGEST_END_MS:
        sentence = _("About {length} of the sound is not in the text, from {time} on.")
        lasts_ms = zone.end_ms - zone.start_ms
        return _cut_doubt(sentence.format(length=length(lasts_ms), time=clock(zone.start_ms)))
    return None


def _longest_silence(words: Sequence[Word]) -> tuple[Sequence[Word], int]:
    """Return the longest run of words that nobody says, and when the one before it ends."""
    longest: Sequence[Word] = ()
    after_ms = ended_ms = begun = 0
    for place, word in enumerate((*words, None)):
        if word is not None and word.start_ms is None:
            continue
        if place - begun > len(longest):
            longest, after_ms = words[begun:place], ended_ms
        begun = place + 1
        ended_ms = (word.end_ms if word is not None else None) or ended_ms
    return longest, after_ms


def doubt_audio(transcript: Transcript, duration_ms: int | None) -> AudioDoubt | None:
    """Return why a sound of this length can hardly be what the text says; None if it can.

    ``transcript`` has the times of its file. A text that is an excerpt looks like one of another
    recording: it is only ever a doubt.
    """
    if not duration_ms or not transcript.segments:
        return None
    last_ms = _last_ms(transcript)
    if last_ms is not None and last_ms > duration_ms + _END_SLACK_MS:
        sentence = _("The text has times up to {last}, but the sound ends at {end}.")
        return _doubt(sentence.format(last=clock(last_ms), end=clock(duration_ms)))
    spoken = [segment.text for segment in transcript.segments if segment.is_speech]
    work = sum(map(effort, spoken))
    words = sum(len(text.split()) for text in spoken)
    if work < _ENOUGH:
        return None
    count = ngettext("{n} word", "{n} words", words).format(n=words)
    if duration_ms < _FASTEST_MS * work:
        sentence = _("The text is too long for this sound: nobody says {words} in {length}.")
        return _doubt(sentence.format(words=count, length=length(duration_ms)))
    marks = sum(not segment.is_speech for segment in transcript.segments)
    rest_ms = duration_ms - (last_ms or 0) - _SLOWEST_MS * _work_after(transcript)
    if last_ms is not None and rest_ms > _LONGEST_END_MS:
        sentence = _("The sound goes on for about {length} after the text ends.")
        return _doubt(sentence.format(length=length(round(rest_ms))))
    other_ms = LEAD_IN_MS + OUTRO_MS + 2 * BREAK_MS * marks
    if duration_ms > _SLOWEST_MS * work + other_ms:
        sentence = _("The sound is {length} long, and this text of {words} takes far less to say.")
        return _doubt(sentence.format(words=count, length=length(duration_ms)))
    return None


def _last_ms(transcript: Transcript) -> int | None:
    """Return the last time that the file gives, of a mark or a subtitle."""
    marked = [marker.moment_ms for marker in transcript.markers]
    cued = [cue.end_ms for cue in transcript.cues]
    return max([*marked, *cued], default=None)


def _work_after(transcript: Transcript) -> float:
    """Return how much there is to say after the last time of a rough text."""
    if not transcript.markers:
        return 0.0
    last = max(transcript.markers, key=lambda marker: (marker.segment, marker.word))
    rest = [s.text for s in transcript.segments if s.is_speech and s.index > last.segment]
    own = transcript.segments[last.segment].text.split()[last.word :]
    return sum(map(effort, (*rest, " ".join(own))))


def _cut_doubt(sentence: str) -> AudioDoubt:
    hint = _(
        "It may be another cut or another episode: find the right file. Where a line is said all"
        " the same, click it and press T."
    )
    return AudioDoubt(sentence, hint)


def _doubt(sentence: str) -> AudioDoubt:
    hint = _(
        "If this is another recording or another cut, find the right file. If only its"
        " advertisements differ, click the line that is being said and press T."
    )
    return AudioDoubt(sentence, hint)
