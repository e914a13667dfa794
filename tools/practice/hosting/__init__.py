"""Files for a code host and for a git-based editor, made from the schema, the vocabulary and the editors' lists."""
