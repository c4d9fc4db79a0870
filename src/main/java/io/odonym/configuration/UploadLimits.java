package io.odonym.configuration;

/**
 * How much a client may send.
 *
 * @param bytes how many bytes an upload may have
 * @param rows how many rows a CSV file may have
 * @param refuseLongRows whether one row over the length limit refuses the whole file, as addok does
 * @param escapeFormulas whether cells of answers that a spreadsheet would calculate are written as
 *     text where the request does not say
 * @param batchSize how many requests one batch may hold
 */
public record UploadLimits(
        long bytes, long rows, boolean refuseLongRows, boolean escapeFormulas, int batchSize) {

    public UploadLimits {
        if (bytes < 1 || rows < 1 || batchSize < 1) {
            throw new ConfigurationException(
                    "upload-size, csv-rows and batch-size have to be above 0");
        }
    }
}
