"""The door for MkDocs: its events become calls on the workspace and on publishing."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from practice.diagnostics import Severity
from practice.lookup import open_lookup, refresh
from practice.publishing.browser_search import ADDRESS as BROWSER_SEARCH
from practice.publishing.browser_search import browser_search
from practice.publishing.network import Network
from practice.publishing.site import assets, pages
from practice.publishing.targets import attachments
from practice.related import related
from practice.searching import SearchingError
from practice.workspace import Workspace, open_workspace

# Under this name MkDocs shows the messages and counts the warnings, so that --strict stops at them.
log = logging.getLogger("mkdocs.plugins.practice")

THEME = Path(__file__).parent / "theme"
STYLE = "assets/practice/practice.css"
# What every page has is no help to a reader of search results.
UNSEARCHED = "#at-a-glance, .headerlink"


class PracticeConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs left its own hook untyped
    """The plugin's settings in `mkdocs.yml`."""

    purpose = config_options.Type(str, default=Network().purpose)
    issues = config_options.Type(str, default="")
    search = config_options.Type(bool, default=True)


class PracticePlugin(BasePlugin[PracticeConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages of the catalogue to a MkDocs site."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._workspace: Workspace | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our templates before the theme's own (but after the site's), and our style before the site's."""
        own = config.theme.custom_dir
        place = config.theme.dirs.index(own) + 1 if own in config.theme.dirs else 0
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(place, str(THEME))
        if STYLE not in config.extra_css:
            config.extra_css.insert(0, STYLE)
        if not config.repo_url:
            config.edit_uri = ""  # half an address would be a broken link on every page
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check the collection, and say what is wrong in the words of the checks."""
        self._workspace = open_workspace(_root(config))
        for problem in self._workspace.report:
            log.log(logging.WARNING if problem.severity is Severity.ERROR else logging.INFO, "%s", problem)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a file for every page of the catalogue, and those that case studies refer to.

        Raises:
            PluginError: the index that knows similar case studies cannot be used or written.
        """
        assert self._workspace is not None  # MkDocs calls on_pre_build first
        catalogue = self._workspace.catalogue
        alike = self._related(self._workspace)
        self._sources = {}
        for page in pages(catalogue, lambda study_id: alike.get(study_id, ()), self._network(config)):
            if files.get_file_from_path(page.path) is None:  # a page written by hand wins
                files.append(File.generated(config, page.path, content=page.markdown))
                self._sources[page.path] = page.source
        for address, text in assets(catalogue):
            files.append(File.generated(config, address, content=text))
        if config.site_url:  # the description needs whole addresses
            description = browser_search(self._network(config), config.site_url.rstrip("/") + "/")
            files.append(File.generated(config, BROWSER_SEARCH, content=description))
        for path, address in attachments(catalogue).items():
            files.append(File.generated(config, address, abs_src_path=str(_root(config) / path)))
        return files

    @event_priority(-50)
    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Give a generated page the edit link of the file that it comes from, and no other page's."""
        source = self._sources.get(page.file.src_uri)
        if source is not None:
            prefix = _edit_prefix(config)
            page.edit_url = prefix + source if prefix and source else None
        return page

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Build the search of the browser over the finished pages.

        Raises:
            PluginError: Pagefind is not installed or failed; its own words are in the message.
        """
        if not self.config.search:
            return
        command = [sys.executable, "-m", "pagefind", "--site", config.site_dir, "--exclude-selectors", UNSEARCHED, "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise PluginError(f"The search index could not be built: {(done.stderr or done.stdout).strip()}")

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Build again when a case study, a list of terms or our own theme changes."""
        server.watch(str(_root(config) / "case_studies"))
        server.watch(str(THEME))
        return server

    def _related(self, workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
        try:
            refresh(workspace.root, workspace)  # with what is read already, so that nothing is read twice
            with open_lookup(workspace.root, log.info) as lookup:
                return related(lookup, workspace.catalogue)
        except SearchingError as error:
            raise PluginError(f"Similar case studies could not be looked up: {error}") from error

    def _network(self, config: MkDocsConfig) -> Network:
        return Network(config.site_name, self.config.purpose, _edit_prefix(config), self.config.issues)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _edit_prefix(config: MkDocsConfig) -> str:
    """Return the address that stands before a path relative to the root, or an empty text."""
    if not config.repo_url or not config.edit_uri:
        return ""
    docs = Path(config.docs_dir).name
    inside = config.edit_uri.rstrip("/").removesuffix(docs).rstrip("/")
    return f"{config.repo_url.rstrip('/')}/{inside.lstrip('/')}/"
