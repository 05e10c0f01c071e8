"""An uploaded picture becomes another with the same look and nothing else in it: decoded, shrunk, written anew."""

from dataclasses import dataclass
from io import BytesIO

from flask_babel import gettext as _
from PIL import Image, ImageOps

from medborgar.core.errors import Refused

# What is read, and how many pixels of it at most: a JPEG is shrunk while it is decoded, the others must fit in memory.
PIXELS_MAX = {"JPEG": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
SHOWN_MAX = 2000  # pixels, the longer side
PNG_MAX = 3 * 1024 * 1024  # a larger one is a photo, and becomes a JPEG
QUALITY = 85


@dataclass(frozen=True)
class Clean:
    """What is kept of a picture."""

    data: bytes
    content_type: str
    width: int
    height: int


def clean(data: bytes) -> Clean:
    """Decode and write anew: no EXIF, no place, no comment, no thumbnail, nothing behind the last pixel.

    Refused when it is no JPEG, PNG or WebP, when its header claims too many pixels, or when anything in it is broken.
    """
    try:
        return _written(_read(data))
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:  # so large that it is not opened
        raise _too_large(min(PIXELS_MAX.values())) from bomb
    except Exception as error:  # a picture can be broken in as many ways as there are bytes in it; all close the door
        raise Refused(_("Bilden går inte att läsa. Spara den som jpg, png eller webp och försök igen.")) from error


def _read(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data), formats=tuple(PIXELS_MAX)) as image:
        kind = image.format or ""
        if image.width * image.height > PIXELS_MAX[kind]:  # from the header: not a pixel is decoded yet
            raise _too_large(PIXELS_MAX[kind])
        image.draft("RGB", (SHOWN_MAX, SHOWN_MAX))
        upright = ImageOps.exif_transpose(image)
    upright.thumbnail((SHOWN_MAX, SHOWN_MAX))
    bare = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    pixels = Image.frombytes(bare.mode, bare.size, bare.tobytes())  # and nothing but pixels
    pixels.format = kind
    return pixels


def _too_large(most: int) -> Refused:
    return Refused(
        _("Bilden är för stor: högst %(most)s miljoner bildpunkter. Gör den mindre först.", most=most // 1_000_000)
    )


def _written(image: Image.Image) -> Clean:
    if image.format == "PNG" or image.mode == "RGBA":
        data = _bytes(image, "PNG")
        if len(data) <= PNG_MAX:
            return Clean(data, "image/png", *image.size)
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return Clean(_bytes(flat, "JPEG", quality=QUALITY, optimize=True), "image/jpeg", *image.size)


def _bytes(image: Image.Image, kind: str, **how: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()
