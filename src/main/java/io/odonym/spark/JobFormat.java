package io.odonym.spark;

/** The format of the input or the output of a job. */
enum JobFormat {
    /** CSV, read and written like the CSV endpoints of the server. */
    CSV,
    /** Parquet; columns keep their types. */
    PARQUET,
    /** JSON, one object per line; columns keep their types. */
    JSON;

    /** Returns the name of the format in Spark. */
    String sparkName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
