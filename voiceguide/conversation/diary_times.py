"""Times of the diary, as they are asked for and as they are spoken of."""

from typing import Final

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.messages.memory import Done

WEEK: Final = 7
_MONTH: Final = 30
SPANS: Final = {"today": range(1), "yesterday": range(1, 2), "week": range(WEEK)}
"""What may be asked for, and how many days ago that is."""


def span_said(span: str, knowledge: Knowledge) -> str:
    """One of SPANS as it is spoken of: "in the last seven days"."""
    return knowledge.words("History", f"span_{span}")


def time_said(done: Done, knowledge: Knowledge) -> str:
    """When a session was: "this morning", "yesterday evening", "3 days ago"."""
    if done.days_ago == 0:
        return knowledge.words("History", f"when_this_{done.part}")
    if done.days_ago == 1:
        return knowledge.words("History", f"when_yesterday_{done.part}")
    return day_said(done.days_ago, knowledge)


def day_said(days_ago: int, knowledge: Knowledge) -> str:
    """A day: "today", "3 days ago", "2 weeks ago"."""
    if days_ago <= 1:
        return knowledge.words("History", "when_yesterday" if days_ago else "when_today")
    if days_ago < WEEK:
        return knowledge.words("History", "when_days_ago", days=days_ago)
    if days_ago < 2 * WEEK:
        return knowledge.words("History", "when_a_week_ago")
    if days_ago <= _MONTH:
        return knowledge.words("History", "when_weeks_ago", weeks=days_ago // WEEK)
    return knowledge.words("History", "when_long_ago")
