package io.odonym.text;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The stages of the analysis put together once, up to a given one, to be run over text after text
 * by one thread at a time.
 */
final class TokenPipeline {

    private final WordTokenizer words = new WordTokenizer();
    private final ReusableReader reader = new ReusableReader();
    private final TokenStream stream;
    private final CharTermAttribute term;
    private final AddressAttribute address;

    /** The first so many stages of the list. */
    TokenPipeline(List<FrenchAddressAnalyzer.Stage> stages, int count) {
        TokenStream last = words;
        for (FrenchAddressAnalyzer.Stage stage : stages.subList(0, count)) {
            last = stage.over().apply(last);
        }
        stream = last;
        term = stream.getAttribute(CharTermAttribute.class);
        address = stream.getAttribute(AddressAttribute.class);
    }

    /** The tokens of a text. */
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

    /** The texts of the tokens of a text. */
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
            throw new UncheckedIOException("a string cannot fail to be read", impossible);
        } finally {
            try {
                stream.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException("a string cannot fail to be closed", impossible);
            }
        }
    }

    /** Reads a string, then another. */
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
