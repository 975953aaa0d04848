r"""A healthcheck that does not say how it is run is refused.

As a list, `test` begins with CMD (the words are run as they are), CMD-SHELL (one text for a shell) or NONE; anything else
ends with "healthcheck.test must start either by CMD, CMD-SHELL or NONE". A text needs nothing: a shell runs it.
https://docs.docker.com/reference/compose-file/services/#healthcheck (as of 2026-11).

```yaml bad file=compose.yaml
services:
  web:
    image: shop:1.4
    healthcheck:
      test: [curl, -f, "http://localhost"]  #~ curl
  db:
    image: postgres:17.2
    healthcheck: {test: ["pg_isready -U desk"]}  #~ "pg_isready
```
```yaml fixed file=compose.yaml
services:
  web:
    image: shop:1.4
    healthcheck:
      test: [curl, -f, "http://localhost"]
  db:
    image: postgres:17.2
    healthcheck: {test: "pg_isready -U desk"}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, healthcheck: {test: [CMD, curl, -f, "http://localhost"]}}
  db: {image: "postgres:17.2", healthcheck: {test: pg_isready -U desk}}
  job: {image: shop:1.4, healthcheck: {test: [NONE]}}
```
```yaml good file=compose.yaml
services:
  web: {image: shop:1.4, healthcheck: {test: ["${HOW}", curl], interval: 5s}}
  db: {image: "postgres:17.2", healthcheck: {interval: 5s}}
```
"""

from predeploy import ComposeService, Findings, rule

WAYS = ("CMD", "CMD-SHELL", "NONE")


@rule("high", since="0.1", kinds=("service",))
def invalid_healthcheck(service: ComposeService) -> Findings:
    test = service["healthcheck.test"]
    words = list(test)
    if words and words[0].text is not None and words[0].text not in WAYS:
        alone = len(words) == 1
        yield words[0].finding(
            f"the healthcheck of service `{service.name}` begins with `{words[0].text}`, and Docker takes only {', '.join(WAYS)} there;"
            f" {'write it as a text' if alone else 'put CMD before it'}",
            fix=test.replace(words[0].text, safe=False) if alone else None,
        )
