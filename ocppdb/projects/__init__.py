"""Projects of developers as they lie on a disk: which files count, what stands in them, and what that says. Nothing is executed."""
