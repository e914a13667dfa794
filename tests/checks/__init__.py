"""The checks, shown by the examples on their pages, by tables of messages, and by properties."""
