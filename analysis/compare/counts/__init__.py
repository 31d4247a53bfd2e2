"""Activity counts: who states what, sums that do not lie, and counts as a reader wants to see them."""
