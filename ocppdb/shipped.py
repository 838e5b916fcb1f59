"""Where the files that ocppdb ships lie: inside the package when installed, beside it in a checkout."""

from pathlib import Path

from .errors import BuildError

__all__ = ["shipped"]

PACKAGE = Path(__file__).resolve().parent


def shipped(name):
    """Return the path of `seed`, `migrations` or `metadata.yml`.

    Raises BuildError where neither the package nor the checkout has it.
    """
    for folder in (PACKAGE, PACKAGE.parent):
        if (folder / name).exists():
            return folder / name
    raise BuildError(
        f"{name} is neither in {PACKAGE} nor beside it: the installation is incomplete. "
        "Install ocppdb again, or work in a full checkout."
    )
