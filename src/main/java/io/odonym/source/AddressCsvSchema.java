package io.odonym.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The supported CSV formats and the meaning of their columns. */
enum AddressCsvSchema {

    /** The BAN's addresses (adresses-*.csv): one row per house number. */
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
        AddressRow parse(AddressCsvRow row, CommuneTable communes) {
            String id = row.required("id");
            String suffix = row.text("rep");
            String end = suffix.isEmpty() ? "" : "_" + suffix.toLowerCase(Locale.ROOT);
            int cut = id.lastIndexOf('_', id.length() - end.length() - 1);
            if (cut < 0 || !id.toLowerCase(Locale.ROOT).endsWith(end)) {
                throw new IllegalArgumentException(
                        "id does not consist of a street and a house number: " + id);
            }
            return new AddressRow(
                    id.substring(0, cut),
                    id,
                    "",
                    houseNumber(row.required("numero"), suffix),
                    Stream.of(
                                    row.required("nom_voie"),
                                    row.text("alias"),
                                    row.text("nom_afnor"),
                                    row.text("nom_ld"))
                            .toList(),
                    municipality(
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

    /** The BAN's localities without house numbers (lieux-dits-*.csv). */
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
        AddressRow parse(AddressCsvRow row, CommuneTable communes) {
            return new AddressRow(
                    row.required("id"),
                    row.required("id"),
                    "",
                    "",
                    List.of(row.required("nom_lieu_dit")),
                    municipality(
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
     * A municipality's Base Adresse Locale (BAL 1.3 and 1.4): one row per position of a house
     * number.
     */
    BAL(
            "commune_insee",
            List.of("cle_interop", "voie_nom", "numero", "commune_nom", "long", "lat")) {

        /** The value of the column numero if a row is a locality without house numbers. */
        private static final String NO_NUMBER = "99999";

        @Override
        AddressRow parse(AddressCsvRow row, CommuneTable communes) {
            String key = row.required("cle_interop");
            String[] parts = key.split("_");
            if (parts.length < 3) {
                throw new IllegalArgumentException("cle_interop does not have three parts: " + key);
            }
            String numero = row.required("numero");
            boolean locality = numero.equals(NO_NUMBER);
            String citycode =
                    row.text("commune_insee").isEmpty() ? parts[0] : row.text("commune_insee");
            String suffix = row.text("suffixe");
            return new AddressRow(
                    parts[0] + "_" + parts[1],
                    key,
                    banId(row),
                    locality ? "" : houseNumber(numero, suffix),
                    Stream.of(row.required("voie_nom"), row.text("lieudit_complement_nom"))
                            .toList(),
                    new Municipality(
                            communes.find(citycode)
                                    .filter(commune -> !commune.postcodes().isEmpty())
                                    .map(commune -> commune.postcodes().getFirst())
                                    .orElse(""),
                            citycode,
                            row.required("commune_nom"),
                            row.text("commune_deleguee_insee"),
                            row.text("commune_deleguee_nom")),
                    point(row, "long", "lat"),
                    row.text("position").toLowerCase(Locale.ROOT).startsWith("entr") ? 1 : 0);
        }

        /**
         * Returns the BAN's identifier: id_ban_adresse, or uid_adresse if id_ban_adresse is empty.
         */
        private static String banId(AddressCsvRow row) {
            String own = row.text("id_ban_adresse");
            return own.isEmpty() ? row.text("uid_adresse") : own;
        }
    };

    private final String communeColumn;
    private final List<String> requiredColumns;

    AddressCsvSchema(String communeColumn, List<String> requiredColumns) {
        this.communeColumn = communeColumn;
        this.requiredColumns = requiredColumns;
    }

    /**
     * A parsed row: one position of a house number, or a locality.
     *
     * @param streetId the identifier of the street, which is the same in all its rows
     * @param id the identifier of the house number
     * @param banId the identifier in the BAN; "" if unknown
     * @param number the house number with its suffix; "" for a locality
     * @param names the displayed name, followed by alternative names, which may be ""
     * @param municipality the municipality
     * @param point the position
     * @param priority the priority of the position if a house number has several positions; the
     *     first row with the highest priority is used
     */
    record AddressRow(
            String streetId,
            String id,
            String banId,
            String number,
            List<String> names,
            Municipality municipality,
            Point point,
            int priority) {}

    /**
     * The municipality of a row, and the former municipality if municipalities have merged.
     *
     * @param postcode the postcode; "" if unknown
     * @param citycode the INSEE code
     * @param city the name
     * @param oldCitycode the INSEE code of the former municipality; "" if there is none
     * @param oldCity the name of the former municipality; "" if there is none
     */
    record Municipality(
            String postcode, String citycode, String city, String oldCitycode, String oldCity) {}

    /**
     * A position in two coordinate systems.
     *
     * @param longitude degrees WGS84
     * @param latitude degrees WGS84
     * @param x metres in the national projection; NaN if unknown
     * @param y metres in the national projection; NaN if unknown
     */
    record Point(double longitude, double latitude, double x, double y) {}

    /**
     * Detects the format of a file from its columns.
     *
     * @throws SourceException if the format is unknown or a required column is missing
     */
    static AddressCsvSchema detect(Map<String, Integer> columns, String file) {
        AddressCsvSchema schema;
        if (columns.containsKey("cle_interop")) {
            schema = BAL;
        } else if (columns.containsKey("nom_lieu_dit")) {
            schema = LIEUX_DITS;
        } else if (columns.containsKey("id")
                && (columns.containsKey("nom_voie") || columns.containsKey("numero"))) {
            schema = BAN;
        } else {
            throw new SourceException(
                    file
                            + " has an unknown format: expected a BAN export in JSON, or a CSV file"
                            + " with the columns of the BAN (id, numero, nom_voie, ...), of its"
                            + " lieux-dits (nom_lieu_dit, ...) or of a BAL (cle_interop, ...)");
        }
        for (String column : schema.requiredColumns) {
            if (!columns.containsKey(column)) {
                throw new SourceException(file + ": column " + column + " is missing");
            }
        }
        return schema;
    }

    /** Returns the name of the column that contains the INSEE code of the municipality. */
    String communeColumn() {
        return communeColumn;
    }

    /**
     * Parses a row.
     *
     * @throws IllegalArgumentException if the row is invalid; the message names the column
     */
    abstract AddressRow parse(AddressCsvRow row, CommuneTable communes);

    private static String houseNumber(String digits, String suffix) {
        if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new IllegalArgumentException("numero is not a number: " + digits);
        }
        return digits + suffix.toLowerCase(Locale.ROOT);
    }

    private static Municipality municipality(
            AddressCsvRow row,
            String postcode,
            String citycode,
            String city,
            String oldCitycode,
            String oldCity) {
        return new Municipality(
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
