"""Windows over the window, each opened by the user; none ever asks before the user asked for it."""
