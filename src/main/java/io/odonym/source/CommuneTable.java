package io.odonym.source;

import io.odonym.source.AddressCsvSchema.Municipality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A table of French municipalities with data that is missing from the CSV formats: population,
 * postcodes, department and region. The data comes from INSEE and Etalab (Licence Ouverte 2.0). The
 * script {@code index-data/make-municipalities.py} generates the table.
 *
 * <p>Immutable and thread-safe.
 */
final class CommuneTable {

    private static final String RESOURCE = "communes.tsv.gz";

    private final Map<String, Commune> byCode;

    private CommuneTable(Map<String, Commune> byCode) {
        this.byCode = byCode;
    }

    /**
     * A municipality or a municipal arrondissement.
     *
     * @param citycode the INSEE code
     * @param name the name
     * @param postcodes the postcodes; empty if unknown
     * @param population the number of inhabitants
     * @param context the value of the BAN's key context: "department code, department, region"
     * @param parent the INSEE code of the municipality if this is an arrondissement; otherwise ""
     * @param area the smallest rectangle that contains the municipality; empty if unknown
     */
    record Commune(
            String citycode,
            String name,
            List<String> postcodes,
            long population,
            String context,
            String parent,
            Optional<Area> area) {}

    /** A rectangle in degrees WGS84. */
    record Area(double west, double south, double east, double north) {

        private static final double MARGIN_DEGREES = 0.15;

        /** Returns whether a point is in the rectangle, or about 15 km from it. */
        boolean isNear(double longitude, double latitude) {
            return longitude > west - MARGIN_DEGREES
                    && longitude < east + MARGIN_DEGREES
                    && latitude > south - MARGIN_DEGREES
                    && latitude < north + MARGIN_DEGREES;
        }

        private static Optional<Area> parse(String cell) {
            if (cell.isEmpty()) {
                return Optional.empty();
            }
            double[] sides =
                    Arrays.stream(cell.split(",")).mapToDouble(Double::parseDouble).toArray();
            return Optional.of(new Area(sides[0], sides[1], sides[2], sides[3]));
        }
    }

    /** Loads the table from the program's resources. */
    static CommuneTable load() {
        Map<String, Commune> byCode = new HashMap<>();
        try (InputStream in = CommuneTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing");
            }
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t", -1);
                LinkedHashSet<String> context = new LinkedHashSet<>(List.of(cells[4], cells[5]));
                context.add(cells[6]);
                List<String> postcodes =
                        cells[2].isEmpty() ? List.of() : List.of(cells[2].split(","));
                byCode.put(
                        cells[0],
                        new Commune(
                                cells[0],
                                cells[1],
                                postcodes,
                                Long.parseLong(cells[3]),
                                String.join(", ", context),
                                cells[7],
                                Area.parse(cells[8])));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new CommuneTable(byCode);
    }

    /** Returns the municipality with the given INSEE code. */
    Optional<Commune> find(String citycode) {
        return Optional.ofNullable(byCode.get(citycode));
    }

    /** Returns the name of the municipality; "" if the INSEE code is unknown. */
    String name(String citycode) {
        return find(citycode).map(Commune::name).orElse("");
    }

    /**
     * Appends the keys of a place's location: postcode, citycode, city, district, oldcitycode and
     * oldcity, in the order of the BAN's export. As in that export, the lists of codes and cities
     * also contain those of the former municipality.
     *
     * @param postcodes the postcodes, the displayed one first; if they are "" only, the first
     *     postcode of the municipality is used
     * @param otherCities names of the municipality in other languages
     */
    void putLocation(
            JsonObjectBuilder place,
            Municipality municipality,
            List<String> postcodes,
            List<String> otherCities) {
        String citycode = municipality.citycode();
        Optional<Commune> commune = find(citycode);
        String parent = commune.map(Commune::parent).orElse("");
        List<String> codes = postcodes.stream().filter(code -> !code.isEmpty()).toList();
        if (codes.isEmpty()) {
            codes = commune.map(Commune::postcodes).orElse(List.of()).stream().limit(1).toList();
        }
        if (!codes.isEmpty()) {
            place.put("postcode", codes.size() == 1 ? codes.getFirst() : codes);
        }
        place.put("citycode", distinct(citycode, parent, municipality.oldCitycode()));
        List<String> cities = new ArrayList<>();
        cities.add(parent.isEmpty() ? "" : name(parent));
        cities.add(municipality.city());
        cities.add(municipality.oldCity());
        cities.addAll(otherCities);
        place.put("city", distinct(cities.toArray(String[]::new)));
        place.put("district", parent.isEmpty() ? "" : municipality.city());
        place.put("oldcitycode", municipality.oldCitycode());
        place.put("oldcity", municipality.oldCity());
    }

    private static List<String> distinct(String... texts) {
        return Arrays.stream(texts).filter(text -> !text.isEmpty()).distinct().toList();
    }

    /** Returns the text "department code, department, region"; "" if the INSEE code is unknown. */
    String context(String citycode) {
        return find(citycode).map(Commune::context).orElse("");
    }

    /** Returns the number of inhabitants; 0 if the INSEE code is unknown. */
    long population(String citycode) {
        return find(citycode).map(Commune::population).orElse(0L);
    }

    /**
     * Returns the importance of a place, computed as in the BAN's addok export: (ln(1 + population
     * / 3) + ln(1 + houseNumbers)) / 20, rounded to five decimal places.
     *
     * @param population the number of inhabitants of the municipality
     * @param houseNumbers the number of house numbers of the place
     */
    static double importance(long population, int houseNumbers) {
        double importance =
                (StrictMath.log(1 + population / 3.0) + StrictMath.log(1.0 + houseNumbers)) / 20;
        return Math.rint(importance * 1e5) / 1e5;
    }

    /**
     * Returns the distinct names of a place, the displayed name first. Leaves out blank names, and
     * names that differ from an earlier name only in case, accents or punctuation.
     *
     * @return a string if one name remains, otherwise a list of strings
     */
    static Object distinctNames(List<String> names) {
        List<String> distinct = new ArrayList<>();
        List<String> normalized = new ArrayList<>();
        for (String name : names) {
            String key = normalize(name);
            if (!key.isEmpty() && !normalized.contains(key)) {
                normalized.add(key);
                distinct.add(name.strip());
            }
        }
        return distinct.size() == 1 ? distinct.getFirst() : distinct;
    }

    /** Returns a name in lower case, without accents and punctuation. */
    static String normalize(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
