package io.odonym.update;

import io.odonym.index.store.IndexManifest;

import java.nio.file.Path;

/**
 * The result of an update. Immutable.
 *
 * @param replaced whether a new index was built; false if the files have not changed
 * @param index the folder of the current index
 * @param manifest the manifest of the current index
 * @param verifiedPlaces the number of places that were looked up in the new index
 */
public record UpdateResult(
        boolean replaced, Path index, IndexManifest manifest, int verifiedPlaces) {}
