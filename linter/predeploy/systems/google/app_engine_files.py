"""App Engine: what lies beside an app.yaml: cron.yaml, queue.yaml and dispatch.yaml."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from ...cron import interval, period
from ...crontab import FIVE, of_seconds
from ...measure import Measure, effective
from ...patterns import pattern
from ...quantities import NaN
from ...views import Connection, Document, Endpoint, View
from ...views.base import Bounded, Schedule, bounded
from .. import System
from ..ends import come_in
from . import limits
from .app_engine import SERVICE, AppEngineService

if TYPE_CHECKING:
    from ...project import Project

# https://cloud.google.com/appengine/docs/standard/scheduling-jobs-with-cron-yaml#formatting_the_schedule (as of 2026-11);
# since Cloud Scheduler keeps the jobs, the five fields of cron are read as well
_COUNTED = pattern(r"every\s+([0-9]{1,5})\s+(\w+)(.*)\Z", re.I)
_UNITS = pattern(r"(?:(h(?:ou)?rs?)|min(?:ute)?s?)\Z", re.I)
_WINDOW = pattern(r"(?:\s+synchronized|\s+from\s+\d{1,2}:\d\d\s+to\s+\d{1,2}:\d\d)?\Z", re.I)
_WORDS = pattern(
    r"every|of|day|weekday|weekend|month|quarter|\d{1,2}(?:st|nd|rd|th)?|\d{1,2}:\d\d|first|second|third|fourth|fifth|"
    r"(?:sun|mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur)(?:day)?|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?",
    re.I,
)


def seconds(text: str) -> float:
    """The time between two runs of `every 5 minutes` or `*/5 * * * *`; NaN where it is another one by day."""
    found = _COUNTED.match(text.strip())
    unit = _UNITS.match(found[2]) if found else None
    if found is None or unit is None:
        return period(text)
    return NaN if "from" in found[3].lower() else int(found[1]) * (3600.0 if unit[1] else 60.0) or NaN


def fault(text: str) -> str:
    """Why a schedule of cron.yaml is refused; empty where it is not."""
    found = _COUNTED.match(text)
    if found is not None and not _WORDS.fullmatch(found[2]):
        if not _UNITS.match(found[2]):
            return f"only minutes and hours can be counted, not `{found[2]}`"
        return "" if _WINDOW.match(found[3]) else "behind the unit stands `from 09:00 to 17:00` or `synchronized`"
    if len(text.split()) == len(FIVE) and not re.search(r"[a-z]{4}", text, re.I):
        return of_seconds(text, last_day=7)
    odd = next((word for word in re.split(r"[\s,]+", text) if word and not _WORDS.fullmatch(word)), None)
    return f"`{odd}` is no word of it; it reads `every 5 minutes`, `every monday 09:00` or five fields" if odd else ""


class _OfApp(Document):
    """Anything in one of these files."""

    __slots__ = ()
    platform: ClassVar[str] = "app-engine"
    authority: ClassVar[str] = "App Engine"

    @property
    def namespace(self) -> str:
        return ""


class AppEngineJob(_OfApp):
    """A job of cron.yaml: a URL of a service that is called by the clock."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        return "App Engine job"

    @property
    def name(self) -> str:
        return self.node["url"].text or ""

    @property
    def target(self) -> str | None:
        """The service it calls; None when it cannot be known."""
        said = self.node["target"]
        return "default" if said.absent else said.text

    @property
    def schedules(self) -> Iterator[Schedule]:
        yield Schedule(self.node["schedule"], fault)

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        yield bounded(self.node["attempt_deadline"], limits.SCHEDULER_LEAST, limits.JOB_MOST, "Cloud Scheduler")


class AppEngineQueue(_OfApp):
    """A task queue of queue.yaml."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        return "App Engine queue"

    @property
    def name(self) -> str:
        return self.node["name"].text or ""


class AppEngineDispatch(_OfApp):
    """A dispatch.yaml: which service answers which URL; the first rule that fits wins."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        return "App Engine dispatch"

    @property
    def name(self) -> str:
        return "dispatch"


class AppEngineFiles(System):
    name = "app-engine-files"

    def links(self, project: "Project") -> Iterator[View]:
        """A job whose service is elsewhere is nobody's: App Engine may hand it to the default one."""
        for job in project.all(AppEngineJob):
            service = project.named(AppEngineService, SERVICE, job.target, job)
            if isinstance(service, AppEngineService):
                every = interval(job["schedule"], seconds)
                yield Connection(
                    "schedule",
                    Endpoint.of(job, "job", "schedule", place=every.node),
                    Endpoint.of(service, SERVICE, "function"),
                    via=every.node,
                    waits=every,
                    works=service.timeout._replace(value=NaN, state="unknown"),  # the next run waits for the last
                    period=every,
                    mode="async",
                )
        for queue in project.all(AppEngineQueue):
            yield from _worked_off(project, queue)
        for dispatch in project.all(AppEngineDispatch):
            yield from _dispatched(project, dispatch)


def _worked_off(project: "Project", queue: AppEngineQueue) -> Iterator[Connection]:
    """Queue → service."""
    place = queue["target"]
    service = project.named(AppEngineService, SERVICE, "default" if place.absent else place.text, queue)
    if isinstance(service, AppEngineService):
        tries = effective(queue["retry_parameters.task_retry_limit"], unit="attempts")
        yield Connection(
            "push",
            Endpoint.of(queue, "queue"),
            Endpoint.of(service, SERVICE, "function"),
            via=place,
            waits=Measure(NaN, place, "unknown"),
            works=service.timeout,
            attempts=tries._replace(value=tries.value + 1),
            mode="async",
            buffered=True,
        )


def _dispatched(project: "Project", dispatch: AppEngineDispatch) -> Iterator[Connection]:
    """Internet → dispatch → service."""
    door = Endpoint.of(dispatch, "dispatch", "gateway")
    yield come_in(door, dispatch.node)
    for rule in dispatch["dispatch"]:
        place = rule["service"] if rule["service"].written else rule["module"]
        service = project.named(AppEngineService, SERVICE, place.text, dispatch)
        if isinstance(service, AppEngineService):
            callee, nobody = Endpoint.of(service, SERVICE, "function"), Measure(NaN, place, "unknown")
            yield Connection("request", door, callee, via=place, waits=nobody, works=service.timeout)


SYSTEM = AppEngineFiles()
