package io.odonym.telemetry;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

import java.util.ArrayList;
import java.util.List;

/**
 * Labels of one time series with their values: {@code MetricLabels.of(METHOD, "GET").and(STATUS,
 * "200")}. Immutable. Callers on the hot path keep instances for reuse.
 *
 * @param labels the labels in the order of the metric
 * @param values the value of each label; "" if the label does not apply
 */
public record MetricLabels(List<MetricLabel> labels, List<String> values) {

    /** The labels of a metric without labels. */
    static final MetricLabels NONE = new MetricLabels(List.of(), List.of());

    public MetricLabels {
        labels = List.copyOf(labels);
        values = List.copyOf(values);
    }

    /** One label. */
    public static MetricLabels of(MetricLabel label, String value) {
        return NONE.and(label, value);
    }

    /** These labels and one more. */
    public MetricLabels and(MetricLabel label, String value) {
        List<MetricLabel> moreLabels = new ArrayList<>(labels);
        List<String> moreValues = new ArrayList<>(values);
        moreLabels.add(label);
        moreValues.add(value);
        return new MetricLabels(moreLabels, moreValues);
    }

    /**
     * Converts the labels for Micrometer.
     *
     * @throws IllegalArgumentException if these are not the labels of the metric, in its order
     */
    Tags tagsOf(Metric metric) {
        if (!labels.equals(metric.labels())) {
            throw new IllegalArgumentException(
                    metric + " has the labels " + metric.labels() + ", not " + labels);
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            tags.add(Tag.of(labels.get(i).exposedName(), values.get(i)));
        }
        return Tags.of(tags);
    }
}
