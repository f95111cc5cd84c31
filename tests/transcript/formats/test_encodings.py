"""Old encodings are told apart by the letters they give."""

import pytest

from desktop_app.transcript.formats import read_transcript_bytes
from desktop_app.transcript.formats.encodings import guess_encoding, guess_utf_16, names

TEXTS = {
    "cp1252": "C'est déjà l'été, ça va être très bien à la fête. Où êtes-vous ? Cœur. ",
    "cp1250": "Zażółć gęślą jaźń. Cześć, jak się masz? Dziękuję bardzo, świetnie. ",
    "cp1251": "Привет, как дела? Сегодня хорошая погода, пойдём гулять в парк. ",
    "koi8_r": "Привет, как дела? Сегодня хорошая погода, пойдём гулять в парк. ",
    "cp1253": "Καλημέρα σας, αυτό είναι ένα κείμενο στα ελληνικά για όλους. ",
    "cp1254": "Merhaba, bugün hava çok güzel, değil mi? Şimdi başlıyoruz. İyi günler. ",
    "cp932": "これは日本語の字幕です。今日はいい天気ですね。",
    "gb18030": "这是中文字幕，今天天气很好，我们去公园散步。",
    "big5": "這是中文字幕，今天天氣很好，我們去公園散步。",
    "cp949": "안녕하세요 오늘 날씨가 좋네요 이것은 한국어 자막입니다. ",
}


@pytest.mark.parametrize("encoding", list(TEXTS))
def test_a_subtitle_file_is_read_in_its_encoding_and_the_report_names_it(encoding: str) -> None:
    text = TEXTS[encoding].strip()
    cues = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}\n\n" for n in range(1, 6))
    data = cues.encode(encoding)

    found = read_transcript_bytes(data, "x.srt")

    assert found.transcript.cues[0].text == text
    assert names()[encoding] in found.problems[0].message
    span = found.transcript.segments[0].source
    assert span is not None
    assert data[span.start_byte : span.end_byte].decode(encoding).startswith("1\n00:00:01,000")


def test_western_letters_are_western_even_if_few() -> None:
    assert guess_encoding("Señor.".encode("cp1252")) == "cp1252"
    assert guess_encoding(b"\x93quoted\x94 \x96 dash") == "cp1252"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(codec: str) -> None:
    assert guess_utf_16("Good day to you.".encode(codec)) == codec
    found = read_transcript_bytes("Ana: Good day.\n\nBen: Bye.".encode(codec), "x.txt")
    assert [one.speaker for one in found.transcript.segments] == ["Ana", "Ben"]


def test_zeros_elsewhere_are_no_utf_16() -> None:
    assert guess_utf_16(bytes(range(256)) * 4) is None
    assert guess_utf_16(b"\0" * 100) is None
    assert guess_utf_16(b"") is None
