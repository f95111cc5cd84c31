"""The user's wishes, one per file: each joins parts that do not know each other.

They are plain functions over a library and values, with a progress line; no window, no words on
the screen beyond the sentences in their results.
"""
