package io.odonym;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Packages and source files stay small enough to be read in one go. */
class SourceSizeTest {

    private static final int MAX_FILE_LINES = 350;
    private static final int MAX_PACKAGE_FILES = 30;
    private static final int MAX_PACKAGE_LINES = 3_500;

    /** Extensions of source files; shell scripts are recognized by their first line instead. */
    private static final Set<String> EXTENSIONS = Set.of("java", "py", "js", "mjs", "sh");

    /** Folders that hold build output, downloaded files or third-party data. */
    private static final Set<String> SKIPPED =
            Set.of("target", ".git", ".mvn", ".odonym", "node_modules", "__pycache__");

    @Test
    void noSourceFileExceedsTheLineLimit() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sourceFiles(Path.of(""))) {
            long lines = lineCount(file);
            if (lines > MAX_FILE_LINES) {
                tooLong.add(file + ": " + lines + " lines");
            }
        }
        assertThat(tooLong).as("source files over %d lines", MAX_FILE_LINES).isEmpty();
    }

    @Test
    void noPackageExceedsTheFileAndLineLimits() throws IOException {
        Map<Path, List<Path>> packages = new TreeMap<>();
        for (Path file : sourceFiles(Path.of("src/main/java"))) {
            packages.computeIfAbsent(file.getParent(), _ -> new ArrayList<>()).add(file);
        }
        List<String> tooLarge = new ArrayList<>();
        for (Map.Entry<Path, List<Path>> entry : packages.entrySet()) {
            long lines = 0;
            for (Path file : entry.getValue()) {
                lines += lineCount(file);
            }
            int files = entry.getValue().size();
            if (files > MAX_PACKAGE_FILES || lines > MAX_PACKAGE_LINES) {
                tooLarge.add("%s: %d files, %d lines".formatted(entry.getKey(), files, lines));
            }
        }
        assertThat(packages).hasSizeGreaterThan(20);
        assertThat(tooLarge)
                .as("packages over %d files or %d lines", MAX_PACKAGE_FILES, MAX_PACKAGE_LINES)
                .isEmpty();
    }

    private static List<Path> sourceFiles(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return SKIPPED.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (attributes.isRegularFile() && isSource(file)) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }

    private static boolean isSource(Path file) throws IOException {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? startsWithShebang(file) : EXTENSIONS.contains(name.substring(dot + 1));
    }

    private static boolean startsWithShebang(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.read() == '#' && in.read() == '!';
        }
    }

    private static long lineCount(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
