"""The plugin for MkDocs: its events become calls that read the collection and make its pages."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from practice.checks.explain import with_lists
from practice.content.files import read_content
from practice.content.front_matter import decoded
from practice.lookup.indexer import refresh
from practice.lookup.lookup import open_lookup
from practice.model.diagnostics import Severity
from practice.project import Workspace, open_workspace
from practice.search import SearchError
from practice.site.page import Page as Made
from practice.site.preview import gone_page, open_nearby, page_alone, preview_index
from practice.site.related import related
from practice.site.settings import POLICY, Network
from practice.site.urls import attachments

# Under this name MkDocs shows the messages and counts the warnings, so that --strict stops at them.
log = logging.getLogger("mkdocs.plugins.practice")

THEME = Path(__file__).parent / "theme"
STYLE = "assets/practice/practice.css"
# Ids of case studies: `practice preview` and `practice review` want their pages alone.
PREVIEW = "PRACTICE_PREVIEW"
# Where these case studies lie, if not beside mkdocs.yml: a review looks at those of another commit.
PREVIEW_ROOT = "PRACTICE_PREVIEW_ROOT"
# What every page has is no help to a reader of search results, and what the command line does not
# search (figures, sources, what others made of it) would make the two count differently.
UNSEARCHED = (
    "#at-a-glance, .headerlink, h2, thead, .measures .meaning, .measures .figure, .measures .unit,"
    " .caution__word, .doing h3, .doing .quiet, .adoptions, .sources"
)


class PracticeConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs left its own hook untyped
    """The plugin's settings in `mkdocs.yml`."""

    purpose = config_options.Type(str, default=Network().purpose)
    issues = config_options.Type(str, default="")
    editors = config_options.Type(str, default="")
    search = config_options.Type(bool, default=True)
    policy = config_options.Type(str, default=POLICY)


