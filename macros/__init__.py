"""The guide's generator. `define_env` is what mkdocs-macros calls; it wires and holds no logic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin


def define_env(env: MacrosPlugin) -> None:
    """Give the pages their macros. A guide with problems stops the build here, before anything is written."""
    from mkdocs.exceptions import Abort

    from macros.calls import MACROS
    from macros.check import checked
    from macros.navigation import navigation
    from macros.problems import AuthorError
    from macros.wiring import Values, bound

    try:
        library = checked(Path(env.project_dir))
    except AuthorError as error:
        raise Abort(str(error)) from None

    def page() -> Any:
        return library.by_uri(env.page.file.src_uri)

    env.conf["nav"] = navigation(library)
    for macro in MACROS.values():
        env.macro(bound(macro, library, page), macro.name)
    env.variables["est"] = Values(library, page)
    env.conf["library"] = library


def on_post_page_macros(env: MacrosPlugin) -> None:
    """Give each page, at its end, what its calculator reads, and its weight in the search."""
    from macros.calls import calculator_data
    from macros.navigation import search_settings

    library = env.conf["library"]
    page = library.by_uri(env.page.file.src_uri)
    env.markdown += calculator_data(library, page)
    env.page.meta["search"] = search_settings(page)
