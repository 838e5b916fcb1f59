"""The words: every noun declared once, with what each of its fields holds. The standard library only."""