class PracticePlugin(BasePlugin[PracticeConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages of the catalogue to a MkDocs site."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._marks: dict[str, str] = {}
        self._workspace: Workspace | None = None
        self._alike: Mapping[str, tuple[str, ...]] = {}
        self._serving = False
        self._only = tuple(os.environ.get(PREVIEW, "").split())

    @property
    def policy(self) -> str:
        """The Content-Security-Policy that pages carry; none while the site is being worked on."""
        return "" if self._serving else self.config.policy

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what the site is built for: live reload writes a script into every page, which a
        policy would stop.
        """
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our templates before the theme's own (but after the site's), and our style before the
        site's.
        """
        own = config.theme.custom_dir
        place = config.theme.dirs.index(own) + 1 if own in config.theme.dirs else 0
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(place, str(THEME))
        if STYLE not in config.extra_css:
            config.extra_css.insert(0, STYLE)
        if self._only:
            # No other page, so no map of them and no page for what is missing.
            config.theme.static_templates.clear()
        if not config.repo_url:
            config.edit_uri = ""  # half an address would be a broken link on every page
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check the collection, and say what is wrong in the words of the checks.

        Raises:
            PluginError: a preview needs the index of the collection, and it cannot be used or
                written.
        """
        root = _root(config)
        if self._only:
            with _similar():
                self._workspace, self._alike = open_nearby(root, self._only, log.info)
        else:
            self._workspace = open_workspace(root)
        for problem in self._workspace.report:
            if self._only and Path(problem.place.path).stem not in self._only:
                continue
            error = problem.severity is Severity.ERROR
            log.log(logging.WARNING if error else logging.INFO, "%s", problem)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a file for every page of the catalogue, and those that case studies refer to.

        Raises:
            PluginError: the index that knows similar case studies cannot be used or written.
        """
        assert self._workspace is not None  # MkDocs calls on_pre_build first
        if self._only:
            return self._preview(files, self._workspace, config)
        # A preview makes none of these, and would wait for them to be imported.
        from practice.forms import spreadsheet, word
        from practice.site.pages import assets, pages
        from practice.site.search_data import OPENSEARCH_ADDRESS, browser_search

        workspace, root, network = self._workspace, _root(config), self._network(config)
        catalogue = workspace.catalogue
        with _similar():
            refresh(root, workspace)  # with what is read already, so that nothing is read twice
            with open_lookup(root, log.info) as lookup:
                alike = related(lookup, catalogue)
        self._sources, self._marks = {}, {}
        by_hand = {file.dest_uri: file.src_uri for file in files.documentation_pages()}
        for page in pages(catalogue, lambda study_id: alike.get(study_id, ()), network):
            file = File.generated(config, page.path, content=page.markdown)
            if file.dest_uri in by_hand:  # a page written by hand wins
                self._marks[by_hand[file.dest_uri]] = page.marks
            else:
                files.append(file)
                self._sources[page.path] = page.source
        made: list[tuple[str, str | bytes]] = [
            *assets(catalogue, network, partial(_text_of, root), workspace.folders),
            ("contribute/case-study.docx", word.make(catalogue.vocabularies)),
            ("contribute/case-study.xlsx", spreadsheet.make(catalogue.vocabularies)),
        ]
        if config.site_url:  # the description needs whole addresses
            site_url = config.site_url.rstrip("/") + "/"
            made.append((OPENSEARCH_ADDRESS, browser_search(network, site_url)))
        for address, content in made:
            files.append(File.generated(config, address, content=content))
        for path, address in attachments(catalogue).items():
            files.append(File.generated(config, address, abs_src_path=str(root / path)))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """In a preview, leave the menu as it is and make none of the pages that it leads to."""
        if self._only:
            for file in files.documentation_pages():
                if file.src_uri not in self._sources:
                    files.remove(file)
        return nav

    @event_priority(-50)
    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Give a generated page the edit link of the file that it comes from; and let no page name
        its neighbours, to which the theme would go at the press of "n" or "p" (WCAG 2.1.4).
        """
        page.previous_page = page.next_page = None
        source = self._sources.get(page.file.src_uri)
        if source is not None:
            prefix = _edit_prefix(config)
            page.edit_url = prefix + source if prefix and source else None
        return page

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """List the checks where a page asks for them, and let the search find a page that somebody
        wrote in place of a case study's: it counts every case study.
        """
        marks = self._marks.get(page.file.src_uri)
        if not marks:
            return with_lists(markdown) if page.file.src_uri.startswith("checks/") else markdown
        page.meta["kind"] = "case-study"
        return f"{markdown.rstrip()}\n\n{marks}"

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Build the search of the browser over the finished pages.

        Raises:
            PluginError: Pagefind is not installed or failed, its own words are in the message; or
                it left out a case study.
        """
        if self._only or not self.config.search:
            return
        from practice.site.search_data import NAMES_ADDRESS, IndexIncomplete, index_names, numbers

        command = [sys.executable, "-m", "pagefind", "--site", config.site_dir, "--quiet"]
        done = subprocess.run(
            [*command, "--exclude-selectors", UNSEARCHED],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise PluginError(
                f"The search index could not be built: {(done.stderr or done.stdout).strip()}"
            )
        assert self._workspace is not None
        site = Path(config.site_dir)
        try:
            names = index_names(site / "pagefind", numbers(self._workspace.catalogue))
        except IndexIncomplete as error:
            raise PluginError(str(error)) from error
        (site / NAMES_ADDRESS).write_text(names, encoding="utf-8")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when a case study, a list of terms or our own theme changes."""
        server.watch(str(_root(config) / "case_studies"))
        server.watch(str(THEME))
        return server

    def _preview(self, files: Files, workspace: Workspace, config: MkDocsConfig) -> Files:
        """Return what the pages wanted need: themselves, the files beside them, and something for
        each entry of the menu to lead to.

        Raises:
            PluginError: there is no such case study, and nobody waits for it to come back.
        """
        network = self._network(config)
        alone: list[Made] = []
        beside: dict[str, str] = {}
        for study_id in self._only:
            found = page_alone(study_id, workspace, self._alike, network)
            if found is None and not self._serving:
                raise PluginError(f"There is no case study '{study_id}' any more.")
            page, named = found or (gone_page(study_id), {})
            alone.append(page)
            beside.update(named)
        made = [preview_index(alone, network), *alone]
        own = {page.path for page in made}
        menu = set(_menu(config.nav))
        for file in files.documentation_pages():
            if file.src_uri not in menu or file.src_uri in own:
                files.remove(file)
        for path in menu - own:
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, content=""))
        for page in made:
            files.append(File.generated(config, page.path, content=page.markdown))
        for path, address in beside.items():
            files.append(File.generated(config, address, abs_src_path=str(_root(config) / path)))
        self._sources, self._marks = {page.path: page.source for page in made}, {}
        return files

    def _network(self, config: MkDocsConfig) -> Network:
        issues = self.config.issues or (
            f"{config.repo_url.rstrip('/')}/issues" if config.repo_url else ""
        )
        return Network(
            config.site_name, self.config.purpose, _edit_prefix(config), issues, self.config.editors
        )


@contextmanager
def _similar() -> Iterator[None]:
    try:
        yield
    except SearchError as error:
        raise PluginError(f"Similar case studies could not be looked up: {error}") from error


def _menu(nav: Any) -> Iterator[str]:
    """Yield the path of every page in the menu."""
    if isinstance(nav, str):
        yield nav
    else:
        for entry in nav.values() if isinstance(nav, dict) else nav or ():
            yield from _menu(entry)


def _text_of(root: Path, path: str) -> str:
    try:
        return decoded(read_content(root, path))
    except OSError:  # taken away since it was read
        return ""


def _root(config: MkDocsConfig) -> Path:
    return Path(os.environ.get(PREVIEW_ROOT) or Path(config.config_file_path).parent)


def _edit_prefix(config: MkDocsConfig) -> str:
    """Return the address that stands before a path relative to the root, or an empty text."""
    if not config.repo_url or not config.edit_uri:
        return ""
    docs = Path(config.docs_dir).name
    inside = config.edit_uri.rstrip("/").removesuffix(docs).rstrip("/")
    return f"{config.repo_url.rstrip('/')}/{inside.lstrip('/')}/"
