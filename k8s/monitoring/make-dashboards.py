#!/usr/bin/env python3
"""Generates the four dashboards in dashboards/*.json. Panels differ only in title, unit and queries."""
import json
import pathlib

FOLDER = pathlib.Path(__file__).parent / "dashboards"
SOURCE = {"type": "prometheus", "uid": "${datasource}"}
JOB = 'job=~"$job"'


def panel(title, unit, *queries, kind="timeseries", width=8, height=8, about=""):
    """Returns a panel. Each query is a pair (legend, expression). J in an expression is replaced by the label selector of the dashboard."""
    return {
        "title": title,
        "description": about,
        "type": kind,
        "datasource": SOURCE,
        "gridPos": {"w": width, "h": height},
        "fieldConfig": {
            "defaults": {"unit": unit, "custom": {"fillOpacity": 8, "showPoints": "never"} if kind == "timeseries" else {}},
            "overrides": [],
        },
        "options": {"legend": {"showLegend": True, "displayMode": "list", "placement": "bottom"}, "tooltip": {"mode": "multi"}}
        if kind == "timeseries"
        else {"reduceOptions": {"calcs": ["lastNotNull"]}},
        "targets": [
            {"refId": chr(65 + i), "datasource": SOURCE, "legendFormat": legend, "expr": expression.replace("{J", "{" + JOB), "exemplar": "_bucket" in expression}
            for i, (legend, expression) in enumerate(queries)
        ],
    }


def stat(title, unit, expression, **more):
    return panel(title, unit, ("", expression), kind="stat", width=4, height=4, **more)


def quantiles(metric, labels, by="", more=""):
    """Returns the queries for the 50th, 95th and 99th percentiles of a histogram."""
    inner = f"sum by ({'le, ' + by if by else 'le'}) (rate({metric}_bucket{{{labels}}}[$__rate_interval]))"
    return [(f"p{q} {more}".strip(), f"histogram_quantile(0.{q}, {inner})") for q in (50, 95, 99)]


def dashboard(uid, title, panels):
    x = y = row = 0
    for each in panels:
        place = each["gridPos"]
        if x + place["w"] > 24:
            x, y, row = 0, y + row, 0
        place.update(x=x, y=y)
        x, row = x + place["w"], max(row, place["h"])
    for i, each in enumerate(panels):
        each["id"] = i + 1
    variables = [
        {"name": "datasource", "label": "Prometheus", "type": "datasource", "query": "prometheus"},
        {
            "name": "job", "type": "query", "datasource": SOURCE, "refresh": 2, "includeAll": True, "multi": True,
            "query": {"query": "label_values(addok_uptime_seconds, job)", "refId": "job"},
            "current": {"selected": True, "text": "All", "value": "$__all"},
        },
    ]
    links = [{"title": "Odonym", "type": "dashboards", "tags": ["odonym"], "asDropdown": True}]
    text = {
        "uid": uid, "title": title, "tags": ["odonym"], "timezone": "browser", "schemaVersion": 39, "version": 1, "editable": True,
        "refresh": "30s", "time": {"from": "now-3h", "to": "now"}, "templating": {"list": variables}, "links": links, "panels": panels,
    }
    (FOLDER / f"{uid}.json").write_text(json.dumps(text, indent=1, ensure_ascii=False) + "\n")


