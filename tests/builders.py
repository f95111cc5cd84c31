"""Small transcripts written on one line, for tests."""

from desktop_app.transcript.model import Evidence, Kind, Segment, Transcript

MARKS = ("Break", "Jingle", "Outro")


def make_transcript(
    text: str, *, each_ms: int | None = 10_000, evidence: Evidence = Evidence.EXACT
) -> Transcript:
    """Return a transcript of ``A: Hi. / B: Hello.``; each part lasts ``each_ms`` (None: no times).

    A part called Break, Jingle or Outro is a mark.
    """
    segments = []
    for index, part in enumerate(text.split(" / ")):
        speaker, colon, words = part.partition(": ")
        name = speaker.rstrip(":") if colon or part.endswith(":") else None
        is_mark = name in MARKS
        timed = each_ms is not None
        segments.append(
            Segment(
                index=index,
                kind=Kind.MARK if is_mark else Kind.SPEECH,
                text=words if name else part,
                speaker=None if is_mark else name,
                start_ms=index * each_ms if each_ms is not None else None,
                end_ms=(index + 1) * each_ms if each_ms is not None else None,
                evidence=evidence if timed else Evidence.NONE,
                error_ms=0 if timed and evidence is Evidence.EXACT else None,
            )
        )
    return Transcript("plain-text", tuple(segments))
