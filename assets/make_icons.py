"""Draws Rond's icons: a shield with a check mark on teal. Run it after a change; the results are committed."""

from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
ICONS = HERE / "web/icons"
TEAL, DEEP, WHITE = "#00796b", "#00594f", "#ffffff"
SIDE = 1024
FINER = 4  # drawn this much larger and scaled down, for smooth edges

# Half a shield in units of the icon's half side, from the top middle clockwise; the other half mirrors it.
STEPS = [step / 40 for step in range(41)]
SHIELD = [(0.52 * s, -0.47 - 0.15 * (1 - s) ** 1.6) for s in STEPS]
SHIELD += [(0.52 * (1 - s**2.4), 0.02 + 0.64 * s) for s in STEPS]
CHECK = [(-0.25, 0.04), (-0.06, 0.23), (0.28, -0.17)]


def drawing(scale: float, corner: float = 0, ground: str | None = TEAL) -> Image.Image:
    """The icon at 1,024 px. `scale` sizes the shield, `corner` is a share of the side, `ground` the colour behind."""
    size = SIDE * FINER
    image = Image.new("RGBA", (size, size))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, size - 1, size - 1), corner * size, fill=ground)

    def at(x: float, y: float) -> tuple[float, float]:
        return size / 2 * (1 + x * scale), size / 2 * (1 + y * scale)

    left = [at(-x, y) for x, y in reversed(SHIELD)]
    pen.polygon([at(x, y) for x, y in SHIELD] + left, fill=WHITE)
    width = int(size * 0.068 * scale)
    points = [at(x, y) for x, y in CHECK]
    pen.line(points, fill=DEEP, width=width, joint="curve")
    for x, y in points:
        pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=DEEP)
    return image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def save(image: Image.Image, side: int, file: Path) -> None:
    """Save at `side` x `side` pixels, as small as PNG allows."""
    file.parent.mkdir(parents=True, exist_ok=True)
    image.resize((side, side), Image.Resampling.LANCZOS).save(file, optimize=True)


def main() -> None:
    """Write every size that the browsers, Android and iOS ask for."""
    rounded, square, maskable = drawing(1.0, corner=0.22), drawing(0.9), drawing(0.8)
    # flet build wants it transparent: it adds margins and the icon_background of pyproject.toml itself
    save(drawing(1.5, ground=None), SIDE, HERE / "icon.png")
    for side in (192, 512):
        save(rounded, side, ICONS / f"icon-{side}.png")
        save(maskable, side, ICONS / f"icon-maskable-{side}.png")
    save(square, 180, ICONS / "apple-touch-icon.png")
    save(rounded, 48, HERE / "web/favicon.png")


if __name__ == "__main__":
    main()
