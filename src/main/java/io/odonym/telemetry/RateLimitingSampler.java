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
 * Lets so many spans a second through and no more, trace by trace: what a queue that is full drops
 * are spans out of the middle of traces, made at full cost. Beyond the budget a request is not
 * traced at all.
 *
 * <p>The meter is the generic cell rate algorithm (ITU-T I.371, virtual scheduling): one number,
 * the time up to which the spans so far have used the budget. It may run ahead of the clock by as
 * many spans as fit into the queue.
 */
final class RateLimitingSampler implements Sampler {

    private static final long SECOND = 1_000_000_000;

    /** Spans that may come at once: half the queue of the SDK (OTEL_BSP_MAX_QUEUE_SIZE, 2,048). */
    private static final int BURST = 1024;

    private final Sampler sampler;
    private final long nanosecondsPerSpan;
    private final Clock clock;
    private final Runnable dropped;
    private final AtomicLong usedUntil;

    /** Where the time comes from. */
    @FunctionalInterface
    interface Clock {
        /** As {@link System#nanoTime}. */
        long nanoseconds();
    }

    /**
     * @param sampler decides first
     * @param spansPerSecond above 0
     * @param dropped is told of each trace that the sampler wanted and the budget has not
     */
    RateLimitingSampler(Sampler sampler, int spansPerSecond, Clock clock, Runnable dropped) {
        this.sampler = sampler;
        this.nanosecondsPerSpan = SECOND / spansPerSecond;
        this.clock = clock;
        this.dropped = dropped;
        this.usedUntil = new AtomicLong(clock.nanoseconds());
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
        SpanContext above = Span.fromContext(parent).getSpanContext();
        boolean isOurs = above.isValid() && !above.isRemote();
        long now = clock.nanoseconds();
        if (!isOurs && usedUntil.get() - now > BURST * nanosecondsPerSpan) {
            dropped.run();
            return SamplingResult.drop();
        }
        usedUntil.accumulateAndGet(
                now, (until, at) -> (until - at > 0 ? until : at) + nanosecondsPerSpan);
        return result;
    }

    @Override
    public String getDescription() {
        return "SpanBudget{" + sampler.getDescription() + "}";
    }

    @Override
    public String toString() {
        return getDescription();
    }
}
