"""Lines of a cue without the blanks and marks that nobody sees."""

_INVISIBLE = "\u200b\ufeff\u200e\u200f\u2060"


def tidy_lines(text: str) -> str:
    """Run blanks within lines together and leave lines out that show nothing."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip(_INVISIBLE))
