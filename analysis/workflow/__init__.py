"""What the command line does with a corpus folder: measure, check, correct, review, report, share, verify."""
