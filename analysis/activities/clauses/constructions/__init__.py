"""The constructions in which reports count, a module a kind; `clauses.CONSTRUCTIONS` has their order."""
