"""The JSON of speech services, in small: each as its vendor's documents show it."""

from typing import Any

import pytest

from tests.transcript.formats.reading_samples import read_sample, said, words_of

AWS: dict[str, Any] = {
    "jobName": "x",
    "results": {
        "transcripts": [{"transcript": "Good day. Hello."}],
        "speaker_labels": {
            "speakers": 2,
            "segments": [
                {"start_time": "0.1", "end_time": "0.9", "speaker_label": "spk_0", "items": [
                    {"start_time": "0.1", "end_time": "0.4", "speaker_label": "spk_0"},
                    {"start_time": "0.5", "end_time": "0.9", "speaker_label": "spk_0"}]},
                {"start_time": "2.0", "end_time": "2.5", "speaker_label": "spk_1", "items": [
                    {"start_time": "2.0", "end_time": "2.5", "speaker_label": "spk_1"}]},
            ],
        },
        "items": [
            {"type": "pronunciation", "start_time": "0.1", "end_time": "0.4",
             "alternatives": [{"confidence": "0.9", "content": "Good"}]},
            {"type": "pronunciation", "start_time": "0.5", "end_time": "0.9",
             "alternatives": [{"confidence": "0.8", "content": "day"}]},
            {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "."}]},
            {"type": "pronunciation", "start_time": "2.0", "end_time": "2.5",
             "alternatives": [{"confidence": "0.7", "content": "Hello"}]},
            {"type": "punctuation", "alternatives": [{"content": "."}]},
        ],
    },
}  # fmt: skip
GOOGLE = {
    "results": [
        {"alternatives": [{"transcript": "good day hello", "confidence": 0.9, "words": [
            {"startTime": "0.100s", "endTime": "0.400s", "word": "Good"}]}]},
        {"alternatives": [{"words": [
            {"startTime": "0.100s", "endTime": "0.400s", "word": "Good", "speakerTag": 1},
            {"startTime": {"nanos": 500000000}, "endTime": {"nanos": 900000000}, "word": "day.",
             "speakerTag": 1},
            {"startTime": {"seconds": "2"}, "endTime": {"seconds": "2", "nanos": 500000000},
             "word": "Hello.", "speakerTag": 2}]}]},
    ]
}  # fmt: skip
IBM = {
    "results": [
        {"final": True, "alternatives": [
            {"transcript": "Good day. ", "confidence": 0.9,
             "timestamps": [["Good", 0.1, 0.4], ["day.", 0.5, 0.9]],
             "word_confidence": [["Good", 0.9], ["day.", 0.8]]}]},
        {"final": True, "alternatives": [
            {"transcript": "%HESITATION Hello. ",
             "timestamps": [["%HESITATION", 1.8, 1.9], ["Hello.", 2.0, 2.5]]}]},
    ],
    "speaker_labels": [
        {"from": 0.1, "to": 0.4, "speaker": 0}, {"from": 0.5, "to": 0.9, "speaker": 0},
        {"from": 2.0, "to": 2.5, "speaker": 1},
    ],
}  # fmt: skip
SPEECHMATICS_1 = {
    "job": {}, "format": "1.0",
    "speakers": [{"name": "Speaker 1", "time": "0.1", "duration": "1"},
                 {"name": "Speaker 2", "time": "1.9", "duration": "1"}],
    "words": [{"name": "Good", "time": "0.1", "duration": "0.3", "confidence": "0.9"},
              {"name": "day", "time": "0.5", "duration": "0.4", "confidence": "0.8"},
              {"name": ".", "time": "0.9", "duration": "0.0", "confidence": None},
              {"name": "Hello", "time": "2.0", "duration": "0.5", "confidence": "0.7"},
              {"name": ".", "time": "2.5", "duration": "0.0", "confidence": None}],
}  # fmt: skip
SPEECHMATICS_2 = {
    "format": "2.9",
    "results": [
        {"type": "word", "start_time": 0.1, "end_time": 0.4,
         "alternatives": [{"content": "Good", "confidence": 0.9, "speaker": "S1"}]},
        {"type": "word", "start_time": 0.5, "end_time": 0.9,
         "alternatives": [{"content": "day", "confidence": 0.8, "speaker": "S1"}]},
        {"type": "punctuation", "start_time": 0.9, "end_time": 0.9, "attaches_to": "previous",
         "alternatives": [{"content": ".", "confidence": 1.0, "speaker": "S1"}]},
        {"type": "word", "start_time": 2.0, "end_time": 2.5,
         "alternatives": [{"content": "Hello", "confidence": 0.7, "speaker": "S2"}]},
        {"type": "punctuation", "start_time": 2.5, "end_time": 2.5, "attaches_to": "previous",
         "alternatives": [{"content": ".", "confidence": 1.0, "speaker": "S2"}]},
    ],
}  # fmt: skip
DEEPGRAM = {
    "metadata": {},
    "results": {"channels": [{"alternatives": [{"transcript": "", "words": [
        {"word": "good", "punctuated_word": "Good", "start": 0.1, "end": 0.4, "confidence": 0.9,
         "speaker": 0},
        {"word": "day", "punctuated_word": "day.", "start": 0.5, "end": 0.9, "confidence": 0.8,
         "speaker": 0},
        {"word": "hello", "punctuated_word": "Hello.", "start": 2.0, "end": 2.5,
         "confidence": 0.7, "speaker": 1}]}]}]},
}  # fmt: skip
ASSEMBLYAI: dict[str, Any] = {
    "id": "x", "audio_url": "x", "text": "Good day. Hello.",
    "words": [{"text": "Good", "start": 100, "end": 400, "confidence": 0.9, "speaker": "1"},
              {"text": "day.", "start": 500, "end": 900, "confidence": 0.8, "speaker": "1"},
              {"text": "Hello.", "start": 2000, "end": 2500, "confidence": 0.7, "speaker": "2"}],
}  # fmt: skip
UTTERANCES = {
    "utterances": [{"speaker": "1", "start": 100, "end": 900, "confidence": 0.9,
                    "text": "Good day.", "words": ASSEMBLYAI["words"][:2]},
                   {"speaker": "2", "start": 2000, "end": 2500, "confidence": 0.7,
                    "text": "Hello.", "words": ASSEMBLYAI["words"][2:]}],
}  # fmt: skip
REV = {
    "speakers": [{"id": 1, "name": "Speaker 2"}],
    "monologues": [
        {"speaker": 0, "elements": [
            {"type": "text", "value": "Good", "ts": 0.1, "end_ts": 0.4, "confidence": 0.9},
            {"type": "punct", "value": " "},
            {"type": "text", "value": "day", "ts": 0.5, "end_ts": 0.9, "confidence": 0.8},
            {"type": "punct", "value": "."}]},
        {"speaker": 1, "elements": [
            {"type": "text", "value": "Hello", "ts": 2.0, "end_ts": 2.5, "confidence": 0.7},
            {"type": "punct", "value": "."}]},
    ],
}  # fmt: skip
AZURE = {
    "recognizedPhrases": [
        {"speaker": 1, "offset": "PT0.1S", "duration": "PT0.8S", "offsetInTicks": 1000000.0,
         "durationInTicks": 8000000.0, "nBest": [{"confidence": 0.9, "display": "Good day.",
         "words": [
            {"word": "good", "offsetInTicks": 1000000.0, "durationInTicks": 3000000.0,
             "confidence": 0.9},
            {"word": "day", "offset": "PT0.5S", "duration": "PT0.4S", "confidence": 0.8}]}]},
        {"speaker": 2, "offset": "PT2S", "duration": "PT0.5S", "nBest": [{"display": "Hello.",
         "words": [{"word": "hello", "offset": "PT2S", "duration": "PT0.5S"}]}]},
    ]
}  # fmt: skip
KALDI = {
    "retval": {
        "punct": "Good day. Hello.",
        "words": [
            {"start": 0.1, "end": 0.4, "confidence": 0.9, "word": "good", "punct": "Good"},
            {"start": 0.5, "end": 0.9, "confidence": 0.8, "word": "day", "punct": "day."},
            {"start": 2.0, "end": 2.5, "confidence": 0.7, "word": "hello", "punct": "Hello."},
        ],
        "segmentation": {"segments": [
            {"start": 0, "duration": 1.5, "speaker": {"@id": "Speaker 1"}},
            {"start": 1.9, "duration": 1, "speaker": {"@id": "Speaker 2"}}]},
    }
}  # fmt: skip
PAPER_EDIT = {
    "words": [{"id": 0, "start": 0.1, "end": 0.4, "text": "Good"},
              {"id": 1, "start": 0.5, "end": 0.9, "text": "day."},
              {"id": 2, "start": 2.0, "end": 2.5, "text": "Hello."}],
    "paragraphs": [{"id": 0, "start": 0.1, "end": 1, "speaker": "Speaker 1"},
                   {"id": 1, "start": 2, "end": 3, "speaker": "Speaker 2"}],
}  # fmt: skip
AUTO_EDIT = {
    "text": [
        {"speaker": "Speaker 1", "paragraph": [{"line": [
            {"text": "Good", "startTime": 0.1, "endTime": 0.4},
            {"text": "day.", "startTime": 0.5, "endTime": 0.9}]}]},
        {"speaker": "Speaker 2", "paragraph": [{"line": [
            {"text": "Hello.", "startTime": 2.0, "endTime": 2.5}]}]},
    ]
}  # fmt: skip
SERVICES = [
    ("aws-transcribe", AWS), ("google-stt", GOOGLE), ("ibm-watson", IBM),
    ("speechmatics", SPEECHMATICS_1), ("speechmatics", SPEECHMATICS_2), ("deepgram", DEEPGRAM),
    ("assemblyai", ASSEMBLYAI), ("assemblyai", UTTERANCES), ("rev-json", REV),
    ("azure-speech", AZURE), ("kaldi-json", KALDI),
    ("bbc-json", PAPER_EDIT), ("bbc-json", AUTO_EDIT),
]  # fmt: skip


