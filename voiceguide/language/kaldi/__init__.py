"""Kaldi's and OpenFst's binary files, as far as Vosk reads them; written without either."""
