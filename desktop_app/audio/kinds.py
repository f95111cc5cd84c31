"""What kind of audio a file is by its content, without decoding: cheap enough for whole folders."""

import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

_HEAD_BYTES = 1 << 16
_CHAIN = 3  # so many frames in a row are no accident
_ATOM_LIMIT_BYTES = 1 << 26

# MPEG audio, by the version's bits in the header: 3 is version 1, 2 is 2, 0 is 2.5.
_KBITS_V1 = {
    2: (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
}  # by layer
_KBITS_V2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES_HZ = {
    3: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}


class Kind(StrEnum):
    """The containers that need different treatment; all the others are OTHER."""

    MP3 = "mp3"
    ADTS = "adts"  # bare AAC frames
    MP4 = "mp4"
    WAV = "wav"
    AIFF = "aiff"
    FLAC = "flac"
    OGG = "ogg"
    OTHER = "other"


_MAGIC = (
    (0, b"fLaC", Kind.FLAC),
    (0, b"OggS", Kind.OGG),
    (8, b"WAVE", Kind.WAV),
    (8, b"AIFF", Kind.AIFF),
    (8, b"AIFC", Kind.AIFF),
    (4, b"ftyp", Kind.MP4),
    (0, bytes.fromhex("1A45DFA3"), Kind.OTHER),  # Matroska, WebM
    (0, bytes.fromhex("3026B2758E66CF11"), Kind.OTHER),  # Windows Media
    (0, b"wvpk", Kind.OTHER),
    (0, b"MAC ", Kind.OTHER),
    (0, b"MPCK", Kind.OTHER),
    (0, b"MP+", Kind.OTHER),
    (0, b"TTA1", Kind.OTHER),
    (0, b"tBaK", Kind.OTHER),
    (0, b"caff", Kind.OTHER),
    (0, b".snd", Kind.OTHER),
    (0, b"#!AMR", Kind.OTHER),
    (0, bytes.fromhex("0B77"), Kind.OTHER),  # AC-3
)
_PICTURE_CODECS = (
    b"\x80theora",
    b"V_MPEG",  # in Matroska and WebM
    b"V_VP8",
    b"V_VP9",
    b"V_AV1",
    b"V_MS/VFW",
    b"V_THEORA",
    bytes.fromhex("C0EF19BC4D5BCF11A8FD00805F5C442B"),  # in Windows Media
)


def kind_of(path: Path) -> Kind | None:
    """Return what the file's content looks like, or None if it is nothing that sounds.

    The name is not looked at. Raises OSError when the file cannot be read.
    """
    with path.open("rb") as file:
        head = _head_behind_tags(file)
    for offset, magic, kind in _MAGIC:
        if head.startswith(magic, offset):
            return kind
    return _kind_of_frames(head)


def is_audio(path: Path) -> bool:
    """Return whether a file looks like sound without pictures. False if it cannot be read.

    A film is none here, though it can be opened when it is asked for by name.
    """
    try:
        kind = kind_of(path)
        if kind is Kind.MP4:
            return _mp4_only_sounds(path)
        if kind in (Kind.OGG, Kind.OTHER):
            with path.open("rb") as file:
                head = file.read(_HEAD_BYTES)
            return not any(codec in head for codec in _PICTURE_CODECS)
    except OSError:
        return False
    return kind is not None


@dataclass(frozen=True, slots=True)
class _Frame:
    kind: Kind
    size_bytes: int


def _head_behind_tags(file: IO[bytes]) -> bytes:
    """Return the first bytes behind any ID3v2 tags, which can hold megabytes of pictures."""
    start = 0
    while True:
        file.seek(start)
        head = file.read(_HEAD_BYTES)
        if head[:3] != b"ID3" or len(head) < 10:
            return head
        start += 10 + _syncsafe(head[6:10])


def _syncsafe(four: bytes) -> int:
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]


def _kind_of_frames(head: bytes) -> Kind | None:
    """Return MP3 or ADTS where frames follow each other; some files begin with other bytes."""
    start = head.find(b"\xff")
    while 0 <= start < len(head) - 7:
        frame = _frame_at(head, start)
        if frame is not None and _is_chain(head, start, frame):
            return frame.kind
        start = head.find(b"\xff", start + 1)
    return None


def _is_chain(head: bytes, start: int, first: _Frame) -> bool:
    """Whether frames like ``first`` follow to the third, or to the very end of a tiny file."""
    frame: _Frame | None = first
    for count in range(1, _CHAIN + 1):
        if frame is None or frame.kind is not first.kind:
            return False
        start += frame.size_bytes
        if count == _CHAIN or start == len(head) < _HEAD_BYTES:
            return True
        frame = _frame_at(head, start)
    return True


def _frame_at(data: bytes, start: int) -> _Frame | None:
    """Return the MPEG audio frame whose header stands at ``start``, or None."""
    header = data[start : start + 7]
    if len(header) < 7 or header[0] != 0xFF:
        return None
    if header[1] & 0xF6 == 0xF0:
        size = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
        return _Frame(Kind.ADTS, size) if size > 7 and header[2] >> 2 & 15 < 13 else None
    return _mpeg_frame(header) if header[1] & 0xE0 == 0xE0 else None


def _mpeg_frame(header: bytes) -> _Frame | None:
    version, layer = header[1] >> 3 & 3, 4 - (header[1] >> 1 & 3)
    bitrate, rate, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version == 1 or layer not in (2, 3) or rate == 3 or not 0 < bitrate < 15:
        return None
    kbits = (_KBITS_V1[layer] if version == 3 else _KBITS_V2)[bitrate - 1]
    bytes_a_frame = 144_000 if version == 3 or layer == 2 else 72_000
    return _Frame(Kind.MP3, kbits * bytes_a_frame // _RATES_HZ[version][rate] + padding)


def _mp4_only_sounds(path: Path) -> bool:
    """Whether an MP4 file has a track of sound and none of pictures.

    A book's brand is enough: chapter pictures are a track of pictures too.
    """
    with path.open("rb") as file:
        end = file.seek(0, 2)
        start = 0
        while start + 8 <= end:
            file.seek(start)
            size, name = struct.unpack(">I4s", file.read(8))
            if size == 1:
                size = int.from_bytes(file.read(8), "big")
            if name == b"ftyp" and file.read(4) in (b"M4A ", b"M4B ", b"M4P "):
                return True
            if name == b"moov":
                moov = file.read(min(size, _ATOM_LIMIT_BYTES))
                return b"soun" in moov and b"vide" not in moov
            if size < 8:
                return False
            start += size
    return False
