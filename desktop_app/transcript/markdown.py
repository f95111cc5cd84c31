"""Markdown to what a reader sees: no escapes, no emphasis, no link targets.

Only what transcripts and show notes use; text that merely looks like Markdown stays.
"""

import html
import re

_SPECIAL = re.compile(r"[\\*_`\[\]<>&~#\n\r\t\xa0]|  |^\s|\s$|^[-+]\s")
# Escaped characters wait in a private plane until everything else is done.
_HIDDEN = 0xF0000
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN_ONE = re.compile("[\U000f0021-\U000f007e]")
_CODE = re.compile(r"(?<!`)(`{1,8})(?!`)(.{1,500}?)(?<!`)\1(?!`)", re.DOTALL)
# A web address is a target even with a blank in it: people write "https://open source.org".
_TARGET = r"\((?:\s*https?://[^()\n]*|(?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\s*)\)"
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]" + _TARGET)
_LINK_BY_NAME = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]]+\]:\s*\S+.*$", re.MULTILINE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG = re.compile(
    r"</?(?:strike|s|del|sup|sub|em|strong|b|i|u|br|small|mark|span|cite)\s*/?>"
    r"|<(?:a|p|div|span|img|br|iframe|video|audio)\s[^<>]*>|</(?:a|p|div|iframe|video|audio)>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_START = re.compile(r"^\s*(?:>\s?)*\s*(?:#{1,6}\s+|[-*+]\s+(?!\s*$))?", re.MULTILINE)
_RULE = re.compile(r"^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$", re.MULTILINE)
# The spans are bounded, so that no text, however odd, takes more than a moment.
_EMPHASIS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"\*\*\*(?=\S)(.{1,2000}?)(?<=\S)\*\*\*",
        r"\*\*(?=\S)(.{1,2000}?)(?<=\S)\*\*",
        r"(?<!\*)\*(?=[^\s*])([^*]*?)(?<=\S)\*(?!\*)",
        r"(?<!\w)__(?=[^\s_])(.{1,2000}?)(?<=[^\s_])__(?!\w)",
        r"(?<!\w)_(?=[^\s_])([^_]*?)(?<=\S)_(?!\w)",
        r"~~(?=\S)(.{1,2000}?)(?<=\S)~~",
    )
)


def plain(text: str) -> str:
    """Return a paragraph of Markdown as it is read, on one line, blanks run together."""
    if not _SPECIAL.search(text):
        return text
    text = _ESCAPE.sub(_hide, text)
    if "`" in text:
        text = _CODE.sub(_hide_code, text)
    if "<" in text:
        text = _TAG.sub(" " if "<p" in text else "", _COMMENT.sub("", _AUTOLINK.sub(r"\1", text)))
    if "[" in text:
        text = _DEFINITION.sub("", text)
        text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))  # twice: a picture may be a link
        text = _LINK_BY_NAME.sub(r"\1", text)
    text = _LINE_START.sub("", _RULE.sub("", text))
    text = _without_emphasis(text)
    text = re.sub(r"\\(?=\s|$)", "", text)  # a hard line break
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return " ".join(_HIDDEN_ONE.sub(_show, text).split())


def _without_emphasis(text: str) -> str:
    if not re.search(r"[*_~]", text):
        return text
    for mark in _EMPHASIS:
        text = mark.sub(r"\1", text)
    return text.replace("**", "")


def _hide(found: re.Match[str]) -> str:
    return chr(_HIDDEN + ord(found[1]))


def _hide_code(found: re.Match[str]) -> str:
    return re.sub(r"[!-/:-@\[-`{-~]", lambda one: chr(_HIDDEN + ord(one[0])), found[2].strip())


def _show(found: re.Match[str]) -> str:
    return chr(ord(found[0]) - _HIDDEN)
