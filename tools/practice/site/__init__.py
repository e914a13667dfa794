"""From the catalogue to the pages and files of a static site."""
