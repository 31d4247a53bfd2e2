"""The files of a corpus folder: finding, decoding and checking texts, and reading `reports.csv`."""
