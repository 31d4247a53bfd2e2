"""Documents measured one by one into a store, and the tables put together of what it holds."""
