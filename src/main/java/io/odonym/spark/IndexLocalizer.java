package io.odonym.spark;

import io.odonym.index.AddressIndex;
import io.odonym.index.store.IndexArchive;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.Manifest;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkFiles;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Finds the index on this node, and brings it here where it is not: once, whatever the number of
 * executors and tasks. Executors of a node share a folder, and in it a lock; the first to hold it
 * brings the index aside and renames it into place, the others find it there. Since they map the
 * same files, a node holds them in memory once.
 */
final class IndexLocalizer {

    private static final System.Logger LOG = System.getLogger(IndexLocalizer.class.getName());
    private static final double SECOND = 1e9;
    private static final int KEY_BYTES = 8;

    private final IndexLocation location;
    private final Configuration hadoop;

    IndexLocalizer(IndexLocation location, Configuration hadoop) {
        this.location = location;
        this.hadoop = hadoop;
    }

    /**
     * An index on this node.
     *
     * @param folder where it lies
     * @param brought whether this call has brought it
     */
    record Found(java.nio.file.Path folder, boolean brought) {}

    /**
     * The same location for executors, whose working folders are others: a relative path of this
     * machine made absolute. One that is not here is the name that {@code --archives} gives.
     */
    IndexLocation absolute() throws IOException {
        Path path = new Path(location.index());
        FileSystem system = path.getFileSystem(hadoop);
        if (path.isAbsolute() || path.toUri().getScheme() != null || !system.exists(path)) {
            return location;
        }
        return new IndexLocation(
                system.makeQualified(path).toString(), location.cache(), location.synonyms());
    }

    /**
     * Whether the index is there and fits this program, as far as this machine can tell without
     * bringing it: a folder that only the nodes have cannot be looked into from elsewhere.
     *
     * @throws IndexException where it does not
     * @throws IOException where it cannot be read
     */
    void check() throws IOException {
        if (isArchive()) {
            AddressIndex.requireCompatible(
                    archived().manifest(), location.index(), location.analysis());
        } else if (isRemote()) {
            AddressIndex.requireCompatible(
                    manifest(new Path(location.index())), location.index(), analysis());
        } else if (Files.exists(local(location.index()))) {
            AddressIndex.requireCompatible(local(location.index()), location.analysis());
        }
    }

    private io.odonym.text.TextAnalysis analysis() {
        return location.analysis();
    }

    /**
     * The index, on this node.
     *
     * @throws IndexException where it is missing, damaged or does not fit this program
     * @throws IOException where it cannot be brought
     */
    Found find() throws IOException {
        if (isArchive()) {
            Archived archived = archived();
            AddressIndex.requireCompatible(
                    archived.manifest(), location.index(), location.analysis());
            return once(
                    key(archived.manifest(), archived.bytes()),
                    folder -> {
                        try (InputStream in = open(new Path(location.index()))) {
                            IndexArchive.unpack(in, location.index(), folder);
                        }
                    });
        }
        if (isRemote()) {
            Path from = new Path(location.index());
            Manifest manifest = manifest(from);
            AddressIndex.requireCompatible(manifest, location.index(), location.analysis());
            return once(
                    key(manifest, manifest.totalBytes()),
                    folder -> copy(from.getFileSystem(hadoop), from, folder));
        }
        java.nio.file.Path folder = local(location.index());
        if (!folder.isAbsolute() || !Files.exists(folder)) {
            java.nio.file.Path unpacked =
                    java.nio.file.Path.of(SparkFiles.getRootDirectory())
                            .resolve(location.index())
                            .toAbsolutePath();
            if (Files.isDirectory(unpacked)) {
                // Spark unpacks for every executor; one copy is enough for a node.
                Manifest manifest = AddressIndex.manifest(unpacked);
                AddressIndex.requireCompatible(manifest, unpacked, location.analysis());
                return once(key(manifest, manifest.totalBytes()), to -> link(unpacked, to));
            }
        }
        return new Found(folder, false);
    }

