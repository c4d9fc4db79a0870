package io.odonym.telemetry;

import io.odonym.configuration.Version;
import io.odonym.index.Manifest;
import io.odonym.text.TextAnalysis;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the service runs on: the index, the program, what it remembers of words. */
public final class ServiceMetrics {

    private static final double NANOSECONDS = 1e9;

    private ServiceMetrics() {}

    /**
     * Tells of an index that was opened.
     *
     * @param nanoseconds how long that took
     */
    public static void bind(
            Telemetry telemetry, Manifest manifest, TextAnalysis text, long nanoseconds) {
        Meters meters = telemetry.meters();
        long dataDate =
                LocalDate.parse(manifest.dataDate()).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        meters.gauge(Metric.INDEX_DOCUMENTS, manifest::documents);
        meters.gauge(Metric.INDEX_HOUSE_NUMBERS, manifest::houseNumbers);
        meters.gauge(Metric.INDEX_BYTES, manifest::bytes);
        meters.gauge(Metric.INDEX_DATA_DATE, () -> dataDate);
        meters.gauge(Metric.INDEX_DATA_AGE, () -> Instant.now().getEpochSecond() - dataDate);
        meters.gauge(Metric.INDEX_LOAD, () -> nanoseconds / NANOSECONDS);
        meters.count(Metric.INDEX_SWAPS, "success", "", "", 0);
        meters.count(Metric.INDEX_SWAPS, "failure", "", "", 0);
        meters.fact(
                Metric.INFO,
                Version.current(),
                Runtime.version().toString(),
                manifest.analysisVersion());
        meters.counted(Metric.CACHE_HITS, "sounds", text, TextAnalysis::soundsRemembered);
        meters.counted(Metric.CACHE_MISSES, "sounds", text, TextAnalysis::soundsWorkedOut);
    }
}
