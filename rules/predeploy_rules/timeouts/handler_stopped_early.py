r"""A connection that lives for minutes is of no use to a handler that is stopped after ten seconds.

The watchdog of OpenFaaS' HTTP templates stops a handler after `exec_timeout`, 10 s unless said otherwise, whatever
`read_timeout` and `write_timeout` allow (github openfaas/of-watchdog, config/config.go, 2021-10). Say all three. Templates of
the classic watchdog, which has no such default, and Dockerfiles of one's own are left out.

```yaml bad
provider: {name: openfaas}
functions:
  report:
    lang: python3-http
    handler: ./report
    image: registry.example.com/shop/report:1.4
    environment:
      read_timeout: 5m
      write_timeout: 5m  #~ 5m
```
```yaml fixed
provider: {name: openfaas}
functions:
  report:
    lang: python3-http
    handler: ./report
    image: registry.example.com/shop/report:1.4
    environment:
      read_timeout: 5m
      write_timeout: 5m
      exec_timeout: 299s
```
```yaml good
provider: {name: openfaas}
functions:
  report: {lang: python3-http, handler: ./r, image: "r:1", environment: {exec_timeout: 5m, write_timeout: 301s}}
  export: {lang: dockerfile, handler: ./e, image: "e:1", environment: {write_timeout: 5m}}
  import: {lang: golang-middleware, handler: ./i, image: "i:1", environment: {write_timeout: 5m}, environment_file: [more.yml]}
```
```yaml good
provider: {name: openfaas}
functions:
  report: {lang: python3-http, handler: ./r, image: "r:1", environment: {write_timeout: 10s}}
  export: {lang: python3-http, handler: ./e, image: "e:1", environment: {write_timeout: "${LONGEST}"}}
```
"""

from predeploy import Findings, Function, effective, pattern, rule

DEFAULT = 10.0  # s; source above
# https://github.com/openfaas/templates and .../golang-http-template, .../python-flask-template (as of 2026-05)
HTTP = pattern(
    r"golang-(?:http|middleware)|node\d{2}(?:-debian)?|python3?-(?:http|flask)(?:-debian)?|python27-(?:http|flask)"
)


@rule("low", since="0.1", platforms=("openfaas",), tier="preview")
def handler_stopped_early(function: Function) -> Findings:
    settings, lang = function.body["environment"], (function.body["lang"].text or "").partition("@")[0]
    answers, runs = effective(settings["write_timeout"], read="duration"), settings["exec_timeout"]
    if not HTTP.fullmatch(lang) or not function.body["environment_file"].absent:
        return
    if runs.absent and answers.value > DEFAULT:
        yield answers.finding(
            f"the watchdog of `{function.name}` may answer for {answers}, but stops its handler after {DEFAULT:g} s (default);"
            " say exec_timeout, too",
            fix=runs.insert(f"{answers.value - 1:g}s", safe=False),
        )
