"""The one rule of the architecture: import only downwards, and never in a circle."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_engine

ROOT = Path(__file__).resolve().parents[2]

# Lower first. Apps of one layer never import each other.
LAYERS = [
    {"community.core"},
    {"community.messaging"},
    {"community.accounts"},
    {"engagement"},
    {"news"},
    {"home", "search"},
]
APPS = [app for layer in LAYERS for app in layer]
LEVEL = {app: level for level, layer in enumerate(LAYERS) for app in layer}
# What an app may use of a lower one when it may not use all of it.
ONLY = {("news", "engagement"): "engagement.blocks"}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def app_of(module: str) -> str | None:
    return next((app for app in APPS if module == app or module.startswith(f"{app}.")), None)


def is_project(module: str) -> bool:
    return module.split(".")[0] in {"community", "engagement", "news", "home", "search"}


def product_files() -> list[Path]:
    folders = ("community", "engagement", "news", "home", "search")
    return [p for f in folders for p in (ROOT / f).rglob("*.py") if "migrations" not in p.parts]


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Each imported module of the project, and whether the import hides inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if is_project(name):
                yield name, id(node) in hidden


def resolve(name: str, modules: set[str]) -> str:
    """``package.module.Name`` to the module that holds it."""
    while name not in modules and "." in name:
        name = name.rpartition(".")[0]
    return name


def test_no_import_runs_upwards() -> None:
    wrong = []
    for path in product_files():
        here = app_of(module_name(path))
        for name, _hidden in imports(path):
            there = app_of(name)
            if here is None or here == there:
                continue
            if there is None or LEVEL[there] >= LEVEL[here]:
                wrong.append(f"{module_name(path)} imports {name}")
            elif not name.startswith(ONLY.get((here, there), there)):
                wrong.append(f"{module_name(path)} imports {name}, allowed: {ONLY[here, there]}")
    assert wrong == []


def test_no_import_hides_in_a_function() -> None:
    hidden = [f"{module_name(p)} imports {name}" for p in product_files() for name, inside in imports(p) if inside]
    assert hidden == []


def test_modules_import_in_no_circle() -> None:
    files = {module_name(path): path for path in product_files()}
    modules = set(files)
    graph = {m: {resolve(n, modules) for n, _ in imports(p)} - {m, "community"} for m, p in files.items()}
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, "circle: " + " -> ".join([*trail[trail.index(module) :], module])
        if module in done:
            return
        for imported in sorted(graph.get(module, ())):
            walk(imported, (*trail, module))
        done.add(module)

    for module in sorted(modules):
        walk(module, ())
    assert done >= modules


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from news.models import NewsPage", [("news.models.NewsPage", False)]),
        ("def f():\n    import home.models", [("home.models", True)]),
        ("import json", []),
    ],
)
def test_the_reader_of_imports_sees_what_it_must(source: str, found: list[tuple[str, bool]], tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(source, encoding="utf-8")
    assert list(imports(file)) == found


def test_house_size() -> None:
    large = [f"{p.relative_to(ROOT)}: {n}" for p in product_files() if (n := len(p.read_text().splitlines())) > 300]
    large += [
        f"{p.relative_to(ROOT)}: {n}"
        for p in (ROOT / "templates").rglob("*.html")
        if (n := len(p.read_text().splitlines())) > 120
    ]
    assert large == []
