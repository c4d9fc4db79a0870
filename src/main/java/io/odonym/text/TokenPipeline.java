package io.odonym.text;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A reusable token stream that runs all or only the first stages of the analysis. Not thread-safe.
 */
final class TokenPipeline {

    private final WordTokenizer words = new WordTokenizer();
    private final ReusableReader reader = new ReusableReader();
    private final TokenStream stream;
    private final CharTermAttribute term;
    private final AddressTokenAttribute address;

    /** Creates a pipeline with the first {@code count} stages of the analysis. */
    TokenPipeline(List<FrenchAddressAnalyzer.Stage> stages, int count) {
        TokenStream last = words;
        for (FrenchAddressAnalyzer.Stage stage : stages.subList(0, count)) {
            last = stage.filter().apply(last);
        }
        stream = last;
        term = stream.getAttribute(CharTermAttribute.class);
        address = stream.getAttribute(AddressTokenAttribute.class);
    }

    /** Analyzes a text. */
    List<Token> run(String text) {
        List<Token> tokens = new ArrayList<>(8);
        forEach(
                text,
                () ->
                        tokens.add(
                                new Token(
                                        term.toString(),
                                        address.position(),
                                        address.part(),
                                        address.isHouseNumber(),
                                        address.word())));
        return tokens;
    }

    /** Analyzes a text and returns only the texts of its tokens. */
    List<String> texts(String text) {
        List<String> texts = new ArrayList<>(8);
        forEach(text, () -> texts.add(term.toString()));
        return texts;
    }

    private void forEach(String text, Runnable action) {
        try {
            words.setReader(reader.of(text));
            stream.reset();
            while (stream.incrementToken()) {
                action.run();
            }
            stream.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading a string failed", impossible);
        } finally {
            try {
                stream.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException("closing a string reader failed", impossible);
            }
        }
    }

    /** A reader that can be reset to another string. */
    private static final class ReusableReader extends java.io.Reader {

        private String text = "";
        private int at;

        ReusableReader of(String next) {
            text = next;
            at = 0;
            return this;
        }

        @Override
        public int read(char[] target, int offset, int count) {
            if (at >= text.length()) {
                return -1;
            }
            int read = Math.min(count, text.length() - at);
            text.getChars(at, at + read, target, offset);
            at += read;
            return read;
        }

        @Override
        public void close() {
            at = text.length();
        }
    }
}
