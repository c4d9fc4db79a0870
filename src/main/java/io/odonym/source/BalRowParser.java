package io.odonym.source;

import io.odonym.source.AddressCsvSchema.AddressRow;
import io.odonym.source.AddressCsvSchema.Municipality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Parses the rows of a Base Adresse Locale, in the versions 1.3, 1.4 and 1.5 of the AITF schema.
 *
 * <p>Version 1.5 names the street in {@code toponyme} instead of {@code voie_nom}, and does not
 * require {@code cle_interop}. The identifiers of the BAN are in {@code id_ban_commune}, {@code
 * id_ban_toponyme} and {@code id_ban_adresse}, or together in {@code uid_adresse} as "@c:UUID
 *
 * @v:UUID @a:UUID".
 *     <p>A street is identified by {@code id_ban_toponyme}, or else by the street code in {@code
 *     cle_interop}, or else by its name and its former municipality. Many files have the code
 *     "xxxx" for all streets without a code.
 */
final class BalRowParser {

    /** The value of the column numero if a row is a locality or a street without house numbers. */
    private static final String NO_NUMBER = "99999";

    private static final Pattern CITYCODE =
            Pattern.compile("(?:0[1-9]|[13-8]\\d|2[1-9AB]|9[0-5])\\d{3}|97[1-8]\\d{2}|98\\d{3}");

    private static final Map<Character, String> UID_COLUMNS =
            Map.of('c', "id_ban_commune", 'v', "id_ban_toponyme", 'a', "id_ban_adresse");

    private BalRowParser() {}

    /** Returns the INSEE code of the municipality; "" if the row has none. */
    static String citycode(AddressCsvRow row) {
        String own = row.text("commune_insee").toUpperCase(Locale.ROOT);
        return own.isEmpty() ? keyParts(row)[0].toUpperCase(Locale.ROOT) : own;
    }

    private static String[] keyParts(AddressCsvRow row) {
        return row.text("cle_interop").split("_", -1);
    }

    /**
     * Parses a row.
     *
     * @throws IllegalArgumentException if the row is invalid; the message names the column
     */
    static AddressRow parse(AddressCsvRow row, CommuneTable communes) {
        String key = row.text("cle_interop");
        String[] parts = keyParts(row);
        if (!key.isEmpty() && parts.length < 3) {
            throw new IllegalArgumentException("cle_interop does not have three parts: " + key);
        }
        String citycode = citycode(row);
        if (!CITYCODE.matcher(citycode).matches()) {
            throw new IllegalArgumentException(
                    citycode.isEmpty()
                            ? "commune_insee is missing"
                            : "commune_insee is not the INSEE code of a municipality: " + citycode);
        }
        String number = HouseNumberCell.parse(row.required("numero"));
        String suffix = HouseNumberCell.suffix(row.text("suffixe"));
        boolean locality = number.equals(NO_NUMBER);
        String name = row.text("toponyme");
        if (name.isEmpty()) {
            name = row.columns().containsKey("voie_nom") ? row.required("voie_nom") : "";
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("toponyme is missing");
        }
        Municipality municipality = municipality(row, citycode, communes);
        String code = parts.length > 1 && !StreetCode.isPlaceholder(parts[1]) ? parts[1] : "";
        String streetBanId = banId(row, 'v');
        String nameKey = CommuneTable.normalize(name) + "|" + municipality.oldCitycode();
        String generated = citycode + "_" + StreetCode.of(nameKey);
        String streetId = code.isEmpty() ? generated : parts[0] + "_" + code;
        boolean ownKey = !key.isEmpty() && !code.isEmpty();
        return new AddressRow(
                !streetBanId.isEmpty() ? streetBanId : ownKey ? streetId : nameKey,
                streetId,
                ownKey ? key : streetId + (locality ? "" : "_" + padded(number, suffix)),
                banId(row, 'a'),
                locality ? "" : number + suffix,
                names(row, name),
                municipality,
                AddressCsvSchema.point(row, "long", "lat"),
                PositionType.of(row.text("position")).priority(),
                row.text("date_der_maj"),
                new RowDetails(
                        banId(row, 'c'),
                        streetBanId,
                        row.text("certification_commune"),
                        RowDetails.parcels(row.text("cad_parcelles")),
                        row.text("position"),
                        row.text("source"),
                        ownKey ? "" : key,
                        RegionalNames.of(row)));
    }

    private static List<String> names(AddressCsvRow row, String name) {
        List<String> names = new ArrayList<>(List.of(name));
        names.add(row.text("lieudit_complement_nom"));
        return names;
    }

    private static Municipality municipality(
            AddressCsvRow row, String citycode, CommuneTable communes) {
        return new Municipality(
                communes.find(citycode)
                        .filter(commune -> !commune.postcodes().isEmpty())
                        .map(commune -> commune.postcodes().getFirst())
                        .orElse(""),
                citycode,
                row.required("commune_nom"),
                row.text("commune_deleguee_insee"),
                row.text("commune_deleguee_nom"));
    }

    private static String padded(String number, String suffix) {
        String digits = "0".repeat(Math.max(0, 5 - number.length())) + number;
        return suffix.isEmpty() ? digits : digits + "_" + suffix.replace(' ', '_');
    }

    /**
     * Returns an identifier of the BAN, from its own column or from uid_adresse.
     *
     * @param level 'c' for the municipality, 'v' for the street, 'a' for the house number
     * @return the identifier; "" if the row has none
     */
    private static String banId(AddressCsvRow row, char level) {
        String own = row.text(UID_COLUMNS.get(level));
        if (!own.isEmpty()) {
            return own;
        }
        String all = row.text("uid_adresse");
        int start = all.indexOf("@" + level + ":");
        if (start < 0) {
            return level == 'a' && all.indexOf('@') < 0 ? all : "";
        }
        int end = start + 3;
        while (end < all.length() && !Character.isWhitespace(all.charAt(end))) {
            end++;
        }
        return all.substring(start + 3, end);
    }
}