    private boolean isArchive() {
        return IndexArchive.Format.isArchive(location.index());
    }

    /** Whether it lies on a file system that cannot be mapped. */
    private boolean isRemote() {
        String scheme = new Path(location.index()).toUri().getScheme();
        return scheme != null && !scheme.equals("file") && !scheme.equals("local");
    }

    private static java.nio.file.Path local(String index) {
        return java.nio.file.Path.of(new Path(index).toUri().getPath());
    }

    private record Archived(Manifest manifest, long bytes) {}

    private Archived archived() throws IOException {
        Path archive = new Path(location.index());
        FileStatus status;
        try {
            status = archive.getFileSystem(hadoop).getFileStatus(archive);
        } catch (FileNotFoundException absent) {
            throw new IndexException("there is no archive of an index at " + archive, absent);
        }
        try (InputStream in = open(archive)) {
            return new Archived(IndexArchive.readManifest(in, location.index()), status.getLen());
        }
    }

    private InputStream open(Path path) throws IOException {
        return path.getFileSystem(hadoop).open(path);
    }

    private Manifest manifest(Path folder) throws IOException {
        java.nio.file.Path aside = Files.createTempDirectory("odonym-manifest");
        try {
            Path manifest = new Path(folder, "manifest.json");
            FileSystem system = folder.getFileSystem(hadoop);
            if (!system.exists(manifest)) {
                throw new IndexException("there is no index in " + folder + " (no manifest.json)");
            }
            try (InputStream in = system.open(manifest)) {
                Files.copy(in, aside.resolve("manifest.json"));
            }
            return AddressIndex.manifest(aside);
        } finally {
            delete(aside);
        }
    }

    /** Fills an empty folder with an index. */
    @FunctionalInterface
    private interface Bringer {
        void into(java.nio.file.Path folder) throws IOException;
    }

    private Found once(String key, Bringer bringer) throws IOException {
        java.nio.file.Path cache = cache();
        Files.createDirectories(cache);
        java.nio.file.Path folder = cache.resolve(key);
        // The lock of a file is a process's; within one, callers take turns by Engines.
        try (FileChannel lock =
                        FileChannel.open(
                                cache.resolve(key + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = lock.lock()) {
            if (Files.isDirectory(folder)) {
                return new Found(folder, false);
            }
            long start = System.nanoTime();
            java.nio.file.Path aside = cache.resolve(key + ".part");
            // Of an executor that was killed.
            delete(aside);
            Files.createDirectory(aside);
            try {
                bringer.into(aside);
                Files.move(aside, folder);
            } finally {
                delete(aside);
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "brought the index {0} to {1} in {2} s",
                    location.index(),
                    folder,
                    "%.1f".formatted((System.nanoTime() - start) / SECOND));
            return new Found(folder, true);
        }
    }

    private java.nio.file.Path cache() {
        if (!location.cache().isEmpty()) {
            return java.nio.file.Path.of(location.cache());
        }
        // YARN gives every container a temporary folder of its own, but these to all of an
        // application's.
        String shared = System.getenv().getOrDefault("LOCAL_DIRS", "");
        return shared.isEmpty()
                ? java.nio.file.Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "odonym-index-" + System.getProperty("user.name"))
                : java.nio.file.Path.of(shared.split(",")[0], "odonym-index");
    }

    /** The same for the same index in the same wrapping alone. */
    private static String key(Manifest manifest, long bytes) {
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256")
                            .digest((manifest + " " + bytes).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, KEY_BYTES);
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

    /** Hard links where both are on one file system, else copies. */
    private static void link(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (java.nio.file.Path file : (Iterable<java.nio.file.Path>) files::iterator) {
                java.nio.file.Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    try {
                        Files.createLink(target, file.toRealPath());
                    } catch (IOException | UnsupportedOperationException elsewhere) {
                        Files.copy(file, target);
                    }
                }
            }
        }
    }

    private static void delete(java.nio.file.Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(
                            java.nio.file.Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            java.nio.file.Path left, IOException problem) throws IOException {
                        Files.delete(left);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
