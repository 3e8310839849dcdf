"""One speech engine a file, each behind the `Voice` protocol."""
