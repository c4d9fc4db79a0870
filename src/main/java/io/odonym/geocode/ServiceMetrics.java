package io.odonym.geocode;

import io.odonym.configuration.ProgramVersion;
import io.odonym.index.store.Manifest;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabel;
import io.odonym.telemetry.MetricLabels;
import io.odonym.telemetry.MetricRecorder;
import io.odonym.telemetry.Telemetry;
import io.odonym.text.TextAnalysis;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** What the service runs on: the index, the program, what it remembers of words. */
public final class ServiceMetrics {

    private ServiceMetrics() {}

    /**
     * Tells of the index that is searched.
     *
     * @param manifest what it is now
     */
    public static void bind(Telemetry telemetry, Supplier<Manifest> manifest, TextAnalysis text) {
        MetricRecorder meters = telemetry.meters();
        meters.gauge(Metric.INDEX_DOCUMENTS, () -> manifest.get().documents());
        meters.gauge(Metric.INDEX_HOUSE_NUMBERS, () -> manifest.get().houseNumbers());
        meters.gauge(Metric.INDEX_BYTES, () -> manifest.get().totalBytes());
        meters.gauge(Metric.INDEX_DATA_DATE, () -> dataDate(manifest.get()));
        meters.gauge(
                Metric.INDEX_DATA_AGE,
                () -> Instant.now().getEpochSecond() - dataDate(manifest.get()));
        meters.info(
                Metric.INFO,
                MetricLabels.of(MetricLabel.VERSION, ProgramVersion.current())
                        .and(MetricLabel.JAVA, Runtime.version().toString())
                        .and(MetricLabel.INDEX_ANALYSIS, text.version()));
        meters.counter(
                Metric.CACHE_HITS,
                MetricLabels.of(MetricLabel.CACHE_TYPE, "sounds"),
                text,
                TextAnalysis::soundsRemembered);
        meters.counter(
                Metric.CACHE_MISSES,
                MetricLabels.of(MetricLabel.CACHE_TYPE, "sounds"),
                text,
                TextAnalysis::soundsWorkedOut);
    }

    private static long dataDate(Manifest manifest) {
        return LocalDate.parse(manifest.dataDate()).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}
