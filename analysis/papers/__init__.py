"""Tables as files for a paper, and what stands under tables and figures: caption, notes, measured accuracy."""

from .accuracy import first_readings, measured
from .captions import Caption, as_page, caption
from .saving import FORMATS, save_table

__all__ = ["FORMATS", "Caption", "as_page", "caption", "first_readings", "measured", "save_table"]
