"""What the WSGI server loads: `app`, which takes in no more than it can answer."""

from app.factory import create_app
from app.web import overload
from config import Settings

app = create_app(Settings.from_environment())
overload.init_app(app)
