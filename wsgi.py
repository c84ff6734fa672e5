"""What the WSGI server loads: `app`, which takes in no more than it can answer."""

import gc

from app.factory import create_app
from app.web import overload
from config import Settings

app = create_app(Settings.from_environment())
overload.init_app(app)

# What is loaded by now stays; a collector that looked through it again and again would take a
# tenth of what an answer costs.
gc.collect()
gc.freeze()
