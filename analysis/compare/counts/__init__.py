"""Activity counts: who states what, sums that do not mislead, and counts in readable form."""
