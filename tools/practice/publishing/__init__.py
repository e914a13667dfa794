"""From the catalogue to pages: text in, text out, the same bytes for the same catalogue."""
