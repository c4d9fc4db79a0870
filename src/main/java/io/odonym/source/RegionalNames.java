package io.odonym.source;

import io.odonym.model.RegionalLanguage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a street and its municipality in regional languages, from the columns {@code
 * toponyme_bre} (BAL 1.5), {@code voie_nom_bre} (older BAL), {@code nom_voie_bre} and {@code
 * nom_lieu_dit_bre} (CSV files of the BAN), {@code commune_nom_bre} and {@code nom_commune_bre}.
 *
 * @param details the names, keyed by detail such as "name_bre" and "city_bre"; without empty names
 */
record RegionalNames(Map<String, String> details) {

    private static final RegionalNames NONE = new RegionalNames(Map.of());

    private static final List<String> STREET_COLUMNS =
            List.of("toponyme_", "voie_nom_", "nom_voie_", "nom_lieu_dit_");

    private static final List<String> CITY_COLUMNS = List.of("commune_nom_", "nom_commune_");

    /** The details, keyed by column. If a row has several columns of a detail, the first counts. */
    private static final Map<String, String> DETAILS_BY_COLUMN = detailsByColumn();

    private static Map<String, String> detailsByColumn() {
        Map<String, String> details = new LinkedHashMap<>();
        for (String code : RegionalLanguage.CODES) {
            STREET_COLUMNS.forEach(
                    column -> details.put(column + code, RegionalLanguage.NAME_PREFIX + code));
            CITY_COLUMNS.forEach(
                    column -> details.put(column + code, RegionalLanguage.CITY_PREFIX + code));
        }
        return Collections.unmodifiableMap(details);
    }

    /**
     * Returns the columns of a file that contain regional names, and the detail of each.
     *
     * @param columns the columns of the file, keyed by name
     */
    static Map<String, String> columnsIn(Map<String, Integer> columns) {
        Map<String, String> regional = new LinkedHashMap<>(DETAILS_BY_COLUMN);
        regional.keySet().retainAll(columns.keySet());
        return regional;
    }

    /** Returns the names of a row. */
    static RegionalNames of(AddressCsvRow row) {
        if (row.regionalColumns().isEmpty()) {
            return NONE;
        }
        Map<String, String> details = new LinkedHashMap<>();
        row.regionalColumns()
                .forEach(
                        (column, detail) -> {
                            String name = row.text(column);
                            if (!name.isEmpty()) {
                                details.putIfAbsent(detail, name);
                            }
                        });
        return details.isEmpty() ? NONE : new RegionalNames(details);
    }

    /** Returns the names of the street among the names of several rows. */
    static List<String> streets(Map<String, String> details) {
        return withPrefix(details, RegionalLanguage.NAME_PREFIX);
    }

    /** Returns the names of the municipality among the names of several rows. */
    static List<String> cities(Map<String, String> details) {
        return withPrefix(details, RegionalLanguage.CITY_PREFIX);
    }

    private static List<String> withPrefix(Map<String, String> details, String prefix) {
        return details.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
    }
}
