r"""A path that is answered in plain text can be read and changed on the way.

App Engine answers HTTP as it answers HTTPS unless a handler says `secure: always`; `secure: never` even sends callers of
HTTPS back to plain text. A function of the first generation answers both where its security level is `secure-optional`.
Cookies and forms then cross every network between openly. Say `secure: always`, or leave the level as it is.
https://cloud.google.com/appengine/docs/standard/reference/app-yaml#handlers_secure,
https://cloud.google.com/sdk/gcloud/reference/functions/deploy#--security-level (as of 2026-11).

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
```yaml bad file=flags.yaml
--runtime: python313
--no-gen2: true
--trigger-http: true
--security-level: secure-optional  #~ secure-optional
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

from predeploy import AppEngineService, Findings, GoogleFunction, rule

LEVELS = ("--security-level", "httpsTrigger.securityLevel")
OPTIONAL = ("secure-optional", "SECURE_OPTIONAL")


@rule("medium", since="0.1")
def handler_without_https(subject: AppEngineService | GoogleFunction) -> Findings:
    if isinstance(subject, GoogleFunction):
        for level in (subject.body[path] for path in LEVELS):
            if level.text in OPTIONAL:
                yield level.finding(
                    f"function `{subject.name}` answers in plain text, too; leave its security level at always"
                )
        return
    for handler in subject["handlers"]:
        secure = handler["secure"]
        if secure.text == "never":
            yield secure.finding(
                f"App Engine service `{subject.name}` answers `{handler['url'].text}` in plain text only; say secure: always",
                fix=secure.replace("always", safe=False),
            )
