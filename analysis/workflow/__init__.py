"""What the command line does with a corpus folder: measure, check, correct by hand, review, report, share, verify."""
