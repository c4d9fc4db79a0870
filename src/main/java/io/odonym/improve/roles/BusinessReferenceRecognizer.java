package io.odonym.improve.roles;

import io.odonym.improve.tokens.TokenRole;

import java.util.Set;

/** Recognizes references: "dossier 12", "réf. AB123", "client n° 40", "SIRET 12345678900012". */
final class BusinessReferenceRecognizer implements RoleRecognizer {

    private static final Set<String> WORDS =
            Set.of(
                    "client",
                    "commande",
                    "contrat",
                    "dossier",
                    "facture",
                    "lettre",
                    "naf",
                    "ape",
                    "ref",
                    "reference",
                    "siege",
                    "siren",
                    "siret",
                    "colis",
                    "matricule",
                    "tva");

    private static final int SIREN_DIGITS = 9;
    private static final int SIRET_DIGITS = 14;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean company =
                    tokens.isNumber(i, SIREN_DIGITS, SIREN_DIGITS)
                            || tokens.isNumber(i, SIRET_DIGITS, SIRET_DIGITS);
            if (company) {
                tokens.assign(i, i + 1, TokenRole.REFERENCE);
            }
            boolean word =
                    tokens.isFree(i)
                            && WORDS.contains(tokens.text(i))
                            && !tokens.isArticle(i - 1)
                            && !tokens.isStreetType(i - 1);
            int number = tokens.isNumberSign(i + 1) ? i + 2 : i + 1;
            boolean hasDigit = tokens.text(number).chars().anyMatch(Character::isDigit);
            boolean houseNumber = tokens.isStreetType(number + 1) && !tokens.startsPart(number + 1);
            if (word && hasDigit && tokens.isFree(number) && !houseNumber) {
                tokens.assign(i, number + 1, TokenRole.REFERENCE);
            }
        }
    }
}
