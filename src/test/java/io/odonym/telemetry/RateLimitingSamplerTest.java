package io.odonym.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Traces of eight spans each, limited to 1,000 spans a second with bursts of 1,024. */
class RateLimitingSamplerTest {

    private static final long MILLISECOND = 1_000_000;
    private static final int CHILDREN = 7;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - MILLISECOND);
    private final AtomicInteger dropped = new AtomicInteger();
    private final List<String> sent = new ArrayList<>();

    private Tracer tracer(Sampler sampler) {
        return SdkTracerProvider.builder()
                .setSampler(
                        new RateLimitingSampler(sampler, 1000, now::get, dropped::incrementAndGet))
                .addSpanProcessor(SimpleSpanProcessor.create(new Kept(sent)))
                .build()
                .get("test");
    }

    private void request(Tracer tracer) {
        Span root = tracer.spanBuilder("root").setNoParent().startSpan();
        if (root.isRecording()) {
            for (int i = 0; i < CHILDREN; i++) {
                tracer.spanBuilder("child").setParent(Context.root().with(root)).startSpan().end();
            }
        }
        root.end();
    }

    private long roots() {
        return sent.stream().filter("root"::equals).count();
    }

    private record Kept(List<String> names) implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            spans.forEach(span -> names.add(span.getName()));
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void tracesEveryRequestBelowTheLimit() {
        Tracer tracer = tracer(Sampler.alwaysOn());

        for (int i = 0; i < 1000; i++) {
            request(tracer);
            now.addAndGet(8 * MILLISECOND);
        }

        assertThat(roots()).isEqualTo(1000);
        assertThat(dropped).hasValue(0);
    }

    @Test
    void dropsWholeTracesAboveTheLimit() {
        Tracer tracer = tracer(Sampler.alwaysOn());

        // Ten seconds of a thousand requests: 80,000 spans where 10,000 may go and 1,024 may wait.
        for (int i = 0; i < 10_000; i++) {
            request(tracer);
            now.addAndGet(MILLISECOND);
        }

        assertThat(sent).hasSizeBetween(11_000, 11_040);
        assertThat(sent).hasSize((int) roots() * 8);
        assertThat(dropped).hasValue(10_000 - (int) roots());

        sent.clear();
        now.addAndGet(5000 * MILLISECOND);
        for (int i = 0; i < 100; i++) {
            request(tracer);
        }
        assertThat(roots()).as("after a rest, all at once").isEqualTo(100);
    }

    @Test
    void doesNotCountTracesThatTheOtherSamplerDrops() {
        Tracer tracer = tracer(Sampler.alwaysOff());

        for (int i = 0; i < 10_000; i++) {
            request(tracer);
        }

        assertThat(sent).isEmpty();
        assertThat(dropped).hasValue(0);
    }
}
