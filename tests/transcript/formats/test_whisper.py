"""Whisper's relatives: openai-whisper, faster-whisper, WhisperX, whisper-timestamped, whisper.cpp.

Written after https://github.com/openai/whisper/blob/main/whisper/transcribe.py,
https://github.com/m-bain/whisperX and examples/cli/cli.cpp of whisper.cpp.
"""

import pytest

from tests.transcript.formats.reading_samples import cues_of, messages, read_sample, said, words_of


def test_openai_words_begin_with_a_blank_and_have_probabilities() -> None:
    found = read_sample(
        {
            "text": " Hello, world.",
            "segments": [
                {
                    "id": 0, "seek": 0, "start": 0.0, "end": 1.5, "text": " Hello, world.",
                    "tokens": [1], "no_speech_prob": 0.1,
                    "words": [
                        {"word": " Hello,", "start": 0.1, "end": 0.5, "probability": 0.9},
                        {"word": " world", "start": 0.6, "end": 1.2, "probability": 0.4},
                        {"word": ".", "start": 1.2, "end": 1.25, "probability": 0.95},
                    ],
                }
            ],
            "language": "en",
        },
        "x.json",
    )  # fmt: skip

    assert found.transcript.format == "whisper-json"
    assert cues_of(found) == [(0, 1_500, None, "Hello, world.")]
    assert words_of(found) == [("Hello,", 100, 500), ("world.", 600, 1_250)]
    assert [word.confidence for word in found.transcript.segments[0].words or ()] == [0.9, 0.4]


def test_words_beside_the_segments_are_laid_into_them() -> None:
    found = read_sample(
        {
            "segments": [
                {"start": 0, "end": 1, "text": "One two."},
                {"start": 1, "end": 2, "text": "Three."},
            ],
            "words": [
                {"word": "One", "start": 0.1, "end": 0.3},
                {"word": "two", "start": 0.4, "end": 0.8},
                {"word": "Three", "start": 1.1, "end": 1.9},
            ],
        },
        "x.json",
    )

    assert words_of(found) == [("One", 100, 300), ("two.", 400, 800), ("Three.", 1_100, 1_900)]


def test_whisperx_numbers_have_no_times_and_reversed_ones_no_end() -> None:
    found = read_sample(
        {
            "segments": [
                {
                    "start": 1.0, "end": 3.0, "text": "In 2019 we began.", "speaker": "SPEAKER_00",
                    "words": [
                        {"word": "In", "start": 1.0, "end": 1.2, "score": 0.8},
                        {"word": "2019"},
                        {"word": "we", "start": 2.0, "end": 1.8, "score": 0.7},
                        {"word": "began.", "start": -0.5, "end": 2.9, "score": 0.9},
                    ],
                }
            ],
            "word_segments": [],
        },
        "x.json",
    )  # fmt: skip

    assert words_of(found) == [
        ("In", 1_000, 1_200), ("2019", None, None), ("we", 2_000, None), ("began.", None, None),
    ]  # fmt: skip
    words = found.transcript.segments[0].words or ()
    assert all((word.confidence < 0.3) == (word.start_ms is None) for word in words)
    assert said(found)[0][0] == "SPEAKER_00"


def test_whisper_timestamped_calls_it_text_and_confidence() -> None:
    found = read_sample(
        {
            "text": "Bonjour.",
            "segments": [
                {
                    "id": 0, "start": 0.5, "end": 1.2, "text": " Bonjour.", "confidence": 0.51,
                    "words": [{"text": "Bonjour.", "start": 0.5, "end": 1.2, "confidence": 0.51}],
                }
            ],
            "language": "fr",
        },
        "x.json",
    )  # fmt: skip

    assert words_of(found) == [("Bonjour.", 500, 1_200)]


@pytest.mark.parametrize(
    "document",
    [
        [{"start": 0.5, "end": 1.5, "text": "One."}],
        {"text": "One.", "chunks": [{"timestamp": [0.5, 1.5], "text": " One."}]},
    ],
)
def test_lists_of_segments_and_chunks_are_read(document: list[object]) -> None:
    assert cues_of(read_sample(document, "x.json")) == [(500, 1_500, None, "One.")]


def test_a_recogniser_that_is_stuck_is_reported() -> None:
    segments = [{"start": n, "end": n + 1, "text": "Thank you."} for n in range(5)]

    assert messages(read_sample({"segments": segments}, "x.json")) == [
        "“Thank you.” stands there 5 times from 0:00 on: listen whether it is said."
    ]


def test_words_without_blanks_between_them_keep_what_times_they_can() -> None:
    found = read_sample(
        {
            "segments": [
                {
                    "start": 0, "end": 2, "text": "今日は晴れ。",
                    "words": [
                        {"word": "今日", "start": 0.1, "end": 0.5},
                        {"word": "は", "start": 0.5, "end": 0.7},
                        {"word": "晴れ。", "start": 0.8, "end": 1.5},
                    ],
                }
            ]
        },
        "x.json",
    )  # fmt: skip

    assert words_of(found) == [("今日は晴れ。", 100, 1_500)]


def test_whisper_cpp_counts_in_milliseconds_and_joins_its_tokens() -> None:
    found = read_sample(
        {
            "systeminfo": "", "model": {}, "params": {}, "result": {"language": "en"},
            "transcription": [
                {
                    "timestamps": {"from": "00:00:00,320", "to": "00:00:02,000"},
                    "offsets": {"from": 320, "to": 2000},
                    "text": " Unbelievable day",
                    "tokens": [
                        {"text": "[_BEG_]", "offsets": {"from": 0, "to": 0}, "id": 1, "p": 0.9},
                        {"text": " Un", "offsets": {"from": 320, "to": 500}, "p": 0.9, "t_dtw": -1},
                        {"text": "believable", "offsets": {"from": 500, "to": 900}, "p": 0.6},
                        {"text": " day", "offsets": {"from": 950, "to": 1500}, "p": 0.8,
                         "t_dtw": 102},
                    ],
                }
            ],
        },
        "x.json",
    )  # fmt: skip

    assert found.transcript.format == "whisper-cpp-json"
    assert cues_of(found) == [(320, 2_000, None, "Unbelievable day")]
    assert words_of(found) == [("Unbelievable", 320, 900), ("day", 1_020, 1_500)]


def test_whisper_cpp_without_tokens_has_no_words() -> None:
    segment = {"timestamps": {"from": "00:01:00,500", "to": "00:01:02,000"},
               "offsets": {}, "text": " Hi.", "speaker": "0"}  # fmt: skip

    found = read_sample({"transcription": [segment]}, "x.json")

    assert cues_of(found) == [(60_500, 62_000, "Speaker 0", "Hi.")]
    assert found.transcript.segments[0].words is None


@pytest.mark.parametrize(
    "text",
    [
        "[00:00.500 --> 00:01.500]  Hello.\n[00:01.500 --> 00:02.000]  World.\n",
        "[00:00:00.500 --> 00:00:01.500]   Hello.\n[00:00:01.500 --> 00:00:02.000]   World.\n",
        "[0.50 --> 1.50] Hello.\n[1.50 --> 2.00] World.\n",
        "[0.50s -> 1.50s] Hello.\n[1.50s -> 2.00s] World.\n",
    ],
)
def test_console_text_is_read_in_each_of_its_ways(text: str) -> None:
    found = read_sample(text, "x.txt")

    assert found.transcript.format == "whisper-text"
    assert cues_of(found) == [(500, 1_500, None, "Hello."), (1_500, 2_000, None, "World.")]
    assert found.transcript.segments[0].source is not None
