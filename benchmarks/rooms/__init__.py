"""The room bench: scripted conversations in simulated rooms, through the whole live pipeline.

`python -m benchmarks.rooms --help` tells how to run it; no sound card is needed. `stage` plays,
`script` and `sounds` hold what is heard, `scenarios` says what happens, `figures` counts,
`report` and `plots` show.
"""
