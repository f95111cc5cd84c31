"""A made-up conversation as long as the longest real one; only its length is real."""

import random

from desktop_app.transcript.model import Evidence, Kind, Segment, Transcript, Word

PARAGRAPHS, WORDS = 950, 31_600
RATE_PER_S = 2.9


def long_transcript(
    *, with_words: bool, words: int = WORDS, paragraphs: int = PARAGRAPHS
) -> Transcript:
    """Return a made-up conversation as long as the longest real one."""
    chance = random.Random(88)
    vocabulary = ["".join(chance.choices("etaoinshrdlu", k=n % 9 + 1)) for n in range(3_000)]
    lengths = [chance.randint(5, 60) for _ in range(paragraphs)]
    segments, start_ms = [], 95_000
    for index, length in enumerate(lengths):
        count = max(1, round(length * words / sum(lengths)))
        tokens = [
            w + "." * (n % 12 == 11) for n, w in enumerate(chance.choices(vocabulary, k=count))
        ]
        each_ms = 1000 / RATE_PER_S
        timed = tuple(
            Word(token, round(start_ms + n * each_ms), round(start_ms + (n + 1) * each_ms), 0.9)
            for n, token in enumerate(tokens)
        )
        end_ms = round(start_ms + count * each_ms)
        segments.append(
            Segment(
                index,
                Kind.SPEECH,
                " ".join(tokens),
                f"Speaker {index % 3}",
                start_ms,
                end_ms,
                Evidence.ALIGNED if with_words else Evidence.ESTIMATED,
                200 if with_words else 5_000,
                words=timed if with_words else None,
            )
        )
        start_ms = end_ms
    return Transcript("plain-text", tuple(segments))
