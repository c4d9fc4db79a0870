package io.odonym.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Markdown documents of the project and their fenced code blocks. */
final class Markdown {

    private static final String FENCE = "```";

    private Markdown() {}

    /**
     * A fenced code block.
     *
     * @param line the line number of the opening fence, from 1
     * @param info the text behind the opening fence
     */
    record CodeBlock(Path file, int line, String info, List<String> lines) {

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** Every Markdown document of the project that is not generated. */
    static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder :
                List.of(
                        Path.of(""),
                        Path.of("benchmarks"),
                        Path.of("index-data"),
                        Path.of("docs"),
                        Path.of("docs/design"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(found::add);
            }
        }
        return found;
    }

    /** The fenced code blocks of a document, in order. */
    static List<CodeBlock> codeBlocks(Path file) throws IOException {
        List<CodeBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                continue;
            }
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).equals(FENCE)) {
                end++;
            }
            if (end == lines.size()) {
                throw new IllegalStateException(file + ":" + (i + 1) + ": unclosed code block");
            }
            String info = lines.get(i).substring(FENCE.length()).strip();
            blocks.add(new CodeBlock(file, i + 1, info, lines.subList(i + 1, end)));
            i = end;
        }
        return blocks;
    }

    /** The lines of a document outside of fenced code blocks; lines inside are empty. */
    static List<String> prose(Path file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (CodeBlock block : codeBlocks(file)) {
            for (int i = 0; i < block.lines().size() + 2; i++) {
                lines.set(block.line() - 1 + i, "");
            }
        }
        return lines;
    }
}
