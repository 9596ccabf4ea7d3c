"""A bundle does what its modules do by themselves, or is refused."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from ops import bundle
from ops.routes.bundles import ENTRIES

STATIC = Path(__file__).parents[2] / "ops" / "static"
SCRIPTS = sorted(entry for entry in ENTRIES if entry.startswith("js/"))

MODULES = {
    "page.js": """
import { log, Place as Booth } from './parts/shared.js';
import * as shared from './parts/shared.js';
import {
  later,
  twice,
} from './parts/other.js';
import { told } from './vendor/theirs.js';

const said = [];
for await (const one of later()) said.push(one);
console.log(JSON.stringify({ log, same: shared.log === log, booth: new Booth().name, said, twice: twice(2), told }));
""",
    "parts/shared.js": "export const log = ['shared'];\nexport class Place {\n  name = 'booth';\n}\n",
    "parts/other.js": """
import { log } from './shared.js';
log.push('other');
const secret = 2;
export async function* later() {
  yield 'a';
}
function twice(n) {
  return n * secret;
}
export { twice };
""",
    "vendor/theirs.js": "const a=1;export{a as told};",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def printed(node: str, file: Path) -> str:
    return subprocess.run([node, str(file)], capture_output=True, text=True, check=True).stdout


def test_it_does_what_its_modules_do(tmp_path: Path, node: str) -> None:
    root = written(tmp_path, {"package.json": '{"type": "module"}', **MODULES})
    made = bundle.script(root, "page.js", lambda name: f"./{name}")
    (root / "bundled.js").write_text(made.text)
    assert made.files == {"vendor/theirs.js"}
    apart = printed(node, root / "page.js")
    assert printed(node, root / "bundled.js") == apart
    assert json.loads(apart)["log"] == ["shared", "other"]


@pytest.mark.parametrize("entry", SCRIPTS)
def test_each_page_is_one_whole_module(entry: str, tmp_path: Path, node: str) -> None:
    made = bundle.script(STATIC, entry, lambda name: f"/{name}")
    file = tmp_path / "bundled.mjs"
    file.write_text(made.text)
    subprocess.run([node, "--check", str(file)], capture_output=True, check=True)
    assert set(re.findall(r"^import .* from '/(.*)';$", made.text, re.MULTILINE)) == made.files
    assert all(name.startswith("vendor/") for name in made.files)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a.js": "import './b.js';\n", "b.js": ""}, "a.js says import './b.js';"),
        ({"a.js": "import b from './b.js';\n", "b.js": ""}, "a.js says import b from"),
        ({"a.js": "import { b } from './b.js';\n", "b.js": "export let b = 1;\n"}, "b.js says export let b"),
        ({"a.js": "export const a = 1;\n"}, "a.js is where a page starts"),
        (
            {
                "a.js": "import { b } from './b.js';\n",
                "b.js": "import * as a from './a.js';\nexport const b = a;\n",
            },
            "a.js imports b.js imports a.js",
        ),
    ],
)
def test_what_it_does_not_understand_it_refuses(files: dict[str, str], says: str, tmp_path: Path) -> None:
    with pytest.raises(bundle.BrokenBundle, match=re.escape(says)):
        bundle.script(written(tmp_path, files), "a.js", str)


def test_sheets_stand_once_each_in_their_order(tmp_path: Path) -> None:
    root = written(
        tmp_path,
        {
            "css/page.css": '@import "core.css";\n@import "wall.css";\n\n.page {}\n',
            "css/wall.css": '@import "core.css";\n.wall { background: url("data:,") }\n',
            "css/core.css": '@font-face { src: url("../vendor/a.woff2"); }\n',
        },
    )
    made = bundle.sheet(root, "css/page.css", lambda name: f"/static/{name}")
    assert made.text == (
        '@font-face { src: url("/static/vendor/a.woff2"); }\n.wall { background: url("data:,") }\n\n.page {}\n'
    )
    assert made.files == {"vendor/a.woff2"}
