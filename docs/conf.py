"""How the pages of this folder are built: `make docs`. Nothing is fetched, neither now nor by who reads them."""

from importlib import metadata

project = "The live room"
release = metadata.version("ops")
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["benchmarks/*"]
myst_heading_anchors = 4
suppress_warnings = ["myst.xref_missing"]
html_theme = "alabaster"
html_theme_options = {
    "fixed_sidebar": True,
    "page_width": "60rem",  # below it the list of pages comes last; pages.css says how wide a page becomes
    "sidebar_width": "16rem",
    "font_family": "'Atkinson Hyperlegible Next', system-ui, sans-serif",
    "head_font_family": "'Atkinson Hyperlegible Next', system-ui, sans-serif",
    "code_font_family": "ui-monospace, monospace",
    "font_size": "1.05rem",
    "show_powered_by": False,
    "description": f"version {release}",
}
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
