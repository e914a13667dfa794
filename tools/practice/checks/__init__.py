"""From drafts to case studies: the rules, and the report of those that are broken."""
