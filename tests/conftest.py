"""What the tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newstemma.archive import Archive


def shared_path() -> Path | None:
    """Where the development data lie: beside the repository, or where NEWSTEMMA_SHARED says."""
    folder = Path(os.environ.get("NEWSTEMMA_SHARED", Path(__file__).parent.parent.parent / "shared"))
    return folder if (folder / "data").is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of the development data, or skip the test."""
    folder = shared_path()
    if folder is None:
        pytest.skip("the development data are not on this machine (NEWSTEMMA_SHARED names their folder)")
    return folder


@pytest.fixture(scope="session")
def example_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive of the pages in `examples/`. Tests only read it."""
    path = tmp_path_factory.mktemp("examples") / "news.db"
    with Archive(path) as archive:
        archive.read(Path(__file__).parent.parent / "examples", workers=1)
    return path
