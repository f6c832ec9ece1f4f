"""Build the site beside the last good one and swap them only when the new one is whole."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from macros.problems import ProblemError

STAGING = Path(".build/staging")


def build_site(root: Path, site: Path | None = None) -> Path:
    """Build the guide under `root` into `site` (default `root/site`). Raises ProblemError; `site` is then untouched."""
    target = site or root / "site"
    # A folder of its own for each build: two at once (tests on two cores, a preview beside a build) must not meet.
    (root / STAGING).mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=root / STAGING)) / "site"
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    _show_warnings()
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(staging), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except (Abort, MkDocsException, SystemExit) as error:
        shutil.rmtree(staging.parent, ignore_errors=True)
        raise ProblemError("build", str(error)) from error
    if not config.site_url:
        # MkDocs writes a sitemap of empty addresses then.
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (staging / name).unlink(missing_ok=True)
    swap(staging, target)
    shutil.rmtree(staging.parent, ignore_errors=True)
    return target


def swap(new: Path, target: Path) -> None:
    """Put `new` in the place of `target`; the old one goes only after the new one stands."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.rename(old)
    shutil.move(new, target)  # not rename: the two may lie on different disks
    shutil.rmtree(old, ignore_errors=True)


def _show_warnings() -> None:
    """MkDocs speaks through logging; warnings and errors go to the terminal, its chatter does not."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setLevel(logging.WARNING)
        logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
