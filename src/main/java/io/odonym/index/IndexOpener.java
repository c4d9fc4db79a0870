package io.odonym.index;

import io.odonym.index.store.FileChecksums;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexManifest;
import io.odonym.index.store.IndexManifest.FileSum;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.store.ManifestFile;
import io.odonym.text.TextAnalysis;

import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Opens the index in a directory and verifies the checksums of its files. Another process may
 * publish a newer index in the same directory at the same time.
 */
final class IndexOpener {

    /**
     * The file name suffixes of the large files. No size that is stored in these files determines
     * how much memory is allocated when they are opened, so they can be verified while the index is
     * being opened.
     */
    private static final List<String> BULK_FILES =
            List.of(
                    ".records",
                    ".tim",
                    ".dvd",
                    ".doc",
                    IndexSchema.BAN_IDENTIFIERS_FILE,
                    IndexSchema.FORWARD_INDEX_FILE);

    private IndexOpener() {}

    /**
     * Opens an index. The method returns only after the checksums of all files have been verified.
     *
     * @param directory the index directory, or a symbolic link to it
     * @param text the analysis of the queries
     * @param concurrent whether a second thread verifies the checksums while the calling thread
     *     opens the files; if false, the calling thread first verifies the checksums, then opens
     *     the files and reads all bitsets
     * @throws IndexException if there is no index in the directory, or if it is damaged or built by
     *     an incompatible version; the message says how to repair it
     */
    static AddressIndex open(Path directory, TextAnalysis text, boolean concurrent)
            throws IOException {
        for (int attempt = 0; ; attempt++) {
            // A symbolic link is resolved once, because it may change while the files are opened.
            Path resolved = Files.exists(directory) ? directory.toRealPath() : directory;
            ManifestFile.Contents stored = ManifestFile.read(resolved);
            AddressIndex.requireCompatible(stored.manifest(), resolved, text);
            Path data = resolved.resolve(stored.dataFolder());
            try {
                return open(
                        stored.manifest(), AddressIndex.fingerprint(resolved), data, concurrent);
            } catch (CorruptIndexException
                    | IndexFormatTooOldException
                    | IndexFormatTooNewException damaged) {
                throw new IndexException(
                        "the index in "
                                + data
                                + " cannot be read: "
                                + damaged.getMessage()
                                + "; build the index again or restore it",
                        damaged);
            } catch (NoSuchFileException | IndexException failed) {
                // Retries once if another process has published a newer index and deleted this one
                // since the manifest was read.
                if (attempt > 0
                        || Files.exists(directory)
                                && directory.toRealPath().equals(resolved)
                                && ManifestFile.read(resolved)
                                        .dataFolder()
                                        .equals(stored.dataFolder())) {
                    throw failed;
                }
            }
        }
    }

    /**
     * Opens a data directory. A checksum error takes precedence over other errors, because damaged
     * files may have caused the other errors. The files whose content determines the size of an
     * allocation are verified before they are read.
     */
    private static AddressIndex open(
            IndexManifest manifest, String fingerprint, Path data, boolean concurrent)
            throws IOException {
        for (String name : IndexSchema.SIDE_FILES) {
            if (!manifest.files().containsKey(name)) {
                throw new IndexException(
                        "the index is damaged: the manifest does not name "
                                + data.resolve(name)
                                + "; build the index again or restore it");
            }
        }
        Map<String, FileSum> bulk = new TreeMap<>(manifest.files());
        bulk.keySet().removeIf(name -> BULK_FILES.stream().noneMatch(name::endsWith));
        Map<String, FileSum> sizing = new TreeMap<>(manifest.files());
        sizing.keySet().removeAll(bulk.keySet());
        FileChecksums.verifySizes(data, manifest.files());
        FileChecksums.verifyContent(data, sizing);
        FutureTask<Void> verification =
                new FutureTask<>(
                        () -> {
                            FileChecksums.verifyContent(data, bulk);
                            return null;
                        });
        if (concurrent) {
            Thread.ofPlatform().daemon().name("index-checksums").start(verification);
        } else {
            verification.run();
            await(verification);
        }
        AddressIndex opened;
        try {
            opened = new AddressIndex(manifest, fingerprint, data);
        } catch (IOException | RuntimeException | Error failed) {
            await(verification);
            throw failed;
        }
        try {
            await(verification);
            if (!concurrent) {
                opened.bitsetPostings().loadAll();
            }
            return opened;
        } catch (IOException | RuntimeException | Error damaged) {
            opened.close();
            throw damaged;
        }
    }

    private static void await(FutureTask<Void> verification) throws IOException {
        try {
            verification.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException unreadable -> throw unreadable;
                case RuntimeException damaged -> throw damaged;
                case Error fatal -> throw fatal;
                default -> throw new IllegalStateException(failed.getCause());
            }
        } catch (InterruptedException interrupted) {
            verification.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the index was opened");
        }
    }
}
