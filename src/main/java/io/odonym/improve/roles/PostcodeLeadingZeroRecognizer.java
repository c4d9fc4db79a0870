package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;

import java.util.List;

/**
 * Restores the leading zero that a spreadsheet has dropped from a postcode: "6560 Valbonne". The
 * city beside it must have the postcode, or the city after it must be in the same department.
 */
final class PostcodeLeadingZeroRecognizer implements RoleRecognizer {

    private static final int DIGITS = 4;

    @Override
    public void apply(RoleAssignment tokens) {
        if (tokens.hasPostcode()) {
            return;
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.isNumber(i, DIGITS, DIGITS)
                    || tokens.isStreetType(i + 1)
                    || tokens.isNumberSign(i - 1)) {
                continue;
            }
            String postcode = "0" + tokens.text(i);
            if (tokens.gazetteer().isPostcode(postcode) && isBesideCity(tokens, i, postcode)) {
                tokens.replace(
                        i,
                        i + 1,
                        new RoleToken(postcode, tokens.token(i).before(), TokenRole.POSTCODE));
                return;
            }
        }
    }

    private static boolean isBesideCity(RoleAssignment tokens, int i, String postcode) {
        int end = tokens.municipalityEnd(i + 1);
        int start = tokens.municipalityStart(i);
        return end > 0 && isInDepartmentOf(tokens.postcodes(i + 1, end), postcode)
                || start >= 0 && isCityOf(tokens.postcodes(start, i), postcode);
    }

    private static boolean isInDepartmentOf(List<String> postcodes, String postcode) {
        String department = RoleAssignment.department(postcode);
        return postcodes.stream().anyMatch(each -> RoleAssignment.isInDepartment(each, department));
    }

    private static boolean isCityOf(List<String> postcodes, String postcode) {
        return postcodes.contains(postcode);
    }
}
