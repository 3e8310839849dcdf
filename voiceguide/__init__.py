"""voiceguide: an offline voice assistant for people with lower back pain."""

from importlib.metadata import version

__version__ = version("voiceguide")
