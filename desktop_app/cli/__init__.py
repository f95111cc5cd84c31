"""The command line: every wish that needs no window, for people and for scripts.

It parses words and prints results; the work is done by ``workflows``, the window is ``app``'s.
"""

from desktop_app.cli.program import main

__all__ = ["main"]
