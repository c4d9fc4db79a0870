package io.odonym.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The CSV formats: which columns say what. */
enum AddressCsvSchema {

    /** The BAN's addresses (adresses-*.csv): a row a house number. */
    BAN(
            "code_insee",
            List.of(
                    "id",
                    "numero",
                    "rep",
                    "nom_voie",
                    "code_postal",
                    "code_insee",
                    "nom_commune",
                    "lon",
                    "lat")) {
        @Override
        Row read(AddressCsvRow row, CommuneTable communes) {
            String id = row.required("id");
            String suffix = row.text("rep");
            String end = suffix.isEmpty() ? "" : "_" + suffix.toLowerCase(Locale.ROOT);
            int cut = id.lastIndexOf('_', id.length() - end.length() - 1);
            if (cut < 0 || !id.toLowerCase(Locale.ROOT).endsWith(end)) {
                throw new IllegalArgumentException(
                        "id is not that of a street and a number: " + id);
            }
            return new Row(
                    id.substring(0, cut),
                    id,
                    "",
                    number(row.required("numero"), suffix),
                    Stream.of(
                                    row.required("nom_voie"),
                                    row.text("alias"),
                                    row.text("nom_afnor"),
                                    row.text("nom_ld"))
                            .toList(),
                    where(
                            row,
                            "code_postal",
                            "code_insee",
                            "nom_commune",
                            "code_insee_ancienne_commune",
                            "nom_ancienne_commune"),
                    point(row, "lon", "lat"),
                    0);
        }
    },

    /** The BAN's places without house numbers (lieux-dits-*.csv). */
    LIEUX_DITS(
            "code_insee",
            List.of(
                    "id",
                    "nom_lieu_dit",
                    "code_postal",
                    "code_insee",
                    "nom_commune",
                    "lon",
                    "lat")) {
        @Override
        Row read(AddressCsvRow row, CommuneTable communes) {
            return new Row(
                    row.required("id"),
                    row.required("id"),
                    "",
                    "",
                    List.of(row.required("nom_lieu_dit")),
                    where(
                            row,
                            "code_postal",
                            "code_insee",
                            "nom_commune",
                            "code_insee_ancienne_commune",
                            "nom_ancienne_commune"),
                    point(row, "lon", "lat"),
                    0);
        }
    },

    /**
     * A municipality's own file, Base Adresse Locale 1.3 and 1.4: a row a position of a house
     * number.
     */
    BAL(
            "commune_insee",
            List.of("cle_interop", "voie_nom", "numero", "commune_nom", "long", "lat")) {

        /** The number of a place that has none. */
        private static final String NO_NUMBER = "99999";

        @Override
        Row read(AddressCsvRow row, CommuneTable communes) {
            String key = row.required("cle_interop");
            String[] parts = key.split("_");
            if (parts.length < 3) {
                throw new IllegalArgumentException("cle_interop has not three parts: " + key);
            }
            String numero = row.required("numero");
            boolean place = numero.equals(NO_NUMBER);
            String citycode =
                    row.text("commune_insee").isEmpty() ? parts[0] : row.text("commune_insee");
            String suffix = row.text("suffixe");
            return new Row(
                    parts[0] + "_" + parts[1],
                    key,
                    banId(row),
                    place ? "" : number(numero, suffix),
                    Stream.of(row.required("voie_nom"), row.text("lieudit_complement_nom"))
                            .toList(),
                    new Where(
                            communes.of(citycode)
                                    .filter(known -> !known.postcodes().isEmpty())
                                    .map(known -> known.postcodes().getFirst())
                                    .orElse(""),
                            citycode,
                            row.required("commune_nom"),
                            row.text("commune_deleguee_insee"),
                            row.text("commune_deleguee_nom")),
                    point(row, "long", "lat"),
                    row.text("position").toLowerCase(Locale.ROOT).startsWith("entr") ? 1 : 0);
        }

        private static String banId(AddressCsvRow row) {
            String own = row.text("id_ban_adresse");
            return own.isEmpty() ? row.text("uid_adresse") : own;
        }
    };

    private final String communeColumn;
    private final List<String> required;

    AddressCsvSchema(String communeColumn, List<String> required) {
        this.communeColumn = communeColumn;
        this.required = required;
    }

    /**
     * A row understood.
     *
     * @param streetId what the rows of a street have in common
     * @param id the number's identifier
     * @param banId the BAN's identifier, empty where there is none
     * @param number the house number with its suffix, empty for a place without
     * @param names the name that is shown, then others it is searched by; some may be empty
     * @param where its municipality
     * @param point its position
     * @param preference of several positions of a number the one with the largest counts, the first
     *     of equals
     */
    record Row(
            String streetId,
            String id,
            String banId,
            String number,
            List<String> names,
            Where where,
            Point point,
            int preference) {}

    /**
     * A municipality, and the former one that a place belonged to.
     *
     * @param postcode the postcode
     * @param citycode INSEE's code
     * @param city its name
     * @param oldCitycode the former one's code, empty where there is none
     * @param oldCity the former one's name
     */
    record Where(
            String postcode, String citycode, String city, String oldCitycode, String oldCity) {}

    /**
     * A position.
     *
     * @param longitude degrees WGS84
     * @param latitude degrees WGS84
     * @param x metres in the national projection, NaN where it is not known
     * @param y metres in the national projection, NaN where it is not known
     */
    record Point(double longitude, double latitude, double x, double y) {}

    /** The format that has these columns. */
    static AddressCsvSchema of(Map<String, Integer> columns, String file) {
        AddressCsvSchema format;
        if (columns.containsKey("cle_interop")) {
            format = BAL;
        } else if (columns.containsKey("nom_lieu_dit")) {
            format = LIEUX_DITS;
        } else if (columns.containsKey("id")
                && (columns.containsKey("nom_voie") || columns.containsKey("numero"))) {
            format = BAN;
        } else {
            throw new SourceException(
                    file
                            + " is of no known format: neither a BAN export in JSON, nor a CSV with"
                            + " the columns of the BAN (id, numero, nom_voie, ...), of its"
                            + " lieux-dits (nom_lieu_dit, ...) or of a BAL (cle_interop, ...)");
        }
        for (String column : format.required) {
            if (!columns.containsKey(column)) {
                throw new SourceException(file + ": column " + column + " is missing");
            }
        }
        return format;
    }

    /** The column by which a municipality's rows stand together. */
    String communeColumn() {
        return communeColumn;
    }

    /**
     * Understands a row.
     *
     * @throws IllegalArgumentException where it cannot be; the message says which column is wrong
     */
    abstract Row read(AddressCsvRow row, CommuneTable communes);

    private static String number(String digits, String suffix) {
        if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new IllegalArgumentException("numero is no number: " + digits);
        }
        return digits + suffix.toLowerCase(Locale.ROOT);
    }

    private static Where where(
            AddressCsvRow row,
            String postcode,
            String citycode,
            String city,
            String oldCitycode,
            String oldCity) {
        return new Where(
                row.text(postcode),
                row.required(citycode),
                row.required(city),
                row.text(oldCitycode),
                row.text(oldCity));
    }

    private static Point point(AddressCsvRow row, String longitude, String latitude) {
        return new Point(
                row.number(longitude),
                row.number(latitude),
                row.optionalNumber("x"),
                row.optionalNumber("y"));
    }
}
