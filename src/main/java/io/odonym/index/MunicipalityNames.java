package io.odonym.index;

import io.odonym.model.JsonObject;
import io.odonym.text.AsciiFolding;

import org.apache.commons.text.similarity.JaroWinklerSimilarity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the municipalities of an index by name. The names are read on first use: about 35,000 in
 * France, which take 5 MB.
 *
 * <p>Thread-safe.
 */
public final class MunicipalityNames {

    /** The minimum Jaro-Winkler similarity of a name, as in the Géoplateforme's service. */
    private static final double MIN_SIMILARITY = 0.85;

    /** Names of up to this many letters must be equal. */
    private static final int SHORT_NAME_LENGTH = 3;

    /**
     * The municipalities that are divided into arrondissements, with the code that precedes the
     * number of an arrondissement and their count.
     */
    private static final Map<String, Arrondissements> DIVIDED =
            Map.of(
                    "75056", new Arrondissements("Paris", 75_100, 20),
                    "69123", new Arrondissements("Lyon", 69_380, 9),
                    "13055", new Arrondissements("Marseille", 13_200, 16));

    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    private volatile Optional<List<Municipality>> read = Optional.empty();

    private record Municipality(String foldedName, String code) {}

    private record Arrondissements(String city, int codeBeforeFirst, int count) {}

    private record Match(Municipality municipality, double similarity) {}

    /**
     * Finds municipalities whose names begin like a name and are similar to it.
     *
     * @param lookup the lookup of the calling thread
     * @return their codes, most similar first
     */
    public List<String> find(String name, IndexLookup lookup) {
        String folded = fold(name);
        if (folded.isEmpty()) {
            return List.of();
        }
        return municipalities(lookup).stream()
                .filter(
                        municipality ->
                                folded.length() <= SHORT_NAME_LENGTH
                                        ? municipality.foldedName().equals(folded)
                                        : municipality.foldedName().startsWith(folded))
                .map(
                        municipality ->
                                new Match(
                                        municipality,
                                        SIMILARITY.apply(municipality.foldedName(), folded)))
                .filter(match -> match.similarity() >= MIN_SIMILARITY)
                .sorted(
                        Comparator.comparingDouble(Match::similarity)
                                .reversed()
                                .thenComparing(match -> match.municipality().code()))
                .map(match -> match.municipality().code())
                .distinct()
                .toList();
    }

    private static String fold(String name) {
        return AsciiFolding.fold(name)
                .replaceAll("[^a-z0-9]+", " ")
                .strip()
                .replaceAll("\\bsainte? ", "st ");
    }

    private List<Municipality> municipalities(IndexLookup lookup) {
        Optional<List<Municipality>> known = read;
        if (known.isPresent()) {
            return known.get();
        }
        synchronized (this) {
            read = read.or(() -> Optional.of(read(lookup)));
            return read.get();
        }
    }

    private static List<Municipality> read(IndexLookup lookup) {
        List<Municipality> all = new ArrayList<>();
        for (int document : lookup.documentsMatching("type", List.of("municipality")).toArray()) {
            JsonObject place = lookup.storedPlaces().attributes(document);
            String code = place.text("citycode");
            for (Object name : place.list("name")) {
                all.add(new Municipality(fold(name.toString()), code));
            }
            if (DIVIDED.containsKey(code)) {
                Arrondissements parts = DIVIDED.get(code);
                for (int i = 1; i <= parts.count(); i++) {
                    all.add(
                            new Municipality(
                                    fold(
                                            parts.city()
                                                    + (i == 1 ? " 1er" : " " + i + "e")
                                                    + " Arrondissement"),
                                    String.valueOf(parts.codeBeforeFirst() + i)));
                }
            }
        }
        return List.copyOf(all);
    }
}
