"""QR codes of web addresses, as vector and as pixels."""

from __future__ import annotations

from io import BytesIO

from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.base import BaseImage
from qrcode.image.pure import PyPNGImage
from qrcode.image.svg import SvgPathFillImage
from qrcode.main import QRCode

# The standard asks for four light modules around the code; phones fail on less.
QUIET_ZONE_MODULES = 4


def qr_svg(url: str) -> bytes:
    """Give the QR code of a web address as a standalone SVG, black on white."""
    return _drawn(url, SvgPathFillImage, pixels_per_module=10)


def qr_png(url: str, *, pixels_per_module: int = 12) -> bytes:
    """Give the QR code of a web address as a black and white PNG."""
    return _drawn(url, PyPNGImage, pixels_per_module=pixels_per_module)


def _drawn(url: str, factory: type[BaseImage], *, pixels_per_module: int) -> bytes:
    if not url:
        raise ValueError("A QR code needs a web address; the text given is empty.")
    # Level Q restores a quarter of the code: a poster at a counter gets scratched and wet.
    code = QRCode(
        error_correction=ERROR_CORRECT_Q,
        box_size=pixels_per_module,
        border=QUIET_ZONE_MODULES,
        image_factory=factory,
    )
    code.add_data(url)
    picture = BytesIO()
    code.make_image().save(picture)
    return picture.getvalue()