@pytest.mark.parametrize(("format_name", "document"), SERVICES)
def test_words_speakers_and_times_are_read(format_name: str, document: dict[str, Any]) -> None:
    found = read_sample(document, "x.json")

    assert found.transcript.format == format_name
    assert said(found) == [("Speaker 1", "Good day."), ("Speaker 2", "Hello.")]
    assert words_of(found) == [("Good", 100, 400), ("day.", 500, 900), ("Hello.", 2_000, 2_500)]
    assert [(cue.start_ms, cue.text) for cue in found.transcript.cues] == [
        (100, "Good day."),
        (2_000, "Hello."),
    ]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("format_name", "document"),
    [one for one in SERVICES if one[0] not in ("bbc-json", "google-stt", "rev-json")],
)
def test_confidences_are_kept(format_name: str, document: dict[str, Any]) -> None:
    words = read_sample(document, "x.json").transcript.segments[0].words or ()

    assert [word.confidence for word in words] == [0.9, 0.8]


def test_vosk_gives_a_list_of_results() -> None:
    word = {"conf": 0.9, "start": 0.1, "end": 0.4, "word": "good"}

    found = read_sample([{"result": [word], "text": "good"}, {"text": ""}], "x.json")

    assert found.transcript.format == "kaldi-json"
    assert words_of(found) == [("good", 100, 400)]


