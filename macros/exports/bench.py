"""`make bench`: time and memory of the PDFs, cold, unchanged, and with one chapter edited."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EDITED = "building-blocks/features.html"
STYLES = "docs/assets/diagrams.css"
MOST = 0.1  # what one edited chapter may cost of a cold run


def main(root: Path) -> int:
    """Measure on a copy of the built site with a cache of its own; 1 when an edit costs more than a tenth of cold."""
    with tempfile.TemporaryDirectory() as folder:
        guide = Path(folder)
        shutil.copytree(root / "site", guide / "site", ignore=shutil.ignore_patterns("pdf"))
        (guide / STYLES).parent.mkdir(parents=True)
        shutil.copy(root / STYLES, guide / STYLES)
        cold = _run("cold", guide)
        _run("unchanged", guide)
        page = guide / "site" / EDITED
        page.write_text(page.read_text("utf-8").replace("</h1>", "</h1><p>One sentence more.</p>", 1), "utf-8")
        edited = _run("one chapter edited", guide)
    print(f"one edit costs {edited / cold:.1%} of a cold run (at most {MOST:.0%})")
    return int(edited > MOST * cold)


def _run(name: str, guide: Path) -> float:
    """Print and return the seconds one run takes; memory is that of the largest process so far."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "macros", "--root", str(guide), "pdf"], check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{name:<20}{seconds:8.1f} s{largest:10.0f} MB in the largest process so far")
    return seconds


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
