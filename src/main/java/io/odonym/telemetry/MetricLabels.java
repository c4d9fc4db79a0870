package io.odonym.telemetry;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Labels of one time series with their values: {@code MetricLabels.of(METHOD, "GET").and(STATUS,
 * "200")}. Immutable.
 *
 * @param label the last label
 * @param value its value; "" if the label does not apply
 * @param others the labels before it
 */
public record MetricLabels(MetricLabel label, String value, Optional<MetricLabels> others) {

    /** One label. */
    public static MetricLabels of(MetricLabel label, String value) {
        return new MetricLabels(label, value, Optional.empty());
    }

    /** These labels and one more. */
    public MetricLabels and(MetricLabel another, String itsValue) {
        return new MetricLabels(another, itsValue, Optional.of(this));
    }

    /**
     * Converts the labels for Micrometer.
     *
     * @throws IllegalArgumentException if these are not the labels of the metric, in its order
     */
    Tags tagsOf(Metric metric) {
        List<Tag> tags = new ArrayList<>();
        List<MetricLabel> labels = new ArrayList<>();
        Optional<MetricLabels> next = Optional.of(this);
        while (next.isPresent()) {
            MetricLabels each = next.get();
            labels.addFirst(each.label());
            tags.addFirst(Tag.of(each.label().exposedName(), each.value()));
            next = each.others();
        }
        if (!labels.equals(metric.labels())) {
            throw new IllegalArgumentException(
                    metric + " has the labels " + metric.labels() + ", not " + labels);
        }
        return Tags.of(tags);
    }
}