def test_gentle_takes_the_punctuation_from_its_transcript() -> None:
    found = read_sample(
        {
            "transcript": "Good day, friend.",
            "words": [
                {"case": "success", "word": "Good", "start": 0.1, "end": 0.4, "startOffset": 0,
                 "endOffset": 4},
                {"case": "not-found-in-audio", "word": "day", "startOffset": 5, "endOffset": 8},
                {"case": "success", "word": "friend", "start": 0.9, "end": 1.2, "startOffset": 10,
                 "endOffset": 16},
            ],
        },
        "x.json",
    )  # fmt: skip

    assert words_of(found) == [
        ("Good", 100, 400), ("day,", None, None), ("friend.", 900, 1_200)
    ]  # fmt: skip
    assert found.transcript.format == "gentle-json"


def test_youtube_events_roll_up_and_have_words() -> None:
    found = read_sample(
        {
            "wireMagic": "pb3",
            "events": [
                {"tStartMs": 0, "dDurationMs": 90000, "id": 1},
                {"tStartMs": 100, "dDurationMs": 4000, "segs": [
                    {"utf8": "good", "acAsrConf": 204}, {"utf8": " day", "tOffsetMs": 400}]},
                {"tStartMs": 2000, "dDurationMs": 10, "aAppend": 1, "segs": [{"utf8": "\n"}]},
                {"tStartMs": 2000, "dDurationMs": 1500, "segs": [{"utf8": "hello"}]},
            ],
        },
        "x.json3",
    )  # fmt: skip

    assert [(one.start_ms, one.end_ms, one.text) for one in found.transcript.cues] == [
        (100, 2_000, "good day"),
        (2_000, 3_500, "hello"),
    ]
    assert words_of(found)[:2] == [("good", 100, 500), ("day", 500, None)]


