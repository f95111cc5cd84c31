"""Problems that are the user's business, not the programmer's."""

from collections.abc import Sequence


class AppError(Exception):
    """Something went wrong that the user can understand and perhaps fix.

    ``str(error)`` is one plain sentence. ``hint`` says what to try next.
    ``candidates`` names the choices when a name fits several things.
    """

    def __init__(self, message: str, *, hint: str = "", candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.hint = hint
        self.candidates = tuple(candidates)

    def __reduce__(self) -> tuple[object, ...]:
        """Cross a process border whole: ``Exception`` alone would lose the keywords."""
        return _rebuilt, (type(self), str(self), self.hint, self.candidates)


def _rebuilt(
    kind: type[AppError], message: str, hint: str, candidates: tuple[str, ...]
) -> AppError:
    return kind(message, hint=hint, candidates=candidates)


class Cancelled(Exception):
    """The user stopped the work. Never shown, never logged as a failure."""
