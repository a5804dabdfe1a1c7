"""How Rond looks: Material 3 from one seed colour, large type, light and dark, and the page's own language."""

import flet as ft

SEED = ft.Colors.TEAL
LOCALES = {"sv": ft.Locale("sv", "SE"), "en": ft.Locale("en", "GB")}
MODES = {"system": ft.ThemeMode.SYSTEM, "light": ft.ThemeMode.LIGHT, "dark": ft.ThemeMode.DARK}


def dress(page: ft.Page, language: str, theme: str) -> None:
    """Put the chosen language and theme on the page; dates and the back button's name follow."""
    if page.theme is None:
        page.theme, page.dark_theme = _theme(), _theme()
    page.theme_mode = MODES.get(theme, ft.ThemeMode.SYSTEM)
    page.locale_configuration = ft.LocaleConfiguration(
        supported_locales=list(LOCALES.values()), current_locale=LOCALES.get(language, LOCALES["sv"])
    )
    page.update()


def _theme() -> ft.Theme:
    return ft.Theme(
        color_scheme_seed=SEED,
        appbar_theme=ft.AppBarTheme(bgcolor=ft.Colors.SURFACE, elevation=0, elevation_on_scroll=2),
        navigation_bar_theme=ft.NavigationBarTheme(height=72),
    )
