"""A knowledge base for spreading practice between organisations: read, check, find, publish."""

__version__ = "0.1.0"
