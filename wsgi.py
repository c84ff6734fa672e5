"""What the WSGI server loads: `app`, which takes in no more than it can answer."""

import gc
import sys

from app.factory import create_app
from app.web import overload
from config import MissingSetting, Settings

try:
    settings = Settings.from_environment()
except MissingSetting as problem:
    # For whoever set it: the words alone, without a traceback.
    sys.exit(f"Error: {problem}")

app = create_app(settings)
overload.init_app(app)

# What is loaded by now stays; a collector that looked through it again and again would take a
# tenth of what an answer costs.
gc.collect()
gc.freeze()
