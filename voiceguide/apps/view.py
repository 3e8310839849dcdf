"""The live view of a session in a terminal: where it stands, and what can be said."""

from types import TracebackType
from typing import Final, Self

from rich.console import Console, Group
from rich.live import Live
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.text import Text

from voiceguide.assistant import Assistant, Deed
from voiceguide.conversation.lengths import spoken_length
from voiceguide.messages.effects import Say, Tell

_COMMANDS: Final = 'Say "pause", "resume", "next", "back", "how long is left", "slower" or "stop".'


class SessionView:
    """Shown while in its `with`."""

    def __init__(self, console: Console | None = None) -> None:
        self._live = Live(console=console, auto_refresh=False)
        self._told = ""

    def __enter__(self) -> Self:
        """Take over the terminal's last lines."""
        self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the last view standing."""
        self._live.stop()

    def note(self, deed: Deed) -> None:
        """Keep what is said."""
        if isinstance(deed.effect, Say | Tell) and deed.effect.text:
            self._told = deed.effect.text

    def show(self, assistant: Assistant) -> None:
        """Draw how things stand."""
        self._live.update(drawn(assistant, self._told), refresh=True)


def drawn(assistant: Assistant, told: str) -> Panel:
    """The view as a panel; `told` is what was said last."""
    standing = assistant.conversation.standing(assistant.now)
    if standing is None:
        return Panel(Text(told), title="voiceguide", subtitle="over")
    if standing.hold_left is None:
        share, left = 0.0, "getting there" if standing.hold else "listen"
    else:
        share = 1.0 - standing.hold_left / standing.hold
        left = f"{spoken_length(standing.hold_left)} left"
    lines = Group(
        Text(f"{standing.step}: {left}", style="bold"),
        ProgressBar(total=1.0, completed=share, width=50),
        Text(told),
        Text(f"{spoken_length(standing.left)} left in all", style="dim"),
        Text(_COMMANDS, style="dim"),
    )
    return Panel(lines, title=standing.routine, subtitle=assistant.doing)
