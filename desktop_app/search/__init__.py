"""Finding words in everything that was said. Whoosh keeps the index, a cache of the library.

It never reads the library or writes to it: documents come in as values, hits go out as values.
"""
