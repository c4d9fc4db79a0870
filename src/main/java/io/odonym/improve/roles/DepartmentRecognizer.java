package io.odonym.improve.roles;

import io.odonym.improve.tokens.TokenRole;

import java.util.Optional;

/**
 * Recognizes the code or name of a department next to the city: "nice 06", "Ajaccio (2A)", "08
 * charleville", "Hem, Nord".
 *
 * <p>If the department is not in brackets, the words next to it must name a municipality of that
 * department.
 */
final class DepartmentRecognizer implements RoleRecognizer {

    private static final int MAX_NAME_WORDS = 4;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.isFree(i)) {
                continue;
            }
            if (Departments.isCode(tokens.text(i))) {
                if (isCode(tokens, i)) {
                    tokens.addDepartment(tokens.text(i));
                    tokens.assign(i, i + 1, TokenRole.DEPARTMENT);
                }
            } else if (i > 0) {
                if (isShortCode(tokens, i)) {
                    tokens.addDepartment("0" + tokens.text(i));
                    tokens.assign(i, i + 1, TokenRole.DEPARTMENT);
                } else {
                    name(tokens, i);
                }
            }
        }
    }

    private static boolean isCode(RoleAssignment tokens, int i) {
        boolean brackets = tokens.token(i).before().indexOf('(') >= 0 && i > 0;
        if (brackets && (closes(tokens, i + 1) || i + 1 == tokens.size())) {
            return true;
        }
        if (tokens.isNumberSign(i - 1)) {
            return false;
        }
        return isAfterCity(tokens, i) || isBeforeCity(tokens, i);
    }

    /**
     * Returns whether a token is a department code in brackets without its leading zero: "Nice
     * (6)".
     */
    private static boolean isShortCode(RoleAssignment tokens, int i) {
        return tokens.isNumber(i, 1, 1)
                && tokens.token(i).before().indexOf('(') >= 0
                && isMunicipality(tokens, tokens.municipalityStart(i), i, "0" + tokens.text(i));
    }

    private static boolean closes(RoleAssignment tokens, int next) {
        return tokens.token(next).before().indexOf(')') >= 0;
    }

    private static boolean isAfterCity(RoleAssignment tokens, int i) {
        if (i == 0 || !tokens.isLast(i) && !tokens.startsPart(i + 1)) {
            return false;
        }
        return isMunicipality(tokens, tokens.municipalityStart(i), i, tokens.text(i));
    }

    private static boolean isBeforeCity(RoleAssignment tokens, int i) {
        if (tokens.isStreetType(i + 1) || tokens.isArticle(i - 1) || tokens.isStreetType(i - 1)) {
            return false;
        }
        int end = tokens.municipalityEnd(i + 1);
        boolean complete = end > 0 && (tokens.isLast(end - 1) || tokens.startsPart(end));
        return complete && isMunicipality(tokens, i + 1, end, tokens.text(i));
    }

    private static boolean isMunicipality(RoleAssignment tokens, int from, int to, String code) {
        return from >= 0
                && tokens.postcodes(from, to).stream()
                        .anyMatch(postcode -> RoleAssignment.isInDepartment(postcode, code));
    }

    private static void name(RoleAssignment tokens, int from) {
        if (!tokens.startsPart(from)) {
            return;
        }
        StringBuilder name = new StringBuilder();
        for (int to = from + 1; to <= from + MAX_NAME_WORDS && tokens.isFree(to - 1); to++) {
            name.append(name.isEmpty() ? "" : " ").append(tokens.text(to - 1));
            Optional<String> code = Departments.codeOf(name.toString());
            boolean brackets = tokens.token(from).before().indexOf('(') >= 0;
            if (code.isPresent()
                    && tokens.isLast(to - 1)
                    && (brackets
                            || isMunicipality(
                                    tokens, tokens.municipalityStart(from), from, code.get()))) {
                tokens.addDepartment(code.get());
                tokens.assign(from, to, TokenRole.DEPARTMENT);
                return;
            }
        }
    }
}
