"""Where sound comes from and goes to: sound cards and WAV files."""
