package io.odonym.spark;

import io.odonym.index.AddressIndex;
import io.odonym.index.store.IndexArchive;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexManifest;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkFiles;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Provides an index on the local file system of a node. An index on a remote file system is copied
 * to the node once, regardless of the number of executors and tasks.
 *
 * <p>The executors of a node share an {@link IndexCache}. The first executor copies the index, and
 * the other executors use this copy. All executors map the same files, so the node needs memory for
 * only one index.
 */
final class IndexLocalizer {

    /**
     * The number of bytes of the SHA-256 hash that the directory name of an index copy contains.
     */
    private static final int KEY_BYTES = 8;

    private final IndexLocation location;
    private final Configuration hadoop;

    /** Creates a localizer of the index at the given location. */
    IndexLocalizer(IndexLocation location, Configuration hadoop) {
        this.location = location;
        this.hadoop = hadoop;
    }

    /**
     * Returns the location with an absolute path, because the working directories of the executors
     * differ. A relative path that does not exist is returned unchanged, because it may be a name
     * that {@code --archives} defines.
     *
     * @throws IOException if the file system is not available
     */
    IndexLocation qualified() throws IOException {
        Path path = new Path(location.index());
        FileSystem system = path.getFileSystem(hadoop);
        if (path.isAbsolute() || path.toUri().getScheme() != null || !system.exists(path)) {
            return location;
        }
        return new IndexLocation(
                system.makeQualified(path).toString(), location.cache(), location.synonyms());
    }

    /**
     * Verifies that the index exists and is compatible with this program, without copying it. An
     * index directory that exists only on the executor nodes is not verified.
     *
     * @throws IndexException if the index is missing, damaged or incompatible
     * @throws IOException if the index cannot be read
     */
    void check() throws IOException {
        if (isArchive()) {
            AddressIndex.requireCompatible(
                    readArchive().manifest(), location.index(), location.analysis());
        } else if (isRemote()) {
            AddressIndex.requireCompatible(
                    manifest(new Path(location.index())), location.index(), location.analysis());
        } else if (Files.exists(local(location.index()))) {
            AddressIndex.requireCompatible(local(location.index()), location.analysis());
        }
    }

    /**
     * Opens the index on this node. Copies the index first if it is remote and the node has no copy
     * of it, or if the copy is damaged.
     *
     * @param opener opens the directory of the index
     * @throws IndexException if the index is missing, damaged or incompatible, or if other users
     *     can write to the copies of this node
     * @throws IOException if the index cannot be copied
     */
    <T> IndexCache.Opened<T> open(IndexCache.Opener<T> opener) throws IOException {
        Optional<IndexCache.Source> source = source();
        return source.isPresent()
                ? cache().open(source.get(), opener)
                : new IndexCache.Opened<>(opener.open(local(location.index())), false);
    }

    /** Returns the source of copies; empty if the index is already on this node. */
    private Optional<IndexCache.Source> source() throws IOException {
        if (isArchive()) {
            Archive archive = readArchive();
            AddressIndex.requireCompatible(
                    archive.manifest(), location.index(), location.analysis());
            return source(
                    archive.manifest(),
                    archive.bytes(),
                    directory -> {
                        try (InputStream in = open(new Path(location.index()))) {
                            IndexArchive.unpack(in, location.index(), directory);
                        }
                    });
        }
        if (isRemote()) {
            Path from = new Path(location.index());
            IndexManifest manifest = manifest(from);
            AddressIndex.requireCompatible(manifest, location.index(), location.analysis());
            return source(
                    manifest,
                    manifest.totalBytes(),
                    directory -> copy(from.getFileSystem(hadoop), from, directory));
        }
        java.nio.file.Path folder = local(location.index());
        if (!folder.isAbsolute() || !Files.exists(folder)) {
            java.nio.file.Path unpacked =
                    java.nio.file.Path.of(SparkFiles.getRootDirectory())
                            .resolve(location.index())
                            .toAbsolutePath();
            if (Files.isDirectory(unpacked)) {
                // Spark unpacks the archive for each executor, but a node needs only one copy.
                IndexManifest manifest = AddressIndex.manifest(unpacked);
                AddressIndex.requireCompatible(manifest, unpacked, location.analysis());
                return source(
                        manifest, manifest.totalBytes(), directory -> link(unpacked, directory));
            }
        }
        return Optional.empty();
    }

    private Optional<IndexCache.Source> source(
            IndexManifest manifest, long bytes, IndexCache.Copier copier) {
        return Optional.of(new IndexCache.Source(key(manifest, bytes), location.index(), copier));
    }

    private boolean isArchive() {
        return IndexArchive.Format.isArchive(location.index());
    }

    /**
     * Returns whether the index is on a remote file system, whose files cannot be memory-mapped.
     */
    private boolean isRemote() {
        String scheme = new Path(location.index()).toUri().getScheme();
        return scheme != null && !scheme.equals("file") && !scheme.equals("local");
    }

    private static java.nio.file.Path local(String index) {
        return java.nio.file.Path.of(new Path(index).toUri().getPath());
    }

    private record Archive(IndexManifest manifest, long bytes) {}

    private Archive readArchive() throws IOException {
        Path path = new Path(location.index());
        FileStatus status;
        try {
            status = path.getFileSystem(hadoop).getFileStatus(path);
        } catch (FileNotFoundException absent) {
            throw new IndexException("there is no index archive at " + path, absent);
        }
        try (InputStream in = open(path)) {
            return new Archive(IndexArchive.readManifest(in, location.index()), status.getLen());
        }
    }

    private InputStream open(Path path) throws IOException {
        return path.getFileSystem(hadoop).open(path);
    }

    private IndexManifest manifest(Path folder) throws IOException {
        Path manifest = new Path(folder, "manifest.json");
        FileSystem system = folder.getFileSystem(hadoop);
        if (!system.exists(manifest)) {
            throw new IndexException("there is no index in " + folder + " (no manifest.json)");
        }
        try (InputStream in = system.open(manifest)) {
            return AddressIndex.manifest(in, folder);
        }
    }

    private IndexCache cache() {
        if (!location.cache().isEmpty()) {
            return new IndexCache(java.nio.file.Path.of(location.cache()));
        }
        // On YARN each container has its own temporary directory, but the containers of an
        // application share LOCAL_DIRS.
        String localDirectories = System.getenv().getOrDefault("LOCAL_DIRS", "");
        return new IndexCache(
                localDirectories.isEmpty()
                        ? java.nio.file.Path.of(
                                System.getProperty("java.io.tmpdir"),
                                "odonym-index-" + System.getProperty("user.name"))
                        : java.nio.file.Path.of(localDirectories.split(",")[0], "odonym-index"));
    }

    /**
     * Returns the directory name of the copy of an index: a hash of the manifest and the size of
     * the source.
     */
    private static String key(IndexManifest manifest, long bytes) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((manifest + " " + bytes).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private void copy(FileSystem system, Path from, java.nio.file.Path to) throws IOException {
        for (FileStatus status : system.listStatus(from)) {
            FileUtil.copy(
                    system,
                    status.getPath(),
                    to.resolve(status.getPath().getName()).toFile(),
                    false,
                    hadoop);
        }
    }

    /** Creates hard links to the files, or copies the files if hard links are not possible. */
    private static void link(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (java.nio.file.Path file : (Iterable<java.nio.file.Path>) files::iterator) {
                java.nio.file.Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    try {
                        Files.createLink(target, file.toRealPath());
                    } catch (IOException | UnsupportedOperationException unsupported) {
                        Files.copy(file, target);
                    }
                }
            }
        }
    }
}
