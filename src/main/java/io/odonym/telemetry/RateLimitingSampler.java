package io.odonym.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the rate of spans by dropping whole traces. Without this limit, a full export queue would
 * drop individual spans and leave incomplete traces.
 *
 * <p>The rate is measured with the generic cell rate algorithm (ITU-T I.371, virtual scheduling).
 * Its only state is the theoretical arrival time of the next span, which may be ahead of the clock
 * by the duration of {@link #BURST} spans at the maximum rate. Thread-safe.
 */
final class RateLimitingSampler implements Sampler {

    private static final long SECOND = 1_000_000_000;

    /**
     * The maximum number of spans in a burst: half of the SDK's queue (OTEL_BSP_MAX_QUEUE_SIZE,
     * 2,048).
     */
    private static final int BURST = 1024;

    private final Sampler sampler;
    private final long nanosecondsPerSpan;
    private final Clock clock;
    private final Runnable dropped;
    private final AtomicLong nextArrival;

    /** The time source. */
    @FunctionalInterface
    interface Clock {
        /** Returns the time in nanoseconds, like {@link System#nanoTime}. */
        long nanoseconds();
    }

    /**
     * Creates a sampler that limits the rate of another sampler.
     *
     * @param sampler the sampler whose accepted traces are limited
     * @param spansPerSecond the maximum rate, greater than 0
     * @param dropped called for each trace that the sampler accepts but the limit rejects
     */
    RateLimitingSampler(Sampler sampler, int spansPerSecond, Clock clock, Runnable dropped) {
        this.sampler = sampler;
        this.nanosecondsPerSpan = SECOND / spansPerSecond;
        this.clock = clock;
        this.dropped = dropped;
        this.nextArrival = new AtomicLong(clock.nanoseconds());
    }

    @Override
    public SamplingResult shouldSample(
            Context parent,
            String traceId,
            String name,
            SpanKind kind,
            Attributes attributes,
            List<LinkData> links) {
        SamplingResult result =
                sampler.shouldSample(parent, traceId, name, kind, attributes, links);
        if (result.getDecision() != SamplingDecision.RECORD_AND_SAMPLE) {
            return result;
        }
        SpanContext parentSpan = Span.fromContext(parent).getSpanContext();
        boolean isLocalChild = parentSpan.isValid() && !parentSpan.isRemote();
        long now = clock.nanoseconds();
        if (!isLocalChild && nextArrival.get() - now > BURST * nanosecondsPerSpan) {
            dropped.run();
            return SamplingResult.drop();
        }
        nextArrival.accumulateAndGet(
                now, (arrival, at) -> (arrival - at > 0 ? arrival : at) + nanosecondsPerSpan);
        return result;
    }

    @Override
    public String getDescription() {
        return "RateLimitingSampler{" + sampler.getDescription() + "}";
    }

    @Override
    public String toString() {
        return getDescription();
    }
}
