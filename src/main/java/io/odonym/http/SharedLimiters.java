package io.odonym.http;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.ConfigurationException;
import io.odonym.http.connection.ClientAddressResolver;
import io.odonym.http.connection.ClientRateLimiter;
import io.odonym.http.connection.FileDescriptorBudget;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.exchange.UploadLimiter;
import io.odonym.http.exchange.UploadSpace;
import io.odonym.telemetry.MetricRecorder;

import java.io.IOException;

/**
 * The limits that all requests of a server share.
 *
 * @param uploads limits the number of uploaded files
 * @param uploadSpace stores uploaded files, and limits their total size
 * @param memory limits the memory that requests hold
 * @param clients limits the requests of each client
 */
record SharedLimiters(
        UploadLimiter uploads,
        UploadSpace uploadSpace,
        MemoryBudget memory,
        ClientRateLimiter clients) {

    /**
     * Creates the limits of a configuration.
     *
     * @throws ConfigurationException if the folder of temporary files cannot be used
     */
    static SharedLimiters of(
            Configuration configuration, FileDescriptorBudget descriptors, MetricRecorder meters) {
        ClientAddressResolver addresses = new ClientAddressResolver(configuration.proxies());
        try {
            return new SharedLimiters(
                    new UploadLimiter(configuration.overload(), descriptors.uploads(), meters),
                    UploadSpace.ofTemporaryFolder(configuration.uploads().space()),
                    MemoryBudget.create(
                            MemoryBudget.size(configuration.connections().requestMemory()),
                            addresses,
                            meters),
                    new ClientRateLimiter(configuration.clientLimits(), addresses, meters));
        } catch (IOException failure) {
            throw new ConfigurationException("the temporary folder cannot be used: " + failure);
        }
    }
}
