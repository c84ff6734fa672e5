"""What the WSGI server loads: `app`."""

from app.factory import create_app
from config import Settings

app = create_app(Settings.from_environment())
