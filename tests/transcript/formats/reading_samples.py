"""Reading a sample in a test: what its cues and words say, in short."""

import json

from desktop_app.transcript.formats import Reading, read_transcript_bytes

ShortCue = tuple[int, int, str | None, str]


def read_sample(content: str | bytes | dict[str, object] | list[object], name: str) -> Reading:
    """Read a text, bytes, or a document that is written as JSON."""
    if isinstance(content, dict | list):
        content = json.dumps(content)
    return read_transcript_bytes(content if isinstance(content, bytes) else content.encode(), name)


def cues_of(reading: Reading) -> list[ShortCue]:
    """Return the file's own cues."""
    return [(c.start_ms, c.end_ms, c.speaker, c.text) for c in reading.transcript.cues]


def said(reading: Reading) -> list[tuple[str | None, str]]:
    """Return who says what, paragraph by paragraph."""
    return [(one.speaker, one.text) for one in reading.transcript.segments]


def words_of(reading: Reading) -> list[tuple[str, int | None, int | None]]:
    """Return the words of all paragraphs; that they are those of the text is checked."""
    for segment in reading.transcript.segments:
        assert segment.words is not None
        assert [word.text for word in segment.words] == segment.text.split()
    return [
        (word.text, word.start_ms, word.end_ms)
        for segment in reading.transcript.segments
        for word in segment.words or ()
    ]


def messages(reading: Reading) -> list[str]:
    """Return the sentences on what was mended."""
    return [problem.message for problem in reading.problems]
