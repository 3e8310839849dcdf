"""Every setting as a flag, on the command itself or before it."""

import os
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import click
from platformdirs import user_config_path

from voiceguide.places import placed
from voiceguide.settings import APP, HELP, Resolved, Settings, read_file, resolve

_Command = TypeVar("_Command", bound=Callable[..., Any])


def settings_path() -> Path:
    """The settings file in the platform's config folder."""
    return user_config_path(APP) / "settings.toml"


def setting_options_but(*left_out: str) -> Callable[[_Command], _Command]:
    """Give a command a flag for every setting but these; the values gather in the context."""

    def add(command: _Command) -> _Command:
        for field in reversed(fields(Settings)):
            if field.name in left_out:
                continue
            command = click.option(
                f"--{field.name.replace('_', '-')}",
                field.name,
                metavar="N" if field.type is int else "TEXT",
                help=HELP[field.name],
                expose_value=False,
                callback=_remember,
            )(command)
        return command

    return add


setting_options = setting_options_but()
"""Give a command a flag for every setting."""


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    if value is not None:
        context.ensure_object(dict)[parameter.name] = value
    return value


def resolved(context: click.Context) -> Resolved:
    """The settings in force, paths whole, and where each came from."""
    path = settings_path()
    found = resolve(read_file(path), os.environ, context.ensure_object(dict))
    return placed(found, path.parent)
