package io.odonym.csv;

import java.io.IOException;
import java.io.InputStream;

/** A CSV file that can be read several times. */
@FunctionalInterface
public interface ReopenableCsvInput {

    /** Opens a new stream that starts at the beginning of the file. */
    InputStream open() throws IOException;
}
