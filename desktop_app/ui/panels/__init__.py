"""The areas of the window. A panel shows values and says by signals what the user wants.

Panels do not know each other, the player or the library; the composition root joins them.
"""
