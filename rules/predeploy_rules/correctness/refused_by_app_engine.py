r"""A queue or job of App Engine with a value beyond its limits is refused.

A rate of queue.yaml is a number and a unit (`5/s`, `20/m`, `100/h`, `2000/d`), or `0`, which pauses the queue, and at most
500 a second; at most 5,000 tasks run at once. A job of cron.yaml is tried again at most five times.
https://cloud.google.com/appengine/docs/standard/reference/queueref and github GoogleCloudPlatform/appengine-python-standard,
src/google/appengine/api/queueinfo.py; https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues;
https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs#RetryConfig (as of 2026-11).

```yaml bad file=queue.yaml
queue:
  - name: mail
    rate: 5/sec  #~ 5/sec
  - name: thumbnails
    rate: 800/s  #~ 800/s
    max_concurrent_requests: 9000  #~ 9000
  - name: reports
    rate: 5  #~ 5
    retry_parameters: {task_retry_limit: -1}  #~ -1
```
```yaml good file=queue.yaml
queue:
  - {name: mail, rate: 500/s, max_concurrent_requests: 5000}
  - {name: reports, rate: 0.5/m, retry_parameters: {task_retry_limit: 20, task_age_limit: 2h}}
  - {name: paused, rate: 0}
  - {name: pulled, mode: pull}
  - {name: later, rate: "${RATE}"}
```
```yaml bad file=cron.yaml
cron:
  - url: /tasks/report
    schedule: every day 03:00
    retry_parameters: {job_retry_limit: 10}  #~ 10
```
```yaml good file=cron.yaml
cron:
  - {url: /tasks/report, schedule: every day 03:00, retry_parameters: {job_retry_limit: 5}}
```
"""

from predeploy import Document, Findings, pattern, rule

RATE = pattern(r"0|(\d{1,9}(?:\.\d{0,9})?)/([smhd])")
FASTEST = 500
PER_SECOND = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
LIMITS = {  # setting → the greatest value
    "max_concurrent_requests": 5000,
    "retry_parameters.job_retry_limit": 5,
    "retry_parameters.task_retry_limit": float("inf"),
}


@rule("high", since="0.1", kinds=("App Engine queue", "App Engine job"))
def refused_by_app_engine(document: Document) -> Findings:
    rate = document["rate"]
    found = RATE.fullmatch(rate.text or "")
    if rate.text is not None and found is None:
        yield rate.finding(f"queue `{document.name}` has a rate of `{rate.text}`, which is refused; write it as `5/s`")
    elif found is not None and found[1] and float(found[1]) / PER_SECOND[found[2]] > FASTEST:
        yield rate.finding(f"queue `{document.name}` has a rate of {rate.text}; at most {FASTEST}/s are taken")
    for path, most in LIMITS.items():
        value = document[path]
        if value.number > most or value.number < 0:
            name = path.rpartition(".")[2]
            wanted = f"from 0 to {most}" if most < float("inf") else "from 0"
            yield value.finding(f"{document.kind} `{document.name}` says {name} {value.text}; {wanted} is taken")
