"""From files to drafts: what the author wrote and where, before anyone judges it."""
