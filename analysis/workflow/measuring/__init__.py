"""Texts to tables: a report, a document, all documents of a folder; and what they were measured with."""
