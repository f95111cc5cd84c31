"""Real files spoilt in the ways that disks, editors and downloads spoil them."""

from collections.abc import Callable
from random import Random

_ODD = (
    *(
        b"",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\r",
        b"\n\n",
        b"-->",
        b"<",
        b">",
        b"&",
        b'"',
        b"[",
        b"]",
    ),
    *(
        b"{",
        b"}",
        b"99:99:99,999",
        b"-1",
        b"1e999",
        b"null",
        b"<![CDATA[",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    ),
    *(
        b"&#x110000;",
        "\u202e\u200b".encode(),
        b"\xc3",
        b"\\u",
        b"{\\an8}",
        b"<v ",
        b"\t\t\t",
        b"9" * 400,
    ),
)


def mutated(data: bytes, random: Random) -> bytes:
    """Return a file with one to four accidents."""
    for _number in range(random.randint(1, 4)):
        data = random.choice(_ACCIDENTS)(data, random)
    return data


def _cut_off(data: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def _drop(data: bytes, random: Random) -> bytes:
    start = random.randint(0, len(data))
    return data[:start] + data[start + random.randint(1, 40) :]


def _double(data: bytes, random: Random) -> bytes:
    start = random.randint(0, len(data))
    return data[:start] + data[start : start + random.randint(1, 300)] + data[start:]


def _flip(data: bytes, random: Random) -> bytes:
    spoilt = bytearray(data)
    for _number in range(random.randint(1, 12)):
        if spoilt:
            spoilt[random.randrange(len(spoilt))] = random.randrange(256)
    return bytes(spoilt)


def _insert(data: bytes, random: Random) -> bytes:
    start = random.randint(0, len(data))
    return data[:start] + random.choice(_ODD) * random.randint(1, 3) + data[start:]


def _swap_lines(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    one, another = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[another] = lines[another], lines[one]
    return b"\n".join(lines)


def _join_lines(data: bytes, random: Random) -> bytes:
    return data.replace(b"\n", random.choice((b" ", b"\r", b"\r\n", b"")), random.randint(1, 50))


def _swap_digits(data: bytes, random: Random) -> bytes:
    old, new = random.sample(b"0123456789:.,-", 2)
    return data.replace(bytes([old]), bytes([new]), random.randint(1, 30))


_ACCIDENTS: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(_cut_off, _drop, _double, _flip, _insert, _swap_lines, _join_lines, _swap_digits),
)
