"""Writes what a listener gets: transcript, notes, chapters, MP3; and for the tests the truth."""

import json
import re
import subprocess
import wave
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from mutagen.id3 import APIC, COMM, ID3, TALB, TCON, TCOP, TDRC, TIT2, TLAN, TPE1, TRCK
from script import Script
from timeline import Episode, TimedLine
from voices import SAMPLE_RATE, Samples

_MARK_EVERY_MS = 50_000
_MARK_NEEDS_MS = 30_000
"""No marker stands closer than this before the break, which is a marker itself, or the end."""

_LOUDNESS = -18.0
_PEAK = 0.84
_BIT_RATE = "48k"


def write_transcript(episode: Episode, path: Path) -> None:
    """Write Markdown with a rough marker about once a minute, the break being one of them."""
    break_ms = episode.spans["break"][0]
    blocks = [
        *_blocks(episode.before, since_ms=0, until_ms=break_ms),
        f"**Break:** {_marker(break_ms)}",
        *_blocks(episode.after, since_ms=break_ms, until_ms=_duration_ms(episode)),
    ]
    path.write_text("\n\n".join(blocks) + "\n", "utf-8")


def write_notes(script: Script, path: Path) -> None:
    """Write the show notes with the list of questions."""
    facts = script.facts
    questions = [line.question for line in [*script.before, *script.after] if line.question]
    blocks = [
        f"# {script.title}",
        facts["Published"],
        facts["Summary"],
        "\n".join(f"- {question}" for question in questions),
        "## Notes",
        f"Episode {facts['Number']} of {facts['Show']}, with {facts['Hosts']}.",
        facts["Notes"],
        facts["Licence"],
    ]
    path.write_text("\n\n".join(blocks) + "\n", "utf-8")


def write_chapters(script: Script, episode: Episode, path: Path) -> None:
    """Write Podcasting 2.0 chapters: one for each heading of the script, and the break."""
    chapters = [
        (timed.start_ms if index else 0, timed.line.chapter)
        for index, timed in enumerate([*episode.before, *episode.after])
        if timed.line.chapter is not None
    ]
    chapters = sorted([*chapters, (episode.spans["break"][0], "Break")])
    document = {
        "version": "1.2.0",
        "title": script.title,
        "podcastName": script.facts["Show"],
        "chapters": [
            {"startTime": start_ms // 100 / 10, "title": title} for start_ms, title in chapters
        ],
    }
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")


def write_truth(episode: Episode, path: Path) -> None:
    """Write the true times: a line for each paragraph, with [word, start_ms, end_ms]."""
    start_ms, end_ms = episode.spans["break"]
    mark = {
        "kind": "mark",
        "speaker": "Break",
        "text": "Break",
        "start_ms": start_ms,
        "end_ms": end_ms,
    }
    paragraphs = [
        *[_speech(timed) for timed in episode.before],
        {**mark, "words": []},
        *[_speech(timed) for timed in episode.after],
    ]
    asked = [*episode.before, None, *episode.after]
    questions = [
        {"text": timed.line.question, "paragraph": index, "start_ms": timed.asked_ms}
        for index, timed in enumerate(asked)
        if timed is not None and timed.line.question
    ]
    paragraphs = [{"index": index, **facts} for index, facts in enumerate(paragraphs)]
    spans = {name: {"start_ms": a, "end_ms": b} for name, (a, b) in episode.spans.items()}
    parts = [
        f'"duration_ms": {_duration_ms(episode)}',
        f'"spans": {json.dumps(spans)}',
        f'"questions": {_rows(questions)}',
        f'"paragraphs": {_rows(paragraphs)}',
    ]
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")


def write_mp3(script: Script, sound: Samples, cover: Path, path: Path, *, scratch: Path) -> None:
    """Encode the sound at the usual loudness of speech, with its tags and its cover."""
    raw, wav = scratch / "raw.wav", scratch / "episode.wav"
    _write_wav(sound, raw)
    gain = np.float32(10 ** ((_LOUDNESS - _loudness(raw)) / 20))
    _write_wav(_limited(sound * gain), wav)
    encode = ["-c:a", "libmp3lame", "-b:a", _BIT_RATE, "-map_metadata", "-1", "-id3v2_version", "0"]
    _ffmpeg("-i", str(wav), *encode, "-fflags", "+bitexact", "-flags:a", "+bitexact", str(path))
    facts, tags = script.facts, ID3()
    tags.add(TIT2(text=script.title))
    tags.add(TPE1(text=facts["Hosts"]))
    tags.add(TALB(text=facts["Show"]))
    tags.add(TRCK(text=facts["Number"]))
    tags.add(TDRC(text=facts["Published"]))
    tags.add(TCON(text="Podcast"))
    tags.add(TLAN(text="eng"))
    tags.add(TCOP(text=facts["Licence"]))
    tags.add(COMM(lang="eng", desc="", text=facts["Summary"]))
    tags.add(APIC(mime="image/png", type=3, desc="Cover", data=cover.read_bytes()))
    tags.save(path, padding=lambda _info: 0)


def _blocks(lines: list[TimedLine], *, since_ms: int, until_ms: int) -> list[str]:
    """Return the paragraphs as Markdown; the last marker before them was at ``since_ms``."""
    blocks = []
    for timed in lines:
        block, start_ms = timed.line.text, timed.start_ms
        if start_ms - since_ms >= _MARK_EVERY_MS and until_ms - start_ms >= _MARK_NEEDS_MS:
            since_ms = start_ms
            block = f"{_marker(start_ms)} {block}"
        blocks.append(f"**{timed.line.speaker}:** {block}" if timed.line.opens_turn else block)
    return blocks


def _duration_ms(episode: Episode) -> int:
    return round(len(episode.sound) * 1000 / SAMPLE_RATE)


def _marker(moment_ms: int) -> str:
    minutes, seconds = divmod(moment_ms // 1000, 60)
    return rf"\[{minutes:02}:{seconds:02}\]"


def _speech(timed: TimedLine) -> dict[str, object]:
    return {
        "kind": "speech",
        "speaker": timed.line.speaker,
        "text": timed.line.text,
        "start_ms": timed.start_ms,
        "end_ms": timed.end_ms,
        "words": [[word.text, word.start_ms, word.end_ms] for word in timed.words],
    }


def _rows(rows: Sequence[Mapping[str, object]]) -> str:
    """Return JSON with one object a line, so that a change shows as a few lines."""
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"


def _limited(sound: Samples) -> Samples:
    """Return the sound with its few highest peaks bent below full scale."""
    knee = np.float32(0.6 * _PEAK)
    over = np.abs(sound) - knee
    bent = knee + (_PEAK - knee) * np.tanh(over / (_PEAK - knee))
    return np.where(over > 0, np.sign(sound) * bent, sound).astype(np.float32)


def _write_wav(sound: Samples, path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).round().astype("<i2").tobytes())


def _loudness(path: Path) -> float:
    """Return the integrated loudness in LUFS (EBU R 128)."""
    report = _ffmpeg("-i", str(path), "-af", "ebur128", "-f", "null", "-")
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", report)[-1])


def _ffmpeg(*arguments: str) -> str:
    command = ["ffmpeg", "-hide_banner", "-nostats", "-y", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr
