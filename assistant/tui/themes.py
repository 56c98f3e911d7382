"""The themes: light (浅色), dark (深色), high contrast (高对比).

Styles name colours by the variables of these themes alone. All text that can be told from its ground by the variables has a
contrast (WCAG 2.2, success criteria 1.4.3 and 1.4.6) of at least 4.5, in high contrast 7.
"""

from __future__ import annotations

from textual.theme import Theme

FEW_COLOURS = "contrast"
"""The theme for terminals of sixteen colours: its colours are among them."""


def _theme(
    name: str,
    *,
    dark: bool,
    grounds: tuple[str, str, str, str],
    text: tuple[str, str],
    accents: tuple[str, str, str, str],
    marked: tuple[str, str],
    lines: tuple[str, str],
) -> Theme:
    """A theme.

    `grounds`: of the screen, of bars and panels, of lines to type in, of what is marked without being in use. `text`: plain and
    quiet. `accents`: what can be chosen, warnings, errors, success. `marked`: text and ground of what is in use. `lines`: quiet
    and strong.
    """
    background, surface, panel, boost = grounds
    accent, warning, error, success = accents
    return Theme(
        name=name,
        primary=lines[1],
        secondary=lines[1],
        accent=accent,
        warning=warning,
        error=error,
        success=success,
        foreground=text[0],
        background=background,
        surface=surface,
        panel=panel,
        dark=dark,
        variables={
            "boost": boost,
            "text": text[0],
            "text-muted": text[1],
            "text-disabled": text[1],
            "text-primary": accent,
            "text-secondary": accent,
            "text-accent": accent,
            "text-warning": warning,
            "text-error": error,
            "text-success": success,
            "foreground-muted": text[1],
            "foreground-disabled": text[1],
            "panel-lighten-1": panel,
            "surface-active": panel,
            "surface-lighten-1": panel,
            "block-cursor-foreground": marked[0],
            "block-cursor-background": marked[1],
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-foreground": text[0],
            "block-cursor-blurred-background": boost,
            "block-hover-background": boost,
            "border": lines[1],
            "border-blurred": lines[0],
            "scrollbar": lines[0],
            "scrollbar-hover": lines[1],
            "scrollbar-active": lines[1],
            "scrollbar-background": surface,
            "scrollbar-background-hover": surface,
            "scrollbar-background-active": surface,
            "scrollbar-corner-color": surface,
            "footer-background": panel,
            "footer-foreground": text[0],
            "footer-description-foreground": text[0],
            "footer-key-foreground": accent,
            "input-cursor-foreground": background,
            "input-cursor-background": text[0],
            "input-selection-foreground": marked[0],
            "input-selection-background": marked[1],
            "screen-selection-foreground": marked[0],
            "screen-selection-background": marked[1],
            "link-color": accent,
            "link-color-hover": marked[0],
            "link-background-hover": marked[1],
            "button-foreground": text[0],
            "button-color-foreground": marked[0],
        },
    )


LIGHT = _theme(
    "light",
    dark=False,
    grounds=("#fcfcfa", "#f0f2f5", "#e2e7ed", "#d3e2f3"),
    text=("#18202b", "#485462"),
    accents=("#0b4f96", "#7a4300", "#a81616", "#17602a"),
    marked=("#ffffff", "#1b5e9f"),
    lines=("#8b97a5", "#1b5e9f"),
)
DARK = _theme(
    "dark",
    dark=True,
    grounds=("#14181d", "#1c222a", "#28303b", "#2d3c50"),
    text=("#e8ebf0", "#b1bac6"),
    accents=("#8fc7ff", "#ffc65c", "#ff9c96", "#86dc9b"),
    marked=("#ffffff", "#20609f"),
    lines=("#566375", "#4f9be6"),
)
CONTRAST = _theme(
    "contrast",
    dark=True,
    grounds=("#000000", "#000000", "#000000", "#1c1c1c"),
    text=("#ffffff", "#e4e4e4"),
    accents=("#55ffff", "#ffff55", "#ffb0b0", "#55ff55"),
    marked=("#000000", "#ffff55"),
    lines=("#c0c0c0", "#ffffff"),
)

THEMES = (LIGHT, DARK, CONTRAST)
"""All of them, in the order in which they are offered."""