DURATION = "http_server_request_duration_seconds"
dashboard("odonym-overview", "Odonym: overview", [
    stat("Requests", "reqps", "sum(rate(addok_http_requests_total{J}[$__rate_interval]))"),
    stat("Server errors", "percentunit", '(sum(rate(addok_geocoding_requests_total{J,status=~"5.."}[5m])) or vector(0)) / sum(rate(addok_geocoding_requests_total{J}[5m]))'),
    stat("Searches within 100 ms", "percentunit", f'sum(rate({DURATION}_bucket{{J,http_route=~"/search|/reverse",le="0.1"}}[5m])) / sum(rate({DURATION}_count{{J,http_route=~"/search|/reverse"}}[5m]))'),
    stat("Age of the data", "s", "max(odonym_index_data_age_seconds{J})"),
    stat("Documents", "short", "max(odonym_index_documents{J})"),
    stat("Servers that can search", "short", "sum(addok_health_status{J})"),
    panel("Requests by path", "reqps", ("{{endpoint}}", "sum by (endpoint) (rate(addok_http_requests_total{J}[$__rate_interval]))")),
    panel("Answers by status", "reqps", ("{{status}}", "sum by (status) (rate(addok_http_requests_total{J}[$__rate_interval]))")),
    panel("Duration of searches", "s", *quantiles(DURATION, 'J,http_route="/search"'), about="A point is a trace: click it for Tempo."),
    panel("99th percentile by path", "s", ("{{http_route}}", f'histogram_quantile(0.99, sum by (le, http_route) (rate({DURATION}_bucket{{J,http_route!=""}}[$__rate_interval])))')),
    panel("Errors by kind", "reqps", ("{{error_type}} {{endpoint}}", "sum by (error_type, endpoint) (rate(addok_errors_total{J}[$__rate_interval]))")),
    panel("Results", "ops", ("{{operation_type}} {{result_status}}", "sum by (operation_type, result_status) (rate(addok_geocoding_operations_total{J}[$__rate_interval]))")),
    panel("Requests under way", "short", ("{{instance}}", "addok_active_requests{J}")),
    panel("Requests refused", "reqps", ("{{reason}}", "sum by (reason) (rate(odonym_shed_requests_total{J}[$__rate_interval]))")),
    panel("Indexes swapped in", "short", ("{{outcome}}", "sum by (outcome) (increase(odonym_index_swaps_total{J}[1h]))")),
    panel("Processor", "percent", ("{{instance}}", "addok_cpu_usage_percent{J}")),
    panel("Resident memory", "bytes", ("{{instance}}", "addok_memory_usage_bytes{J}")),
    panel("Versions", "short", ("{{version}}, index {{index_analysis}}", "count by (version, index_analysis) (addok_application_info{J})")),
])
PHASE = "odonym_phase_duration_seconds"
phases = "geocode.*|csv.rows"
dashboard("odonym-phases", "Odonym: phases of a search", [
    panel("99th percentile of phases", "s", ("{{phase}}", f'histogram_quantile(0.99, sum by (le, phase) (rate({PHASE}_bucket{{J,phase=~"{phases}"}}[$__rate_interval])))'), width=12),
    panel("Median of phases", "s", ("{{phase}}", f'histogram_quantile(0.5, sum by (le, phase) (rate({PHASE}_bucket{{J,phase=~"{phases}"}}[$__rate_interval])))'), width=12),
    panel("Time spent by phase", "percentunit", ("{{phase}}", f'sum by (phase) (rate({PHASE}_sum{{J,phase=~"{phases}"}}[$__rate_interval]))'), width=12, about="Seconds a second: processors busy with it."),
    panel("Time spent by collector", "percentunit", ("{{phase}}", f'sum by (phase) (rate({PHASE}_sum{{J,phase!~"{phases}"}}[$__rate_interval]))'), width=12),
    panel("Collectors that run", "ops", ("{{phase}}", f'sum by (phase) (rate({PHASE}_count{{J,phase!~"{phases}"}}[$__rate_interval]))'), width=12),
    panel("99th percentile of collectors", "s", ("{{phase}}", f'histogram_quantile(0.99, sum by (le, phase) (rate({PHASE}_bucket{{J,phase!~"{phases}"}}[$__rate_interval])))'), width=12),
    panel("Collecting", "s", *quantiles(PHASE, 'J,phase="geocode.collect"')),
    panel("Ranking", "s", *quantiles(PHASE, 'J,phase="geocode.rank"')),
    panel("Sounds remembered", "percentunit", ("{{cache_type}}", "sum by (cache_type) (rate(addok_cache_hits_total{J}[$__rate_interval])) / (sum by (cache_type) (rate(addok_cache_hits_total{J}[$__rate_interval])) + sum by (cache_type) (rate(addok_cache_misses_total{J}[$__rate_interval])))")),
])
dashboard("odonym-csv", "Odonym: files", [
    stat("Files in an hour", "short", "sum(increase(addok_csv_uploads_total{J}[1h]))"),
    stat("Rows in an hour", "short", "sum(increase(addok_csv_rows_processed_total{J}[1h]))"),
    stat("Rows a second", "ops", "sum(rate(addok_csv_rows_processed_total{J}[$__rate_interval]))"),
    stat("Rows found", "percentunit", 'sum(rate(addok_csv_rows_processed_total{J,result_status="found"}[5m])) / sum(rate(addok_csv_rows_processed_total{J}[5m]))'),
    panel("Files by outcome", "ops", ("{{operation_type}} {{status}}", "sum by (operation_type, status) (rate(addok_csv_uploads_total{J}[$__rate_interval]))"), width=12),
    panel("Rows by outcome", "ops", ("{{operation_type}} {{result_status}}", "sum by (operation_type, result_status) (rate(addok_csv_rows_processed_total{J}[$__rate_interval]))"), width=12),
    panel("Duration of files", "s", *quantiles("addok_csv_processing_duration_seconds", "J"), width=12, about="Upload included."),
    panel("Chunks of a hundred rows", "s", *quantiles(PHASE, 'J,phase="csv.rows"'), width=12),
])
dashboard("odonym-jvm", "Odonym: JVM and process", [
    panel("Heap", "bytes", ("{{instance}} {{id}}", 'jvm_memory_used_bytes{J,area="heap"}'), ("{{instance}} most", 'sum by (instance) (jvm_memory_max_bytes{J,area="heap"})')),
    panel("Beside the heap", "bytes", ("{{instance}} {{id}}", 'jvm_memory_used_bytes{J,area="nonheap"}')),
    panel("Mapped index and buffers", "bytes", ("{{instance}} {{id}}", "jvm_buffer_memory_used_bytes{J}")),
    panel("Time in garbage collections", "percentunit", ("{{instance}} {{gc}} {{action}}", "sum by (instance, gc, action) (rate(jvm_gc_pause_seconds_sum{J}[$__rate_interval]))")),
    panel("Longest pause", "s", ("{{instance}} {{gc}}", "max by (instance, gc) (jvm_gc_pause_seconds_max{J})")),
    panel("Allocation", "Bps", ("{{instance}}", "rate(jvm_gc_memory_allocated_bytes_total{J}[$__rate_interval])")),
    panel("Processor of process and machine", "percentunit", ("{{instance}} process", "process_cpu_usage{J}"), ("{{instance}} machine", "system_cpu_usage{J}")),
    panel("Resident memory", "bytes", ("{{instance}}", "addok_memory_usage_bytes{J}")),
    panel("Threads", "short", ("{{instance}} live", "jvm_threads_live_threads{J}")),
    panel("Virtual threads", "short", ("{{instance}} {{scheduling_status}}", "jvm_threads_virtual_live_threads{J}"), ("{{instance}} carriers", "jvm_threads_virtual_pool_size_threads{J}")),
    panel("Open files", "short", ("{{instance}}", "process_files_open_files{J}"), ("{{instance}} most", "process_files_max_files{J}")),
    panel("Uptime", "s", ("{{instance}}", "addok_uptime_seconds{J}")),
])
