package io.odonym.source;

import java.util.Objects;

/**
 * An invalid line of a source file, which the import skips. Immutable.
 *
 * @param file the file name
 * @param line the line number, from 1
 * @param reason a short explanation for the operator
 */
public record BadLine(String file, long line, String reason) {

    public BadLine {
        Objects.requireNonNull(file);
        Objects.requireNonNull(reason);
    }

    @Override
    public String toString() {
        return file + ", line " + line + ": " + reason;
    }
}
