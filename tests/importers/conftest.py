"""The words of a small network, and its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from building import write_network
from practice.content.vocabulary_files import read_vocabularies
from practice.forms import word
from practice.model.vocabulary import Vocabularies


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Vocabularies:
    vocabularies, problems = read_vocabularies(write_network(tmp_path_factory.mktemp("words")))
    assert not problems
    return vocabularies


@pytest.fixture(scope="session")
def form(words: Vocabularies) -> bytes:
    return word.make(words)


@pytest.fixture
def network(tmp_path: Path) -> Path:
    return write_network(tmp_path / "network")
