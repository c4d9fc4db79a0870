package io.odonym.csv;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read more than once. */
@FunctionalInterface
public interface CsvSource {

    /** Opens it at its beginning. */
    InputStream open() throws IOException;
}
