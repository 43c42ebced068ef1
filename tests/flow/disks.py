"""A small disk of its own for a process under test: it can be filled, and made read-only. Nobody else sees it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HOLDER = 'mount -t tmpfs -o size="$1" tmpfs "$2" && echo mounted && exec cat'


class Disk:
    """Lives in a mount namespace that ends with the process that holds it. `within` runs a command there."""

    def __init__(self, folder: Path, holder: "subprocess.Popen[str]") -> None:
        self.folder = folder
        self.within = ["nsenter", f"--target={holder.pid}", "--user", "--mount", "--preserve-credentials"]
        self._seen = Path(f"/proc/{holder.pid}/root") / folder.relative_to("/")  # from here

    def fill(self) -> None:
        """Leave no room at all."""
        try:
            with (self._seen / "filler").open("ab", buffering=0) as file:
                while file.write(b"\0" * 4096):
                    continue
        except OSError:
            return

    def free(self) -> None:
        """Make room again."""
        (self._seen / "filler").unlink()

    def let_be_written(self, yes: bool) -> None:
        """Mount it read-only, or for writing again; nobody may have a file of it open."""
        mode = "rw" if yes else "ro"
        subprocess.run([*self.within, "mount", "-o", f"remount,{mode}", str(self.folder)], check=True)


@contextmanager
def small_disk(folder: Path, *, size: str) -> Iterator[Disk]:
    """Mount one for as long as this is open. Raises OSError where this system does not let us."""
    folder.mkdir()
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _HOLDER, "sh", size, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout is not None
            if holder.stdout.readline() != "mounted\n":
                raise OSError("no mount namespaces here")
            yield Disk(folder, holder)
        finally:
            holder.kill()
