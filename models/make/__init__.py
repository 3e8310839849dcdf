"""How the embedded network is made: recordings in, `network.npz` and `ties.npz` out.

    pip install -e '.[build,train]'
    python -m models.make --clones FOLDER --speech FOLDER --work FOLDER

A tool for developers; none of it is in the wheel. `docs/network.md` tells the recipe.
"""
