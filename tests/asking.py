"""How the person speaks in tests: not as the assistant does."""

from voiceguide.speaking.voice import VoiceStyle

ASKING = VoiceStyle("gmw/en-us", 150)
