"""``python -m rashomon.cli`` is ``rashomon``."""

from rashomon.cli import main

raise SystemExit(main())
