"""From samples to hypotheses. Knows no intents."""
