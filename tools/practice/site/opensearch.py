"""The description by which a browser can add the site to its search engines (OpenSearch)."""

from __future__ import annotations

from xml.sax.saxutils import escape

from practice.site.page import plain
from practice.site.settings import Network

ADDRESS = "opensearch.xml"
_LONGEST_NAME = 16  # what the format allows


def browser_search(network: Network, site_url: str) -> str:
    """Return the description. `site_url` is the whole address of the site, ending in "/"."""
    name, purpose, url = (
        escape(plain(text), {'"': "&quot;"})
        for text in (network.name[:_LONGEST_NAME], network.purpose[:1024], site_url)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{name}</ShortName>\n"
        f"<Description>{purpose}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" method="get" template="{url}search/?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )
