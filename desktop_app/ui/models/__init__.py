"""Lists of values as Qt sees them: rows, roles and words for a screen reader.

Models hold values and compute what a row says; how a row looks is the delegates' business.
"""
