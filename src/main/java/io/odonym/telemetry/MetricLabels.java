package io.odonym.telemetry;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

import java.util.ArrayList;
import java.util.List;

/**
 * The labels of a time series and their values, for example {@code MetricLabels.of(METHOD,
 * "GET").and(STATUS, "200")}. Callers on the hot path reuse instances. Immutable.
 *
 * @param labels the labels, in the order that the metric defines
 * @param values one value per label; "" if the label does not apply
 */
public record MetricLabels(List<MetricLabelName> labels, List<String> values) {

    /** An empty list of labels. */
    public static final MetricLabels NONE = new MetricLabels(List.of(), List.of());

    public MetricLabels {
        labels = List.copyOf(labels);
        values = List.copyOf(values);
    }

    /** Returns a single label and its value. */
    public static MetricLabels of(MetricLabelName label, String value) {
        return NONE.and(label, value);
    }

    /** Returns these labels with another label appended. */
    public MetricLabels and(MetricLabelName label, String value) {
        List<MetricLabelName> moreLabels = new ArrayList<>(labels);
        List<String> moreValues = new ArrayList<>(values);
        moreLabels.add(label);
        moreValues.add(value);
        return new MetricLabels(moreLabels, moreValues);
    }

    /**
     * Converts the labels to Micrometer tags.
     *
     * @throws IllegalArgumentException if the labels are not those of the metric, in the metric's
     *     order
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
