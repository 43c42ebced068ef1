"""Names of variables that nobody reads: most are slips of the fingers."""

from collections.abc import Collection, Iterator, Mapping

from rapidfuzz import fuzz, process

OURS = ("TELEGRAM_", "DZHERELO_")
ELSEWHERE = ("DZHERELO_CACHE",)  # read from the process's environment alone, where the dictionaries are
ALIKE = 60  # of 100: near enough to be proposed
SLIP = 85  # near enough to be ours though it came from elsewhere: LANGUAGE of the system is 84 from UI_LANGUAGE


class Noting(Mapping[str, str]):
    """An environment that notes which names it is asked for, so that the list of them cannot go out of step."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return self._env[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._env)

    def __len__(self) -> int:
        return len(self._env)


def unread(in_file: Collection[str], in_process: Collection[str], known: Collection[str]) -> list[str]:
    """A line for each name that nobody reads: any of `.env`, and those of the process that look like ours."""
    strange = [name for name in in_file if name not in known]
    strange += [
        name
        for name in in_process
        if name not in (*known, *ELSEWHERE, *in_file) and (name.startswith(OURS) or _nearest(name, known, SLIP))
    ]
    return [_told(name, known) for name in sorted(strange)]


def _told(name: str, known: Collection[str]) -> str:
    near = _nearest(name, known, ALIKE)
    return f"nobody reads {name}" + (f": did you mean {near}?" if near else "; .env.example lists what is read")


def _nearest(name: str, known: Collection[str], cutoff: int) -> str | None:
    found = process.extractOne(name.upper(), sorted(known), scorer=fuzz.ratio, score_cutoff=cutoff)
    return found[0] if found else None
