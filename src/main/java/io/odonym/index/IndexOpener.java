package io.odonym.index;

import io.odonym.index.store.FileChecksums;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.Manifest;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Opens the index of a folder, or of what a link leads to, while another process may publish a
 * newer one there, and lets nobody search it before every file has shown its checksum.
 */
final class IndexOpener {

    private IndexOpener() {}

    /**
     * Opens.
     *
     * @param onAllCores whether checksums are read on a thread of their own meanwhile; else
     *     everything is read before, on the thread of the caller
     * @throws IndexException where there is no index, it is damaged or made by another version; the
     *     message says what to do
     */
    static AddressIndex open(Path index, TextAnalysis text, boolean onAllCores) throws IOException {
        for (int attempt = 0; ; attempt++) {
            // Of a link what it leads to now; it may be turned while the files are opened.
            Path folder = Files.exists(index) ? index.toRealPath() : index;
            ManifestFile.Contents stored = ManifestFile.read(folder);
            AddressIndex.requireCompatible(stored.manifest(), folder, text);
            Path data = folder.resolve(stored.dataFolder());
            try {
                return open(stored.manifest(), AddressIndex.fingerprint(folder), data, onAllCores);
            } catch (CorruptIndexException
                    | IndexFormatTooOldException
                    | IndexFormatTooNewException damaged) {
                throw new IndexException(
                        "the index in "
                                + data
                                + " cannot be read: "
                                + damaged.getMessage()
                                + "; build it again or restore it",
                        damaged);
            } catch (NoSuchFileException | IndexException gone) {
                // Another process may have published a newer index, and deleted this one, since the
                // manifest was read.
                if (attempt > 0
                        || Files.exists(index)
                                && index.toRealPath().equals(folder)
                                && ManifestFile.read(folder)
                                        .dataFolder()
                                        .equals(stored.dataFolder())) {
                    throw gone;
                }
            }
        }
    }

    /** What a damaged file made of the opening counts for nothing beside the name of the file. */
    private static AddressIndex open(
            Manifest manifest, String fingerprint, Path data, boolean onAllCores)
            throws IOException {
        FutureTask<Void> verification =
                new FutureTask<>(
                        () -> {
                            FileChecksums.verify(data, manifest.files());
                            return null;
                        });
        if (onAllCores) {
            Thread.ofPlatform().daemon().name("index-checksums").start(verification);
        } else {
            verification.run();
            await(verification);
        }
        AddressIndex opened;
        try {
            opened = new AddressIndex(manifest, fingerprint, data);
        } catch (IOException | RuntimeException | Error unopened) {
            await(verification);
            throw unopened;
        }
        try {
            await(verification);
            if (!onAllCores) {
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
        } catch (InterruptedException stopped) {
            verification.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while the index was opened");
        }
    }
}
