from voiceguide.evaluate.comparison import Trial, differences
from voiceguide.evaluate.score import Outcome, Score


def trial(model: str, *found: str) -> Trial:
    outcomes = (
        Outcome(f"{at}.wav", "Stop", name, name.lower(), 0.1) for at, name in enumerate(found)
    )
    return Trial(model, Score.of(outcomes), hearing=0.5, sound=10.0)


def test_two_models_differ_where_they_found_another_intent() -> None:
    one, other = trial("a", "Stop", "Yes", "No"), trial("b", "Stop", "Stop", "No")
    assert [(a.found, b.found) for a, b in differences(one, other)] == [("Yes", "Stop")]


def test_a_trial_is_counted() -> None:
    assert trial("a", "Stop", "Yes").as_json() == {
        "model": "a",
        "cases": 2,
        "right": 1,
        "accuracy": 0.5,
        "real_time_factor": 0.05,
    }


def test_without_sound_there_is_no_factor() -> None:
    assert Trial("a", Score.of([]), 0.0, 0.0).real_time_factor == 0.0
