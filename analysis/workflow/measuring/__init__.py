"""Measuring documents one by one into a store, and assembling the tables from it."""
