package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;
import io.odonym.text.NumberWords;

import java.util.ArrayList;
import java.util.List;

/**
 * Recognizes a house number in words and replaces it with digits: "vingt et un rue de la paix",
 * "douze bis avenue foch". The number must precede a street type, and must be at the start of the
 * query, after punctuation, or after a part that is not the name of a street.
 */
final class SpelledHouseNumberRecognizer implements RoleRecognizer {

    private static final int MAX_WORDS = 8;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isFree(i) && tokens.token(i).leadingDigits() == 0 && isStart(tokens, i)) {
                replace(tokens, i);
            }
        }
    }

    private static boolean isStart(RoleAssignment tokens, int i) {
        String before = tokens.token(i).before();
        return i == 0
                || tokens.token(i - 1).role() != TokenRole.WORD
                || !before.isBlank() && before.indexOf('-') < 0 && before.indexOf('\'') < 0;
    }

    private static void replace(RoleAssignment tokens, int from) {
        List<String> words = new ArrayList<>();
        for (int i = from; i < from + MAX_WORDS && tokens.isFree(i); i++) {
            words.add(tokens.text(i));
        }
        NumberWords.Compound number = NumberWords.parseCompound(words);
        int end = from + number.wordCount();
        int next = tokens.isLongSuffix(end) ? end + 1 : end;
        if (end > from
                && number.value() < NumberWords.ORDINAL_OFFSET
                && tokens.isStreetType(next)) {
            String text = Integer.toString(number.value());
            tokens.replace(
                    from,
                    end,
                    new RoleToken(
                            text,
                            tokens.token(from).before(),
                            TokenRole.HOUSE_NUMBER,
                            List.of(text),
                            text));
        }
    }
}
