"""How rows look: painters for questions, bookmarks, hits and episodes over one common row.

They paint values and compute nothing; every action they draw is in a context menu as well.
"""
