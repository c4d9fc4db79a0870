package io.odonym.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

import jdk.management.VirtualThreadSchedulerMXBean;

import java.lang.management.ManagementFactory;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of virtual threads and their carrier threads. Replaces the Micrometer class of the same
 * name and uses the same metric names. Micrometer's class depends on JDK Flight Recorder, which
 * writes to the temporary directory and terminates the JVM if that directory is full.
 */
final class VirtualThreadMetrics implements MeterBinder {

    private static final String LIVE = "jvm.threads.virtual.live";
    private static final String STATUS = "scheduling.status";

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(LIVE, VirtualThreadSchedulerMXBean::getMountedVirtualThreadCount)
                .tag(STATUS, "mounted")
                .baseUnit(BaseUnits.THREADS)
                .description("Virtual threads that are mounted on a carrier thread")
                .register(registry);
        gauge(LIVE, VirtualThreadSchedulerMXBean::getQueuedVirtualThreadCount)
                .tag(STATUS, "queued")
                .baseUnit(BaseUnits.THREADS)
                .description("Virtual threads that wait for a carrier thread")
                .register(registry);
        gauge("jvm.threads.virtual.pool.size", VirtualThreadSchedulerMXBean::getPoolSize)
                .baseUnit(BaseUnits.THREADS)
                .description("Carrier threads")
                .register(registry);
        gauge("jvm.threads.virtual.parallelism", VirtualThreadSchedulerMXBean::getParallelism)
                .description("Maximum number of virtual threads that run concurrently")
                .register(registry);
    }

    private Gauge.Builder<VirtualThreadSchedulerMXBean> gauge(
            String name, ToDoubleFunction<VirtualThreadSchedulerMXBean> value) {
        return Gauge.builder(name, scheduler, value).strongReference(true);
    }
}
