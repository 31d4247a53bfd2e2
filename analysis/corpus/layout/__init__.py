"""The layout of a page: joining lines to blocks, separating body text from headings and page furniture."""
