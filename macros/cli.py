"""`python -m macros`: check, build, serve and the rest, from a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from macros.problems import AuthorError, Problem, ProblemError, relative, report

Arguments = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 with problems on standard output, 2 for a wrong call."""
    parsed = _parser().parse_args(arguments)
    try:
        code: int = parsed.command(parsed)
    except AuthorError as error:
        print(error)
        return 1
    except ProblemError as error:
        print(error.message + (f" ({error.hint})" if error.hint else ""))
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the guide's folder (default: here)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="report every problem of the guide, or of the named files")
    check.add_argument("files", nargs="*", help="show only problems in these files")
    check.set_defaults(command=_check)
    build = commands.add_parser("build", help="check, then build the site; the last good site stays until then")
    build.set_defaults(command=_build)
    layout = commands.add_parser("layout", help="place the diagrams that changed (needs Node and 'npm ci')")
    layout.add_argument("--all", action="store_true", help="place every diagram again")
    layout.set_defaults(command=_layout)
    serve = commands.add_parser("serve", help="live preview that also follows data files and diagrams")
    serve.add_argument("--address", default="127.0.0.1:8000")
    serve.set_defaults(command=_serve)
    new = commands.add_parser("new", help="write the scaffold of a new chapter")
    new.add_argument("kind", choices=["case-study"])
    new.add_argument("name", help="the slug, for instance route-planning")
    new.set_defaults(command=_new)
    _add_exports(commands)
    return parser


def _add_exports(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pdf = commands.add_parser("pdf", help="PDFs of the built site: all, or the named chapters")
    pdf.add_argument("chapters", nargs="*", metavar="CHAPTER", help="as in its address, for instance features")
    pdf.add_argument("--worksheets", action="store_true", help="only the sheets for a rehearsal")
    pdf.set_defaults(command=_pdf)
    epub = commands.add_parser("epub", help="an EPUB of the built site")
    epub.set_defaults(command=_epub)
    bundle = commands.add_parser("zip", aliases=["dist"], help="one zip of site, PDFs and EPUB, to read offline")
    bundle.set_defaults(command=_zip)


def _check(args: Arguments) -> int:
    from macros.check import check

    wanted = [_named(args.root, name) for name in args.files]
    library, problems = check(args.root)
    shown = _only(problems, wanted)
    if shown:
        print(report(shown))
        return 1
    print(f"{len(library.pages)} pages, no problems")
    return 0


def _named(root: Path, name: str) -> str:
    """A file or folder as problems name it. Raises ProblemError: a typo must not look like a pass."""
    path = Path(name) if Path(name).exists() else root / name
    if not path.exists():
        raise ProblemError("file-unknown", f"no file or folder '{name}'", "paths are from the guide's folder")
    return relative(path, root)


def _only(problems: list[Problem], wanted: list[str]) -> list[Problem]:
    return [p for p in problems if not wanted or any(w in (p.file, ".") or p.file.startswith(f"{w}/") for w in wanted)]


def _build(args: Arguments) -> int:
    from macros.build import build_site

    site = build_site(args.root)
    print(f"Built. Open {site / 'index.html'}")
    return 0


def _layout(args: Arguments) -> int:
    from macros.diagrams import lay_out
    from macros.library import formatted, load

    written, problems = lay_out(args.root, formatted(load(args.root).estimates), only_changed=not args.all)
    for path in written:
        print(path)
    print(report(problems) if problems else f"{len(written)} diagrams placed, the rest unchanged")
    return 1 if problems else 0


def _serve(args: Arguments) -> int:
    from macros.serve import serve

    serve(args.root, args.address)
    return 0


def _new(args: Arguments) -> int:
    from macros.scaffold import new_case_study

    for path in new_case_study(args.root, args.name):
        print(path)
    return 0


def _pdf(args: Arguments) -> int:
    from macros.exports import make_pdfs

    printed = make_pdfs(args.root, args.chapters, worksheets=args.worksheets)
    for slug, file in printed.files.items():
        if args.chapters or args.worksheets or slug == "guide":
            print(file)
    print(f"{len(printed.files)} PDFs in site/pdf; {printed.laid_out} laid out, the rest unchanged")
    return 0


def _epub(args: Arguments) -> int:
    from macros.exports import make_epub

    print(make_epub(args.root))
    return 0


def _zip(args: Arguments) -> int:
    from macros.exports import make_bundle

    print(make_bundle(args.root))
    return 0
