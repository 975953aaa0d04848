r"""A command with its arguments in one word is a program that does not exist.

`command` and `args` are lists of words, and no shell splits them: `["./run.sh --fast"]` looks for a file of that whole
name, and the container ends with "no such file or directory" at every start. A flag and its value in one word arrive as
one unknown flag.
https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/ (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
    - name: shop
      image: shop:1.4
      command: ["python -m shop"]  #~ "python -m shop"
    - name: proxy
      image: proxy:1.4
      command: [/usr/bin/proxy]
      args: ["--listen :8080", "--verbose"]  #~ "--listen :8080" @medium
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
    - name: shop
      image: shop:1.4
      command: [python, -m, shop]
      args: [--listen, ":8080", --title=my shop, "--help me", "-e SHOP=1"]
    - name: script
      image: shop:1.4
      command: [/bin/sh, -c]
      args: ["--listen :8080"]
    - name: windows
      image: shop:1.4
      command: ['C:\Program Files\shop\shop.exe']
```
```yaml good
# the image's own script may split what it gets
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
    - {name: shop, image: "shop:1.4", command: [./entrypoint.sh], args: ["--listen :8080"]}
    - {name: redpanda, image: "redpanda:1.4", args: [redpanda start, "--smp 1"]}
    - {name: proxy, image: "proxy:1.4", command: [/usr/local/bin/envoy], args: ["--base-id 0"]}
```
"""

from predeploy import Container, Findings, pattern, rule

PROGRAM = pattern(r"[\w./-]+ +\S")
FLAG = pattern(r"--[a-z][\w-]*[a-z0-9] [\w.:/-]*[0-9:/.][\w.:/-]*\Z")  # a value that is more than a word of a sentence


@rule("high", since="0.1", platforms=("kubernetes",), keys=("command", "args", "cmd"), severities=("medium",))
def command_in_one_word(container: Container) -> Findings:
    words = list(container["command"])
    if container.platform != "kubernetes":
        return  # elsewhere `command` is what the image's entrypoint is given
    first = words[0].text if words else None
    if first is not None and PROGRAM.match(first.strip()) and "\n" not in first.strip():
        yield words[0].finding(
            f"container `{container.name}` starts the program `{first}`, all of it in one word: there is no such file;"
            " write each word by itself, or begin with sh and -c"
        )
    if not words or any("$" in (word.text or "$") for word in words) or (first or "").endswith("sh"):
        return  # the image's own entrypoint, or a script, may split what it gets
    if any("envoy" in (word.text or "") for word in (container["image"], *words)):
        return  # it splits them itself
    for word in container["args"]:
        if word.text is not None and FLAG.match(word.text):
            flag, value = word.text.split(" ", 1)
            yield word.finding(
                f"container `{container.name}` gets `{word.text}` as one word, which most programs take for one flag that they do not know;"
                f" write `{flag}={value}`, or two words",
                severity="medium",
            )
