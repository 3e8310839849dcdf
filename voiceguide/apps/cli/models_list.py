"""`voiceguide models list`: models on offer and installed, and the one in use."""

import json
from typing import Any

import click

from voiceguide.apps.cli.options import resolved
from voiceguide.model_choice import (
    EMBEDDED,
    UNNARROWED,
    catalogue_path,
    model_name,
    narrows,
    shelf,
)
from voiceguide.models.catalogue import Entry, find, read_catalogue
from voiceguide.models.shelf import Shelf


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.pass_context
def models_list(context: click.Context, as_json: bool) -> None:
    """Show the models there are; nothing is looked up on a network.

    Word error rates are the publisher's own, by test set; lower is better. They compare models on
    other people's speech: `voiceguide models try` compares them on yours.

    \b
    Example:
      voiceguide models list
    """
    used = model_name(resolved(context).settings)
    entries, own = read_catalogue(catalogue_path()), shelf()
    extra = [name for name in sorted(own.names() + own.broken()) if find(entries, name) is None]
    rows = [_row(None, EMBEDDED, own, used)]
    rows += [_row(entry, entry.name, own, used) for entry in entries]
    rows += [_row(None, name, own, used) for name in extra]
    if used not in [row["name"] for row in rows]:
        rows.append(_row(None, used, own, used))
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        click.echo(_told(row, width))
    for row in rows:
        if row["state"] == "broken":
            click.echo(f"`voiceguide models remove {row['name']}` takes the broken one away.")
    if any(row["narrows"] is False for row in rows):
        click.echo(f"static: {UNNARROWED}")


def _row(entry: Entry | None, name: str, own: Shelf, used: str) -> dict[str, Any]:
    here = name == EMBEDDED or own.find(name) is not None
    return {
        "name": name,
        "state": _state(name, own, used, here),
        "about": entry.about if entry else "ours: our own words only" if name == EMBEDDED else "",
        "megabytes": entry.megabytes if entry else None,
        "bytes": entry.size if entry else None,
        "checksum": entry.checksum.algorithm if entry and entry.checksum else None,
        "licence": entry.licence if entry else None,
        "narrows": narrows(name) if here else entry.narrows if entry else None,
        "word_error_rate": dict(entry.word_error_rate) if entry else {},
        "url": entry.url if entry else None,
    }


def _state(name: str, own: Shelf, used: str, here: bool) -> str:
    if own.is_broken(name):
        return "broken"
    return "in use" if name == used else "installed" if here else "on offer"


def _told(row: dict[str, Any], width: int) -> str:
    size = f"{row['megabytes']} MB" if row["megabytes"] else ""
    kind = "static" if row["narrows"] is False else ""
    head = [f"{row['name']:{width}}", f"{row['state']:8}", f"{size:>8}", row["licence"] or "", kind]
    lines = ["  ".join(head).rstrip()]
    if row["about"]:
        lines.append(f"    {row['about']}")
    if rates := row["word_error_rate"]:
        figures = ", ".join(f"{rate:g} % of {test}" for test, rate in rates.items())
        lines.append(f"    words wrong, as published: {figures}")
    return "\n".join(lines)
