package io.odonym.geocode;

import io.odonym.configuration.ProgramVersion;
import io.odonym.index.store.IndexManifest;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabelName;
import io.odonym.telemetry.MetricLabels;
import io.odonym.telemetry.MetricRecorder;
import io.odonym.telemetry.Telemetry;
import io.odonym.text.TextAnalysis;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** Registers the metrics of the current index, the program version and the phonetic cache. */
public final class IndexMetrics {

    private IndexMetrics() {}

    /**
     * Registers the metrics.
     *
     * @param manifest supplies the manifest of the current index
     * @param text the text analysis, which is the same for all indexes that may be swapped in
     */
    public static void register(
            Telemetry telemetry, Supplier<IndexManifest> manifest, TextAnalysis text) {
        MetricRecorder metrics = telemetry.meters();
        metrics.gauge(Metric.INDEX_DOCUMENTS, () -> manifest.get().documents());
        metrics.gauge(Metric.INDEX_HOUSE_NUMBERS, () -> manifest.get().houseNumbers());
        metrics.gauge(Metric.INDEX_BYTES, () -> manifest.get().totalBytes());
        metrics.gauge(Metric.INDEX_DATA_DATE, () -> dataDate(manifest.get()));
        metrics.gauge(
                Metric.INDEX_DATA_AGE,
                () -> Instant.now().getEpochSecond() - dataDate(manifest.get()));
        metrics.info(
                Metric.INFO,
                MetricLabels.of(MetricLabelName.VERSION, ProgramVersion.current())
                        .and(MetricLabelName.JAVA, Runtime.version().toString())
                        .and(MetricLabelName.INDEX_ANALYSIS, text.version()));
        MetricLabels phoneticCache = MetricLabels.of(MetricLabelName.CACHE_TYPE, "sounds");
        metrics.counter(Metric.CACHE_HITS, phoneticCache, text, TextAnalysis::phoneticCacheHits);
        metrics.counter(
                Metric.CACHE_MISSES, phoneticCache, text, TextAnalysis::phoneticCacheMisses);
    }

    /**
     * Returns midnight UTC on the date of the data, in seconds since the epoch; NaN if the date is
     * unknown, so that no alert compares it.
     */
    private static double dataDate(IndexManifest manifest) {
        return manifest.dataDate()
                .date()
                .map(date -> (double) date.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                .orElse(Double.NaN);
    }
}
