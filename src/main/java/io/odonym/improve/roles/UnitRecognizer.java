package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;

import java.util.Set;

/**
 * Recognizes units inside a building or site and their identifiers: "bât B", "esc 4", "3e étage",
 * "appartement n° 12", "porte gauche". These are the second and the third line of an address (AFNOR
 * XP Z 10-011).
 *
 * <p>A word after an article or directly after a street type belongs to a name: "rue de la tour 3".
 * A number between such a word and a street type is the identifier only if another number or
 * punctuation precedes the street type: "bât 3, 12 rue".
 */
final class UnitRecognizer implements RoleRecognizer {

    private static final Set<String> WORDS =
            Set.of(
                    "aile",
                    "app",
                    "appart",
                    "appartement",
                    "appt",
                    "apt",
                    "apart",
                    "bat",
                    "bati",
                    "batiment",
                    "bloc",
                    "boite",
                    "box",
                    "bt",
                    "cave",
                    "bte",
                    "bureau",
                    "bur",
                    "cage",
                    "case",
                    "casier",
                    "cellule",
                    "chambre",
                    "code",
                    "corps",
                    "couloir",
                    "digicode",
                    "entree",
                    "esc",
                    "escal",
                    "escalier",
                    "etage",
                    "etg",
                    "garage",
                    "hall",
                    "imm",
                    "immeuble",
                    "interphone",
                    "local",
                    "logement",
                    "log",
                    "logt",
                    "lgt",
                    "lot",
                    "niv",
                    "niveau",
                    "palier",
                    "parcelle",
                    "parking",
                    "pavillon",
                    "pav",
                    "plateau",
                    "porte",
                    "pte",
                    "poste",
                    "residence",
                    "stand",
                    "studio",
                    "tour",
                    "unite",
                    "villa",
                    "bal",
                    "ilot",
                    "module",
                    "quai",
                    "rez",
                    "secteur",
                    "section");

    /** Words that also name streets; only a number of up to three digits is their identifier. */
    private static final Set<String> STREET_WORDS =
            Set.of("villa", "residence", "quai", "ilot", "secteur", "section", "poste", "parking");

    /** Adjectives that form a complete name with a street type: "Grande Rue". */
    private static final Set<String> GREAT = Set.of("grande", "grand", "petite");

    private static final Set<String> FLOORS = Set.of("etage", "etg", "et", "niveau");
    private static final Set<String> SIDES =
            Set.of("gauche", "droite", "droit", "face", "dte", "gche");
    private static final Set<String> WHOLE = Set.of("rdc", "rdj", "entresol");

    private static final int MAX_DIGITS = 4;
    private static final int MAX_IDENTIFIER = 5;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.isFree(i)) {
                continue;
            }
            int end = floorEnd(tokens, i);
            if (end == i && isUnitWord(tokens, i)) {
                end = identifierEnd(tokens, i + 1);
                end = end == i + 1 ? i : end;
            }
            if (end == i && WHOLE.contains(tokens.text(i))) {
                end = i + 1;
            }
            if (end > i) {
                while (SIDES.contains(tokens.text(end)) && tokens.isFree(end)) {
                    end++;
                }
                tokens.assign(i, end, TokenRole.UNIT);
                i = end - 1;
            }
        }
    }

    private static boolean isUnitWord(RoleAssignment tokens, int i) {
        boolean name =
                tokens.isStreetType(i - 1)
                        && !WORDS.contains(tokens.text(i - 1))
                        && !GREAT.contains(tokens.text(i - 2));
        return WORDS.contains(tokens.text(i)) && !tokens.isArticle(i - 1) && !name;
    }

    /**
     * Returns the index after an ordinal and a word such as "étage" ("2e étage gauche"); the given
     * index if they do not start there.
     */
    private static int floorEnd(RoleAssignment tokens, int i) {
        return RoleAssignment.rank(tokens.text(i)) > 0
                        && FLOORS.contains(tokens.text(i + 1))
                        && !tokens.token(i).isNumber()
                        && tokens.isFree(i + 1)
                ? i + 2
                : i;
    }

    /**
     * Returns the end of the identifier that starts at an index; the given index if no identifier
     * starts there.
     */
    private static int identifierEnd(RoleAssignment tokens, int from) {
        int at = tokens.isNumberSign(from) ? from + 1 : from;
        String text = tokens.text(at);
        if (!tokens.isFree(at)) {
            return from;
        }
        if (SIDES.contains(text) || WHOLE.contains(text)) {
            return at + 1;
        }
        RoleToken token = tokens.token(at);
        boolean letter = text.length() == 1 && Character.isLetter(text.charAt(0));
        boolean mixed =
                text.length() <= MAX_IDENTIFIER
                        && text.chars().anyMatch(Character::isDigit)
                        && !token.isNumber();
        if (letter || mixed && !isHouseNumber(tokens, at)) {
            return isElision(tokens, at) ? from : at + 1;
        }
        if (!tokens.isNumber(at, 1, MAX_DIGITS)
                || STREET_WORDS.contains(tokens.text(from - 1)) && text.length() == MAX_DIGITS) {
            return from;
        }
        return isHouseNumber(tokens, at) ? from : at + 1;
    }

    /** Returns whether a single letter is an article: "porte d orleans". */
    private static boolean isElision(RoleAssignment tokens, int at) {
        String text = tokens.text(at);
        boolean apostrophe = tokens.token(at + 1).before().startsWith("'");
        return apostrophe
                || (text.equals("d") || text.equals("l"))
                        && tokens.isFree(at + 1)
                        && tokens.token(at + 1).leadingDigits() == 0
                        && !tokens.startsPart(at + 1)
                        && !tokens.isStreetType(at + 1);
    }

    /**
     * Returns whether a number directly precedes a street type, without punctuation between them.
     */
    private static boolean isHouseNumber(RoleAssignment tokens, int at) {
        int next = tokens.isLongSuffix(at + 1) ? at + 2 : at + 1;
        return tokens.isStreetType(next)
                && !WORDS.contains(tokens.text(next))
                && !tokens.startsPart(next);
    }
}
