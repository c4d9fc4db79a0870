package io.odonym.documentation;

import io.odonym.documentation.Markdown.CodeBlock;

import java.util.ArrayList;
import java.util.List;

/**
 * One command of a {@code console} block with the output that the document shows.
 *
 * @param source the document and the line of the block
 * @param words the command, split as a shell splits it
 * @param output the lines below the command, up to the next one
 */
record ConsoleExample(String source, List<String> words, String output) {

    private static final String PROMPT = "$ ";

    /** The commands of a block, in order. A backslash at the end of a line continues a command. */
    static List<ConsoleExample> of(CodeBlock block) {
        List<ConsoleExample> examples = new ArrayList<>();
        List<String> lines = block.lines();
        int i = 0;
        while (i < lines.size()) {
            String source = block.file() + ":" + (block.line() + i + 1);
            if (!lines.get(i).startsWith(PROMPT)) {
                throw new IllegalStateException(source + ": no command starts with \"$ \"");
            }
            StringBuilder command = new StringBuilder(lines.get(i++).substring(PROMPT.length()));
            while (command.charAt(command.length() - 1) == '\\') {
                command.setLength(command.length() - 1);
                command.append(lines.get(i++));
            }
            List<String> output = new ArrayList<>();
            while (i < lines.size() && !lines.get(i).startsWith(PROMPT)) {
                output.add(lines.get(i++));
            }
            examples.add(
                    new ConsoleExample(
                            source, split(command.toString()), String.join("\n", output)));
        }
        return examples;
    }

    /** Splits a command at spaces, with single and double quotes. */
    static List<String> split(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (char c : command.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == ' ') {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
