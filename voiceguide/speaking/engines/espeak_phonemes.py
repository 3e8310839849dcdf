"""How eSpeak NG would say a word, in IPA: its rules for English spelling, without its voice."""

import ctypes
from pathlib import Path
from typing import Any, Final

from voiceguide.errors import ExitCode, Trouble
from voiceguide.speaking.engines.espeak_library import reachable

_VOICE: Final = b"en-us"
_RETRIEVAL: Final = 1
_DONT_EXIT: Final = 0x8000
_UTF8: Final = 1
_IPA_SEPARATED: Final = 0x02 | ord("_") << 8
"""Names of `speak_lib.h`: no sound is played, an error doesn't end the process."""


class EspeakPhonemes:
    """The library, ready; not to be shared between threads."""

    def __init__(self, scratch: Path) -> None:
        """`scratch`: a folder that may be written to. Trouble (NO_VOICE) without the library."""
        try:
            import espeakng_loader

            self._library: Any = ctypes.CDLL(espeakng_loader.get_library_path())
            data = reachable(Path(espeakng_loader.get_data_path()), scratch)
        except (ImportError, OSError, RuntimeError) as error:
            raise _absent(str(error)) from None
        self._library.espeak_Initialize.argtypes = [
            ctypes.c_int,
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.c_int,
        ]
        self._library.espeak_TextToPhonemes.argtypes = [
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.c_int,
            ctypes.c_int,
        ]
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        began = self._library.espeak_Initialize(_RETRIEVAL, 0, str(data).encode(), _DONT_EXIT)
        if began < 0 or self._library.espeak_SetVoiceByName(_VOICE) != 0:
            raise _absent("it has no data for English")

    def ipa(self, word: str) -> str:
        """The sounds of `word`, a `_` between any two, with signs for stress."""
        text = ctypes.c_char_p(word.encode())
        sounds = self._library.espeak_TextToPhonemes(ctypes.byref(text), _UTF8, _IPA_SEPARATED)
        return str((sounds or b"").decode())


def _absent(why: str) -> Trouble:
    return Trouble(
        f"New words can't be sounded out, as eSpeak NG can't be loaded: {why}.",
        "Install it with `pip install espeakng-loader`, or write how the words sound into the "
        "pack's pronunciations.txt.",
        ExitCode.NO_VOICE,
    )
