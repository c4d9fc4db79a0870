package io.odonym.fuzz;

import io.odonym.index.store.IndexException;
import io.odonym.index.store.ManifestFile;

/** Manifests of any bytes: parsed with at least one file, or rejected with a reason. */
public final class ManifestFuzz {

    private ManifestFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            ManifestFile.Contents contents = ManifestFile.read(data, "fuzz");
            if (contents.manifest().files().isEmpty() || contents.manifest().totalBytes() < 0) {
                throw new AssertionError("a manifest without files");
            }
        } catch (IndexException refused) {
            if (String.valueOf(refused.getMessage()).isBlank()) {
                throw new AssertionError("no reason", refused);
            }
        }
    }
}
