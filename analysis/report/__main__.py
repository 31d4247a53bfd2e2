"""`python -m analysis.report FOLDER --out report`."""

from . import main

raise SystemExit(main())
