"""The layout of a page: lines joined to blocks, body text told from headings and page furniture, reports parted."""
