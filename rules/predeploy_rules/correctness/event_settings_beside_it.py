r"""An event whose settings stand beside it, not below it, is never set up.

In `- http:` with `path:` two spaces too far to the left, `http` is empty and `path` is a key that nobody knows: the
Serverless Framework warns at most, makes no endpoint, and the deployment looks fine. Indent the settings below the event.
https://www.serverless.com/framework/docs/providers/aws/guide/events (as of 2026-11)

```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack:
    handler: pack.handler
    events:
      - http:  #~ http
        path: /pack
        method: post
      - schedule: rate(5 minutes)
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack:
    handler: pack.handler
    events:
      - http:
          path: /pack
          method: post
      - schedule: rate(5 minutes)
        # a comment, and what a plug-in may add
        x-note: {}
      - alexaSkill:
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions: {pack: {handler: pack.handler, events: "${file(events.yml)}"}}
```
"""

from predeploy import Findings, Function, rule
from predeploy.data.serverless_fields import EVENTS


@rule("high", since="0.1", kinds=("function",), platforms=("aws-lambda",))
def event_settings_beside_it(function: Function) -> Findings:
    for event in function["events"]:
        said = event.value if event.is_map else {}
        empty = [key for key in EVENTS & said.keys() if said[key] is None]
        beside = [f"`{key}`" for key in said if key not in EVENTS]
        if empty and beside:
            yield event.key(empty[0]).finding(
                f"event `{empty[0]}` of `{function.name}` is empty, for {' and '.join(beside[:2])} "
                f"{'stands' if len(beside) == 1 else 'stand'} beside it: it is never set up; indent the settings below it"
            )