def test_otranscribe_has_times_in_its_html() -> None:
    stamp = '<span class="timestamp" contenteditable="false" data-timestamp="{0}">{1}</span>'
    text = (
        f"<p>{stamp.format('12.5', '0:12')} Ana: Good day.</p><p>Ben: Hello.<br>"
        f"{stamp.format('75', '1:15')} Ana: Bye.</p>"
    )

    found = read_sample({"text": text, "media": "x.mp3", "media-time": 80}, "x.otr")

    assert found.transcript.format == "otranscribe"
    assert said(found) == [("Ana", "Good day."), ("Ben", "Hello."), ("Ana", "Bye.")]
    markers = [(one.segment, one.moment_ms) for one in found.transcript.markers]
    assert markers == [(0, 12_500), (2, 75_000)]


@pytest.mark.parametrize(("format_name", "document"), SERVICES)
def test_values_of_the_wrong_kind_are_left_out(format_name: str, document: dict[str, Any]) -> None:
    found = read_sample(_with_junk(document), "x.json")

    assert found.transcript.format == format_name
    assert said(found) == [("Speaker 1", "Good day."), ("Speaker 2", "Hello.")]


def _with_junk(value: Any) -> Any:
    """Return a document whose lists and objects hold what nobody expects."""
    if isinstance(value, dict):
        return {**{key: _with_junk(one) for key, one in value.items()}, "junk": [[], {}]}
    if isinstance(value, list):
        is_word = bool(value) and not isinstance(value[0], dict)
        return value if is_word else [*(_with_junk(one) for one in value), None, 7, "x", []]
    return value


def test_parts_without_words_have_the_times_of_their_own() -> None:
    sentences = [
        {key: value for key, value in part.items() if key != "words"}
        for part in UTTERANCES["utterances"]
    ]

    found = read_sample({"sentences": sentences, "id": "x"}, "x.json")

    assert found.transcript.format == "assemblyai"
    assert said(found) == [("Speaker 1", "Good day."), ("Speaker 2", "Hello.")]
    assert [cue.start_ms for cue in found.transcript.cues] == [100, 2_000]


def test_google_results_without_words_follow_each_other() -> None:
    results = [
        {"alternatives": [{"transcript": "good day", "confidence": 0.9}], "resultEndTime": "2.5s"},
        {"alternatives": [{"transcript": " hello"}], "resultEndTime": "5s"},
    ]

    found = read_sample({"results": results}, "x.json")

    assert found.transcript.format == "google-stt"
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in found.transcript.cues] == [
        (0, 2_500, "good day"),
        (2_500, 5_000, "hello"),
    ]


def test_a_single_result_of_azure_is_read() -> None:
    best = {"Confidence": 0.9, "Display": "Good day."}
    document = {"Offset": 10_000_000, "Duration": 20_000_000, "NBest": [best]}

    found = read_sample(document, "x.json")

    assert found.transcript.format == "azure-speech"
    assert [(cue.start_ms, cue.end_ms) for cue in found.transcript.cues] == [(1_000, 3_000)]
