"""Which encoding a file that is not UTF-8 is in: by what its letters would be."""

from collections.abc import Mapping

from charset_normalizer import from_bytes

from desktop_app.i18n import _

_SAMPLE_BYTES = 64 * 1024
_LATIN = frozenset(("cp1250", "cp1252", "cp1254", "cp1257", "iso8859_2"))
_CANDIDATES = (
    *("cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp874", "cp932", "euc_jp", "gb18030", "big5", "cp949", "iso8859_2", "iso8859_5"),
)
# What Western languages write, and their quotes and dashes. Other Latin alphabets, read as
# Western, show letters beside these: “¹”, “³”, “ð”, “š”.
_WESTERN = frozenset(
    "àâäáãåæçèéêëíîïñóôöòìõøùúûüßœÀÂÄÁÃÅÆÇÈÉÊËÍÎÏÑÓÔÖÕØÙÚÛÜŒ¿¡«»°·…–—‘’‚“”„•€£©®ªº\xa0\xad™§½"
)


def names() -> Mapping[str, str]:
    """Return what the encodings are called in front of people."""
    return {
        "cp1250": _("Central European (Windows)"),
        "cp1251": _("Cyrillic (Windows)"),
        "cp1252": _("Western European (Windows)"),
        "cp1253": _("Greek (Windows)"),
        "cp1254": _("Turkish (Windows)"),
        "cp1255": _("Hebrew (Windows)"),
        "cp1256": _("Arabic (Windows)"),
        "cp1257": _("Baltic (Windows)"),
        "cp874": _("Thai (Windows)"),
        "cp932": _("Japanese (Shift JIS)"),
        "euc_jp": _("Japanese (EUC)"),
        "gb18030": _("Chinese (GB 18030)"),
        "big5": _("Chinese (Big5)"),
        "cp949": _("Korean (Windows)"),
        "koi8_r": _("Cyrillic (KOI8-R)"),
        "iso8859_2": _("Central European (ISO)"),
        "iso8859_5": _("Cyrillic (ISO)"),
    }


def guess_encoding(data: bytes) -> str:
    """Return the likeliest encoding of bytes that are not UTF-8: a key of names()."""
    sample = _sample(data)
    western = {letter for letter in sample.decode("cp1252", "replace") if letter > "\x7f"}
    found = from_bytes(sample, cp_isolation=list(_CANDIDATES)).best()
    encoding = found.encoding if found is not None else "cp1252"
    if encoding in _LATIN and western <= _WESTERN and not _is_hungarian(found, western):
        return "cp1252"
    return encoding if encoding in _CANDIDATES else "cp1252"


def guess_utf_16(data: bytes) -> str | None:
    """Return which UTF-16 a file without a mark is in, by where its zeros stand, else None."""
    head = data[:4096]
    half = len(head) // 2
    if half < 2 or head.count(0) < 0.4 * half:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.8 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 * half and odd < 0.05 * half else None


def _is_hungarian(found: object, western: set[str]) -> bool:
    """Whether “õ” and “û” stand for the Hungarian letters that only Central European has."""
    return getattr(found, "language", "") == "Hungarian" and bool(western & {"õ", "û"})


def _sample(data: bytes) -> bytes:
    """Return lines with letters beyond ASCII: in a long file they may be few."""
    if len(data) <= _SAMPLE_BYTES:
        return data
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    return b"\n".join(lines)[:_SAMPLE_BYTES] or data[:_SAMPLE_BYTES]
