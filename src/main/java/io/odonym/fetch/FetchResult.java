package io.odonym.fetch;

import java.util.List;
import java.util.Optional;

/**
 * The result of a complete download. Immutable.
 *
 * @param files the selected files, in the order of the selection
 * @param dataDate the newest date of the files in ISO 8601, as the server states it
 */
public record FetchResult(List<FileResult> files, Optional<String> dataDate) {

    public FetchResult {
        files = List.copyOf(files);
    }

    /** Returns whether a new version of a file was downloaded. */
    public boolean hasChanged() {
        return files.stream().anyMatch(FileResult::replaced);
    }
}
