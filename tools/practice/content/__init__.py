"""The files of a collection, in and out: Markdown and YAML to drafts, answers to files."""
