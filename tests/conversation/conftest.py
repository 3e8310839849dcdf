"""A session that is going on."""

import pytest

from tests.conversation.talk import Talk
from voiceguide.content.pack import Pack
from voiceguide.conversation.attention import Attention
from voiceguide.conversation.state import Conversation


@pytest.fixture(scope="module")
def session(pack: Pack) -> Conversation:
    """In the middle of a stretch, between two of its sentences."""
    talk = Talk(pack)
    talk.hear("StartChildsPose")
    talk.wait_for("holding")
    talk.finish_speaking()
    talk.conversation = talk.conversation.after(attention=Attention())
    assert talk.conversation.session is not None
    return talk.conversation
