"""The truth about what the user has: recordings, their text, bookmarks, where listening stopped.

It is the only place that speaks SQL; it reads no transcript or audio files and knows nothing of
search, which can be rebuilt from here at any time.
"""

from desktop_app.library.opening import Library, open_library

__all__ = ["Library", "open_library"]
