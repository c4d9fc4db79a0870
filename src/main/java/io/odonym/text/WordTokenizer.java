package io.odonym.text;

import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.ArrayUtil;

import java.io.IOException;

/**
 * Splits a text into words (addok 1.3.2, helpers/text.tokenize). A word is a sequence of characters
 * that match {@code \w} in Python: letters and numbers of any script, and the underscore.
 */
final class WordTokenizer extends Tokenizer {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final AddressTokenAttribute address = addAttribute(AddressTokenAttribute.class);
    private char[] text = new char[256];
    private int length;
    private int at;
    private int position;

    @Override
    public void reset() throws IOException {
        super.reset();
        length = 0;
        at = 0;
        position = 0;
        int read = input.read(text, 0, text.length);
        while (read > 0) {
            length += read;
            if (length == text.length) {
                text = ArrayUtil.grow(text, length + 1);
            }
            read = input.read(text, length, text.length - length);
        }
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        while (at < length && !isWord(Character.codePointAt(text, at, length))) {
            at += Character.charCount(Character.codePointAt(text, at, length));
        }
        if (at == length) {
            return false;
        }
        int start = at;
        while (at < length && isWord(Character.codePointAt(text, at, length))) {
            at += Character.charCount(Character.codePointAt(text, at, length));
        }
        term.copyBuffer(text, start, at - start);
        address.setPosition(position++);
        return true;
    }

    /**
     * Returns whether a character is the underscore or is alphanumeric according to Python's
     * str.isalnum.
     */
    private static boolean isWord(int character) {
        if (character < 128) {
            return AsciiFolding.isWord((char) character);
        }
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER ->
                    true;
            default -> false;
        };
    }
}
