"""How likely talk was interrupted between two paragraphs, by how one ends and the next begins.

Fitted to 2,900 Break marks of conversations: of some twenty places to choose from, the likeliest
is the right one in 55 of 100. Words are English; in other languages length, questions and
unfinished sentences still tell something.
"""

import re

_FRESH_START = re.compile(
    r"\W*(?:alright|all right|welcome|let's|let us|hello|(?:and )?we(?:'re| are) back|speaking of"
    r"|moving on|switching gears)\b",
    re.IGNORECASE,
)
_START = re.compile(r"\W*(?:so|okay|ok|now|well)\b", re.IGNORECASE)
_REPLY = re.compile(
    r"\W*(?:yeah|yes|no|right|exactly|i think|that's|it's|and|but|because|oh|mm-hm|i mean"
    r"|absolutely|totally|true|sure)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:break|right back|stay tuned|stick around|after this|sponsors?)\b", re.IGNORECASE
)
_RESUMED = re.compile(r"\b(?:we(?:'re| are) back|welcome back|before the break)\b", re.IGNORECASE)
_END, _BEGINNING = 160, 200  # characters looked at


def interruption(before: str, after: str, *, same_speaker: bool) -> float:
    """Return the logarithm of how much likelier than elsewhere a gap lies between two paragraphs.

    Only differences between places of the same recording mean anything.
    """
    end, beginning = before[-_END:].rstrip(), after[:_BEGINNING].replace("’", "'")
    words = after.count(" ") + 1
    return (
        2.7 * bool(_FRESH_START.match(beginning))
        + 0.8 * bool(_START.match(beginning))
        - 2.1 * bool(_REPLY.match(beginning))
        + 2.4 * bool(_ANNOUNCED.search(end))
        + 2.8 * bool(_RESUMED.search(beginning))
        + 1.4 * (words >= 20)
        + 0.3 * (words >= 50)
        + 0.5 * ("?" in after)
        + 0.9 * ("?" in after[-40:])
        - 2.1 * end.endswith("?")
        - 0.9 * end.endswith(("...", "…"))
        - 1.3 * (beginning[:1].islower() or beginning.startswith(("...", "…")))
        - 0.7 * same_speaker
    )
