package io.odonym.configuration;

/**
 * Limits on uploads and batches.
 *
 * @param bytes maximum size of an upload, in bytes
 * @param space maximum size of all stored uploads together, in bytes; if 0, the size depends on the
 *     folder of temporary files
 * @param rows maximum number of rows in a CSV file
 * @param rejectLongRows whether a CSV file is rejected if one of its queries is too long, as in
 *     addok
 * @param escapeFormulas whether result cells that a spreadsheet would evaluate are escaped by
 *     default
 * @param batchSize maximum number of requests in a batch
 */
public record UploadLimits(
        long bytes,
        long space,
        long rows,
        boolean rejectLongRows,
        boolean escapeFormulas,
        int batchSize) {

    public UploadLimits {
        if (bytes < 1 || rows < 1 || batchSize < 1) {
            throw new ConfigurationException(
                    "upload-size, csv-rows and batch-size must be above 0");
        }
        if (space < 0) {
            throw new ConfigurationException("upload-space " + space + " is below 0");
        }
    }

    static UploadLimits of(ConfigurationValues values) {
        return new UploadLimits(
                values.longInteger(ConfigurationKey.UPLOAD_SIZE),
                values.longInteger(ConfigurationKey.UPLOAD_SPACE),
                values.longInteger(ConfigurationKey.CSV_ROWS),
                values.flag(ConfigurationKey.CSV_REFUSE_LONG_ROWS),
                values.flag(ConfigurationKey.CSV_ESCAPE_FORMULAS),
                values.integer(ConfigurationKey.BATCH_SIZE));
    }
}
