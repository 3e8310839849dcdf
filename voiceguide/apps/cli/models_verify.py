"""`voiceguide models verify`: whether installed models are as they were installed."""

import click

from voiceguide.errors import ExitCode
from voiceguide.model_choice import EMBEDDED, embedded_faults, shelf


@click.command("verify")
@click.argument("name", required=False)
@click.pass_context
def models_verify(context: click.Context, name: str | None) -> None:
    """Compare every file with what was noted when it was installed; all models without NAME.

    The exit code is 5 when a file is missing, was changed or was added.

    \b
    Example:
      voiceguide models verify
    """
    own, broken = shelf(), False
    for one in [name] if name else [EMBEDDED, *own.names(), *own.broken()]:
        faults = embedded_faults() if one == EMBEDDED else own.faults(one)
        broken = broken or bool(faults)
        click.echo(f"{one}: {'; '.join(faults) or 'whole'}")
        if faults and one != EMBEDDED:
            click.echo(
                f"  `voiceguide models remove {one}` and `voiceguide models install {one}` mend it."
            )
    context.exit(ExitCode.NO_MODEL if broken else ExitCode.OK)
