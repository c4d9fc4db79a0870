package io.odonym.spark;

/** What files a job reads or writes. */
enum JobFormat {
    /** Read and written as the server does. */
    CSV,
    /** Columns keep their types. */
    PARQUET,
    /** An object a line; columns keep their types. */
    JSON;

    /** What Spark calls it. */
    String spark() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
