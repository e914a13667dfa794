"""The index of one content repository, kept fresh and searched in the network's own words."""
