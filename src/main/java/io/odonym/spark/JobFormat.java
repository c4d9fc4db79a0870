package io.odonym.spark;

/** The format of the input or output of a job. */
enum JobFormat {
    /** CSV, which is read and written as in the server's CSV endpoints. */
    CSV,
    /** Parquet, with typed columns. */
    PARQUET,
    /** JSON with one object per line and typed columns. */
    JSON;

    /** Returns the name by which Spark identifies the format. */
    String sparkName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
