package io.odonym.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What the CSV formats do not say of a municipality: its population, department and region. From
 * INSEE and Etalab (Licence Ouverte 2.0); {@code index-data/make-municipalities.py} writes the
 * table.
 *
 * <p>Immutable.
 */
final class CommuneTable {

    private static final String TABLE = "communes.tsv.gz";

    private final Map<String, Commune> byCode;

    private CommuneTable(Map<String, Commune> byCode) {
        this.byCode = byCode;
    }

    /**
     * A municipality, or an arrondissement of one.
     *
     * @param citycode INSEE's code
     * @param name its name
     * @param postcodes its postcodes
     * @param population how many people live there
     * @param context "department code, department, region", as the BAN's export has it
     * @param parent the code of the municipality that an arrondissement belongs to; empty otherwise
     */
    record Commune(
            String citycode,
            String name,
            List<String> postcodes,
            long population,
            String context,
            String parent) {}

    /** The table that comes with the program. */
    static CommuneTable standard() {
        Map<String, Commune> byCode = new HashMap<>();
        try (InputStream in = CommuneTable.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing from the program");
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
                                cells[7]));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new CommuneTable(byCode);
    }

    /** By INSEE's code. */
    Optional<Commune> of(String citycode) {
        return Optional.ofNullable(byCode.get(citycode));
    }

    /** A name, where the code is known. */
    String name(String citycode) {
        return of(citycode).map(Commune::name).orElse("");
    }

    /**
     * The keys that follow from where a place is: postcode, citycode, city, district, in the order
     * of the BAN's export.
     */
    void locate(PlaceBuilder place, String citycode, String cityName, String postcode) {
        Optional<Commune> commune = of(citycode);
        String parent = commune.map(Commune::parent).orElse("");
        String code = postcode;
        if (code.isEmpty()) {
            code =
                    commune.filter(known -> !known.postcodes().isEmpty())
                            .map(known -> known.postcodes().getFirst())
                            .orElse("");
        }
        place.put("postcode", code);
        if (parent.isEmpty()) {
            place.put("citycode", List.of(citycode));
            place.put("city", List.of(cityName));
        } else {
            place.put("citycode", List.of(citycode, parent));
            place.put("city", List.of(name(parent), cityName));
            place.put("district", cityName);
        }
    }

    /** "department code, department, region"; empty for a code that is not known. */
    String context(String citycode) {
        return of(citycode).map(Commune::context).orElse("");
    }

    /** How many people live there; 0 for a code that is not known. */
    long population(String citycode) {
        return of(citycode).map(Commune::population).orElse(0L);
    }

    /**
     * How likely a searcher means a place, as the BAN's export computes it: by the population and
     * the house numbers, to five decimals.
     */
    static double importance(long population, int houseNumbers) {
        double importance =
                (StrictMath.log(1 + population / 3.0) + StrictMath.log(1.0 + houseNumbers)) / 20;
        return Math.rint(importance * 1e5) / 1e5;
    }

    /**
     * The names that a place is searched by, without those that say the same in other letters; the
     * first is shown.
     */
    static Object names(List<String> names) {
        List<String> kept = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        for (String name : names) {
            String bare = plain(name);
            if (!bare.isEmpty() && !plain.contains(bare)) {
                plain.add(bare);
                kept.add(name.strip());
            }
        }
        return kept.size() == 1 ? kept.getFirst() : kept;
    }

    private static String plain(String name) {
        return java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .toLowerCase(java.util.Locale.ROOT);
    }
}
