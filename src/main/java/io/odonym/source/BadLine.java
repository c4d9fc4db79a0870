package io.odonym.source;

import java.util.Objects;

/**
 * A line that was skipped.
 *
 * @param file the file's name
 * @param line the line, from 1
 * @param reason why, in a few words
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
