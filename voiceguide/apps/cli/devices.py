"""`voiceguide devices`: the microphones and speakers there are."""

import json
from dataclasses import asdict

import click

from voiceguide.apps.cli.options import setting_options
from voiceguide.devices.soundcard import devices as list_devices


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@setting_options
def devices(as_json: bool) -> None:
    """List microphones and speakers, and how to choose one.

    \b
    Example:
      voiceguide devices
      voiceguide --input-device USB --output-device 3
    """
    found = list_devices()
    if as_json:
        click.echo(json.dumps([asdict(device) for device in found]))
        return
    for device in found:
        kinds = [f"{device.inputs} in"] * bool(device.inputs)
        kinds += [f"{device.outputs} out"] * bool(device.outputs)
        click.echo(f"{device.index:3}  {device.name}  ({', '.join(kinds)})")
    click.echo("Choose with --input-device and --output-device, by number or part of the name.")
