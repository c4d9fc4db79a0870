package io.odonym.source;

import java.util.Arrays;
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
            String street = id.substring(0, streetEnd(id, suffix));
            String code = street.substring(street.lastIndexOf('_') + 1);
            return new AddressRow(
                    StreetCode.isPlaceholder(code)
                            ? CommuneTable.normalize(row.required("nom_voie"))
                                    + "|"
                                    + row.text("code_insee_ancienne_commune")
                            : street,
                    street,
                    id,
                    row.text("id_ban_adresse"),
                    HouseNumberCell.parse(row.required("numero")) + HouseNumberCell.suffix(suffix),
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
                    PositionType.of(row.text("type_position")).priority(),
                    "",
                    new RowDetails(
                            row.text("id_ban_commune"),
                            row.text("id_ban_toponyme"),
                            row.text("certification_commune"),
                            RowDetails.parcels(row.text("cad_parcelles")),
                            row.text("type_position"),
                            row.text("source_position"),
                            "",
                            RegionalNames.of(row)));
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
                    0,
                    "",
                    new RowDetails(
                            "",
                            "",
                            "",
                            List.of(),
                            "",
                            row.text("source_position"),
                            "",
                            RegionalNames.of(row)));
        }
    },

    /**
     * A municipality's Base Adresse Locale (BAL 1.3, 1.4 and 1.5): one row per position of a house
     * number.
     */
    BAL("commune_insee", List.of("numero", "commune_nom", "long", "lat")) {

        @Override
        String citycode(AddressCsvRow row) {
            return BalRowParser.citycode(row);
        }

        @Override
        AddressRow parse(AddressCsvRow row, CommuneTable communes) {
            return BalRowParser.parse(row, communes);
        }

        @Override
        void checkColumns(Map<String, Integer> columns, String file) {
            requireOneOf(columns, file, "toponyme", "voie_nom");
            requireOneOf(columns, file, "commune_insee", "cle_interop");
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
     * @param streetKey identifies the street within its municipality; the same in all its rows
     * @param streetId the identifier of the street in the index
     * @param id the identifier of the house number
     * @param banId the identifier in the BAN; "" if unknown
     * @param number the house number with its suffix; "" for a locality
     * @param names the displayed name, followed by alternative names, which may be ""
     * @param municipality the municipality
     * @param point the position
     * @param priority the priority of the position if a house number has several positions; the
     *     first row with the highest priority is used
     * @param updated the date of the last change, in ISO 8601; "" if unknown
     * @param details what the row says besides the address
     */
    record AddressRow(
            String streetKey,
            String streetId,
            String id,
            String banId,
            String number,
            List<String> names,
            Municipality municipality,
            Point point,
            int priority,
            String updated,
            RowDetails details) {}

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
        if (columns.containsKey("cle_interop")
                || columns.containsKey("toponyme")
                || columns.containsKey("voie_nom")) {
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
                            + " lieux-dits (nom_lieu_dit, ...) or of a BAL (toponyme or voie_nom,"
                            + " numero, ...)");
        }
        for (String column : schema.requiredColumns) {
            requireOneOf(columns, file, column);
        }
        schema.checkColumns(columns, file);
        return schema;
    }

    private static void requireOneOf(Map<String, Integer> columns, String file, String... names) {
        if (Arrays.stream(names).noneMatch(columns::containsKey)) {
            throw new SourceException(
                    file + ": column " + String.join(" or ", names) + " is missing");
        }
    }

    /**
     * Checks the columns of which a file needs only one.
     *
     * @throws SourceException if a column is missing
     */
    void checkColumns(Map<String, Integer> columns, String file) {}

    /** Returns the name of the column that contains the INSEE code of the municipality. */
    String communeColumn() {
        return communeColumn;
    }

    /** Returns the INSEE code of the municipality of a row; "" if the row has none. */
    String citycode(AddressCsvRow row) {
        return row.text(communeColumn);
    }

    /**
     * Parses a row.
     *
     * @throws IllegalArgumentException if the row is invalid; the message names the column
     */
    abstract AddressRow parse(AddressCsvRow row, CommuneTable communes);

    /**
     * Returns the end of the street's identifier at the beginning of a house number's identifier:
     * "75118_1234" in "75118_1234_00012_bis".
     */
    private static int streetEnd(String id, String suffix) {
        String end = suffix.isEmpty() ? "" : "_" + HouseNumberCell.suffix(suffix);
        String folded = id.toLowerCase(Locale.ROOT).replace(' ', '_');
        int cut = id.lastIndexOf('_', id.length() - end.length() - 1);
        if (cut < 0 || !folded.endsWith(end.replace(' ', '_'))) {
            throw new IllegalArgumentException(
                    "id does not consist of a street and a house number: " + id);
        }
        return cut;
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

    static Point point(AddressCsvRow row, String longitude, String latitude) {
        return new Point(
                row.number(longitude),
                row.number(latitude),
                row.optionalNumber("x"),
                row.optionalNumber("y"));
    }
}
