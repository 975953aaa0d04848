r"""A path that is answered in plain text can be read and changed on the way.

App Engine answers HTTP as it answers HTTPS unless a handler says `secure: always`; `secure: never` even sends callers of
HTTPS back to plain text. Cookies and forms then cross every network between openly. Say `secure: always`.
https://cloud.google.com/appengine/docs/standard/reference/app-yaml#handlers_secure (as of 2026-11).

```yaml bad file=app.yaml
runtime: python313
handlers:
  - {url: /login, script: auto, secure: never}  #~ never
```
```yaml fixed file=app.yaml
runtime: python313
handlers:
  - {url: /login, script: auto, secure: always}
```
```yaml good file=app.yaml
runtime: python313
handlers:
  - {url: /static, static_dir: static}
  - {url: /.*, script: auto, secure: always}
```
```yaml good file=app.yaml
runtime: nodejs22
handlers: [{url: /.*, script: auto, secure: optional}, {url: /x, script: auto, secure: "${SECURE}"}]
```
"""

from predeploy import AppEngineService, Findings, rule


@rule("medium", since="0.1")
def handler_without_https(service: AppEngineService) -> Findings:
    for handler in service["handlers"]:
        secure = handler["secure"]
        if secure.text == "never":
            yield secure.finding(
                f"App Engine service `{service.name}` answers `{handler['url'].text}` in plain text only; say secure: always",
                fix=secure.replace("always", safe=False),
            )
