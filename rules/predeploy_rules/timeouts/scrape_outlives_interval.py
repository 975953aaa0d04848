r"""A scrape that may take longer than the time between two is refused.

Prometheus does not load a configuration with a scrape timeout above its interval; the operator leaves the whole monitor
out, and nothing is measured. Set `scrapeTimeout` to the interval or less.
https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config and
https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint (as of 2026-11).

```yaml bad
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: cart}
spec: {selector: {matchLabels: {app: cart}}, endpoints: [{port: metrics, interval: 15s, scrapeTimeout: 30s}]}  #~ 30s
```
```yaml fixed
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: cart}
spec: {selector: {matchLabels: {app: cart}}, endpoints: [{port: metrics, interval: 15s, scrapeTimeout: 15s}]}
```
```yaml good
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: cart}
spec: {selector: {matchLabels: {app: cart}}, endpoints: [{port: metrics, interval: 30s, scrapeTimeout: 30s}, {port: other, scrapeTimeout: 30s}]}
```
```yaml good
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: cart}
spec: {selector: {matchLabels: {app: cart}}, podMetricsEndpoints: [{port: metrics, interval: 1m, scrapeTimeout: 30s}, {interval: "${I}", scrapeTimeout: 30s}]}
```
"""

from predeploy import Document, Findings, rule


@rule("high", since="0.1", kinds=("ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig"))
def scrape_outlives_interval(monitor: Document) -> Findings:
    spec = monitor["spec"]
    whole = () if monitor.kind in ("ServiceMonitor", "PodMonitor") else (spec,)
    for endpoint in (*spec["endpoints"], *spec["podMetricsEndpoints"], *whole):
        every = endpoint["interval" if endpoint["interval"].written else "scrapeInterval"]
        limit = endpoint["scrapeTimeout"]
        if 0 < every.duration < limit.duration:
            yield limit.finding(
                f"a scrape of `{monitor.name}` may take {limit.duration:g} s and comes every {every.duration:g} s: Prometheus refuses it;"
                f" set scrapeTimeout to {every.text} or less",
                fix=limit.replace(every.text, safe=True),
                related=((every, "the interval"),),
            )
