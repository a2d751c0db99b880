"""Small pictures of pictures: turned upright, and without what cameras write into them (place, device, time)."""

import logging
from pathlib import Path

import pillow_heif
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from bot.documents.model import Refusal, Refused

log = logging.getLogger(__name__)

LONGEST = 1600
"""Pixels of the longer side."""
_QUALITY = 82
_DECODED = 60_000_000
"""Pixels that are decoded at most: 180 MB. Phones take up to 50 million; JPEGs beyond are decoded at a fraction."""
_CLAIMED = 250_000_000
"""Pixels that a picture may claim to have."""

Image.MAX_IMAGE_PIXELS = _CLAIMED
pillow_heif.register_heif_opener()
_FORMATS = (
    JpegImagePlugin.JpegImageFile.format,
    PngImagePlugin.PngImageFile.format,
    GifImagePlugin.GifImageFile.format,
    WebPImagePlugin.WebPImageFile.format,
    TiffImagePlugin.TiffImageFile.format,
    BmpImagePlugin.BmpImageFile.format,
    AvifImagePlugin.AvifImageFile.format,
    pillow_heif.HeifImageFile.format,
)
"""No others are even tried: decoders that nobody needs are doors that nobody watches."""


def check(file: Path) -> None:
    """Raises Refused if the file only begins like a picture."""
    try:
        with Image.open(file, formats=_FORMATS):
            pass
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise Refused(Refusal.UNKNOWN_TYPE) from None


def write(file: Path, target: Path) -> bool:
    """Whether a preview could be made; of a damaged or monstrous picture there is none."""
    try:
        with Image.open(file, formats=_FORMATS) as opened:
            if opened.width * opened.height > _CLAIMED:
                return False
            opened.draft("RGB", (LONGEST, LONGEST))
            if opened.width * opened.height > _DECODED:
                return False
            small = opened
            small.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
            upright = ImageOps.exif_transpose(small)
            _flat(upright).save(target, "JPEG", quality=_QUALITY, optimize=True, exif=b"")
    except Exception as error:
        # Decoders meet every kind of damage with an error of its own.
        log.info("no preview reason=%s", type(error).__name__)
        target.unlink(missing_ok=True)
        return False
    return True


def _flat(picture: Image.Image) -> Image.Image:
    """In plain colours, what is transparent on white; a picture of its own without anything else the file holds."""
    coloured = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    flat = Image.new("RGB", coloured.size, "white")
    flat.paste(coloured, mask=coloured if coloured.mode == "RGBA" else None)
    return flat
