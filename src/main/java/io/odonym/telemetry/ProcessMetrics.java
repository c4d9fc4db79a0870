package io.odonym.telemetry;

import com.sun.management.UnixOperatingSystemMXBean;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Metrics of the process and its JVM, under both Micrometer's names and the names used by addok's
 * dashboards.
 */
public final class ProcessMetrics implements AutoCloseable {

    private static final Path STATM = Path.of("/proc/self/statm");
    private static final long PAGE_BYTES = 4096;
    private static final double PERCENT = 100;
    private static final double MILLISECONDS = 1000;

    private final JvmGcMetrics garbage = new JvmGcMetrics();

    private ProcessMetrics() {}

    /** Registers the metrics. */
    public static ProcessMetrics bind(Telemetry telemetry) {
        ProcessMetrics bound = new ProcessMetrics();
        MeterRegistry registry = telemetry.registry();
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmInfoMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        bound.garbage.bindTo(registry);
        new VirtualThreadMetrics().bindTo(registry);
        bound.registerAddokMetrics(telemetry.meters());
        return bound;
    }

    private void registerAddokMetrics(MetricRecorder meters) {
        meters.gauge(Metric.MEMORY, ProcessMetrics::residentBytes);
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean system) {
            meters.gauge(
                    Metric.CPU,
                    () ->
                            Math.max(0, system.getProcessCpuLoad())
                                    * system.getAvailableProcessors()
                                    * PERCENT);
            meters.gauge(Metric.OPEN_FILES, system::getOpenFileDescriptorCount);
        }
        meters.gauge(
                Metric.UPTIME,
                () -> ManagementFactory.getRuntimeMXBean().getUptime() / MILLISECONDS);
    }

    /**
     * Returns the resident memory in bytes; NaN on systems other than Linux. Linux reports the size
     * in pages.
     */
    private static double residentBytes() {
        try {
            return Long.parseLong(Files.readString(STATM).split(" ")[1]) * (double) PAGE_BYTES;
        } catch (IOException | NumberFormatException unknown) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        garbage.close();
    }
}
