package io.odonym.improve;

import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.IndexGazetteer;
import io.odonym.improve.query.PlaceWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermAlternative;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.query.WordFormCache;
import io.odonym.improve.roles.QueryReading;
import io.odonym.index.AddressIndex;
import io.odonym.index.IndexLookup;
import io.odonym.index.build.IndexBuilder;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.store.DataDate;
import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;
import io.odonym.rank.HouseNumberResultPolicy;
import io.odonym.rank.ScoredCandidate;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.testing.TemporaryFolder;
import io.odonym.text.AsciiFolding;
import io.odonym.text.TextAnalysis;
import io.odonym.threads.Deadline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A small index of French streets and municipalities for the tests of the relaxed search. The index
 * is built once per JVM, in a temporary directory.
 */
public final class FrenchPlaces {

    /**
     * One place per line: identifier, name, postcodes, city, importance, latitude, longitude,
     * degrees of latitude between two consecutive house numbers, house numbers. Alternative names
     * are separated by a slash.
     */
    private static final String PLACES =
            """
            rivoli      | Rue de Rivoli              | 75004 | Paris | 0.6 | 48.8560 | 2.3590 | 0.0001 | 2 10 12 13 14 40 42bis 44
            mesnil      | Rue Mesnil                 | 75016 | Paris | 0.4 | 48.8690 | 2.2840 | 0.0001 | 4 10
            marignan    | Rue de Marignan            | 75008 | Paris | 0.4 | 48.8680 | 2.3060 | 0.0001 | 8
            republique  | Place de la République     | 75003 | Paris | 0.6 | 48.8670 | 2.3630 | 0.0001 | 5
            opera       | Avenue de l'Opéra          | 75001 | Paris | 0.6 | 48.8680 | 2.3330 | 0.0001 | 30 34
            mai8        | Rue du 8 Mai 1945          | 75010 | Paris | 0.4 | 48.8760 | 2.3590 | 0.0001 | 3
            juillet14   | Rue du Quatorze Juillet    | 75020 | Paris | 0.3 | 48.8640 | 2.3990 | 0.0001 | 1 7
            jeanxxiii   | Square Jean XXIII          | 75004 | Paris | 0.3 | 48.8520 | 2.3500 | 0.0001 |
            bouleaux    | Allée des Bouleaux         | 75019 | Paris | 0.2 | 48.8890 | 2.3960 | 0.0001 | 6
            tanneurs    | Rue des Tanneurs           | 80000 | Amiens | 0.3 | 49.8960 | 2.2960 | 0.0001 | 9
            port        | Boulevard du Port          | 80000 | Amiens | 0.4 | 49.9000 | 2.2900 | 0.0001 | 8
            delacroix   | Rue Général Delacroix      | 80000 | Amiens | 0.2 | 49.8800 | 2.3000 | 0.0001 | 2 4
            commune     | Rue de la Commune          | 93300 | Aubervilliers | 0.3 | 48.9120 | 2.3820 | 0.0001 | 20
            vergers     | Impasse des Vergers        | 93300 | Aubervilliers | 0.1 | 48.9140 | 2.3860 | 0.0001 | 1
            moulin-a    | Rue du Moulin              | 93300 | Aubervilliers | 0.3 | 48.9150 | 2.3810 | 0.0001 | 1 2
            moulin-l    | Rue du Moulin              | 69002 | Lyon | 0.3 | 45.7500 | 4.8200 | 0.0001 | 1 2
            moulin-b    | Rue du Moulin              | 33000 | Bordeaux | 0.3 | 44.8400 | -0.5800 | 0.0001 | 1 2
            jaures-l    | Avenue Jean Jaurès         | 69007 | Lyon | 0.5 | 45.7400 | 4.8400 | 0.0001 | 100 104
            jaures-s    | Rue Jean Jaurès            | 38170 | Seyssinet-Pariset | 0.2 | 45.1770 | 5.6920 | 0.0001 | 11
            oliviers    | Chemin des Oliviers        | 38170 | Seyssins | 0.1 | 45.1600 | 5.6800 | 0.0001 | 3 17 21
            saintexupery| Rue Antoine de Saint-Exupéry | 69002 | Lyon | 0.4 | 45.7560 | 4.8290 | 0.0001 | 5
            montee      | Montée du Grand Lavoir     | 69001 | Lyon | 0.1 | 45.7690 | 4.8300 | 0.001 | 10 30
            sablons     | Route des Sablons          | 33000 | Bordeaux | 0.1 | 44.8500 | -0.5900 | 0.0001 | 7 80
            charpentiers| Rue des Charpentiers       | 33000 | Bordeaux | 0.2 | 44.8410 | -0.5740 | 0.0001 | 2 2ter 5A 8bd 8b 8ba
            lauriers    | Rue des Lauriers/Ancienne Rue du Puits | 33000 | Bordeaux | 0.2 | 44.8420 | -0.5760 | 0.0001 | 9
            ney         | Rue Ney                    | 69006 | Lyon | 0.2 | 45.7680 | 4.8490 | 0.0001 | 3
            hugo        | Rue Victor Hugo            | 69002 | Lyon | 0.5 | 45.7550 | 4.8270 | 0.0001 | 21
            chateau     | Rue du Château             | 80440 | Boves | 0.1 | 49.8400 | 2.3900 | 0.0001 | 3
            peri        | Rue Gabriel Péri           | 93300 | Aubervilliers | 0.2 | 48.9160 | 2.3890 | 0.0001 | 20 80 81 143
            onze        | Rue du Onze Novembre       | 80000 | Amiens | 0.2 | 49.8910 | 2.3010 | 0.0001 | 1 7
            onze-d      | Rue du 11 Novembre         | 80000 | Amiens | 0.2 | 49.8911 | 2.3011 | 0.0001 | 1 3
            bis         | Rue Bis                    | 80000 | Amiens | 0.1 | 49.8990 | 2.2950 | 0.0001 |
            dix         | Passage Dix                | 80000 | Amiens | 0.1 | 49.8970 | 2.2940 | 0.0001 | 2
            paris       | Paris                      | 75001 75003 75004 75008 75010 75016 75019 75020 | Paris | 0.9 | 48.8590 | 2.3470 | 0 |
            lyon        | Lyon                       | 69001 69002 69006 69007 | Lyon | 0.8 | 45.7580 | 4.8350 | 0 |
            amiens      | Amiens                     | 80000 80080 | Amiens | 0.6 | 49.8980 | 2.2980 | 0 |
            bordeaux    | Bordeaux                   | 33000 | Bordeaux | 0.7 | 44.8510 | -0.5870 | 0 |
            aubervilliers | Aubervilliers            | 93300 | Aubervilliers | 0.5 | 48.9130 | 2.3830 | 0 |
            seyssinet   | Seyssinet-Pariset          | 38170 | Seyssinet-Pariset | 0.3 | 45.1780 | 5.6950 | 0 |
            seyssins    | Seyssins                   | 38180 38170 | Seyssins | 0.3 | 45.1590 | 5.6860 | 0 |
            boves       | Boves                      | 80440 | Boves | 0.3 | 49.8450 | 2.3930 | 0 |
            glisy       | Glisy                      | 80440 | Glisy | 0.2 | 49.8740 | 2.4000 | 0 |
            montreuil   | Montreuil                  | 93100 | Montreuil | 0.5 | 48.8630 | 2.4430 | 0 |
            """;

    private static final String MUNICIPALITY = "municipality";

    private static final AddressIndex INDEX = build();

    /** No centre, for {@link #request}. */
    public static final double[] NO_CENTER = {};

    private FrenchPlaces() {}

    private static AddressIndex build() {
        try {
            Path directory = TemporaryFolder.untilExit("french-places").resolve("index");
            try (IndexBuilder builder = IndexBuilder.create(directory, TextAnalysis.standard())) {
                for (String line : PLACES.lines().toList()) {
                    builder.add(parse(line));
                }
                builder.publish(List.of("test"), DataDate.UNKNOWN, Instant.EPOCH, 0);
            }
            return AddressIndex.open(directory, TextAnalysis.standard());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Place parse(String line) {
        String[] cells = line.split("\\|", -1);
        String[] trimmed = Arrays.stream(cells).map(String::strip).toArray(String[]::new);
        List<String> postcodes = List.of(trimmed[2].split(" "));
        double latitude = Double.parseDouble(trimmed[5]);
        double longitude = Double.parseDouble(trimmed[6]);
        double step = Double.parseDouble(trimmed[7]);
        List<HouseNumber> numbers =
                Arrays.stream(trimmed[8].split(" "))
                        .filter(number -> !number.isEmpty())
                        .map(number -> number(number, latitude, longitude, step))
                        .toList();
        JsonObject attributes =
                new JsonObject(
                        List.of(
                                "id",
                                "type",
                                "name",
                                "postcode",
                                "city",
                                "lat",
                                "lon",
                                "importance"),
                        List.of(
                                trimmed[0],
                                step == 0 ? MUNICIPALITY : "street",
                                single(List.of(trimmed[1].split("/"))),
                                single(postcodes),
                                trimmed[3],
                                latitude,
                                longitude,
                                Double.parseDouble(trimmed[4])));
        return new Place(attributes, numbers);
    }

    private static Object single(List<String> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }

    private static HouseNumber number(
            String number, double latitude, double longitude, double step) {
        int value = Integer.parseInt(number.replaceAll("\\D+$", ""));
        String text = number.replaceAll("^(\\d+)(\\D+)$", "$1 $2");
        return new HouseNumber(
                text,
                new JsonObject(List.of("lat", "lon"), List.of(latitude + value * step, longitude)));
    }

    /** Returns new cursors on the index. */
    public static IndexLookup lookup() {
        try {
            return INDEX.newLookup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the document of a place, given its identifier. */
    public static int document(String id) {
        return lookup().findDocument(id).orElseThrow();
    }

    /** Returns the house numbers of a place, given its identifier. */
    public static HouseNumbers houseNumbers(String id) {
        return lookup().storedPlaces().houseNumbers(document(id));
    }

    /** Returns the identifier of a place. */
    public static String id(int document) {
        return lookup().storedPlaces().id(document);
    }

    /** Returns a finished query to which no improvement has been applied. */
    public static RelaxedQuery query(String text) {
        return query(text, false);
    }

    /** Returns a query to which no improvement has been applied. */
    public static RelaxedQuery query(String text, boolean unfinished) {
        WordFormCache wordForms = new WordFormCache(TextAnalysis.standard());
        QueryReading reading =
                QueryReading.read(text, new IndexGazetteer(lookup(), wordForms)).getFirst();
        return new RelaxedQuery(lookup(), wordForms, 1, reading, unfinished, Deadline.NONE);
    }

    /** Returns a query to which all improvements have been applied. */
    public static RelaxedQuery improvedQuery(String text) {
        RelaxedQuery query = query(text);
        ImprovementRules.ALL.forEach(improvement -> improvement.apply(query));
        return query;
    }

    /** Returns the words of a place, as they are aligned with a query. */
    public static PlaceWords placeWords(
            RelaxedQuery query, String name, String city, String postcode) {
        return PlaceWords.join(
                words(query, name),
                words(query, city),
                query.wordForms().get(postcode),
                new WordForm[PlaceWords.MAX_WORDS]);
    }

    private static WordForm[] words(RelaxedQuery query, String text) {
        return Arrays.stream(text.split(" "))
                .filter(word -> !word.isEmpty())
                .map(query.wordForms()::get)
                .toArray(WordForm[]::new);
    }

    /** Returns the texts of a set of terms, separated by spaces. */
    public static String texts(RelaxedQuery query, long terms) {
        return String.join(
                " ",
                IntStream.range(0, query.termCount())
                        .filter(i -> TermMask.contains(terms, i))
                        .mapToObj(i -> query.term(i).text())
                        .toList());
    }

    /**
     * Returns the alternatives that an improvement adds to a query, each as "terms: word cost".
     * House numbers and extra words are recognized first.
     */
    public static List<String> alternatives(ImprovementRule improvement, String text) {
        RelaxedQuery query = query(text);
        ImprovementRules.CLASSIFYING.forEach(each -> each.apply(query));
        improvement.apply(query);
        List<String> described = new ArrayList<>();
        for (TermAlternative each : query.alternatives()) {
            described.add(texts(query, each.terms()) + ": " + each.word() + " " + each.cost());
        }
        return described;
    }

    /** Returns a request without a filter. */
    public static RelaxedSearch.Request request(String text, double[] center, boolean explain) {
        return new RelaxedSearch.Request(
                AsciiFolding.fold(text),
                false,
                5,
                Optional.empty(),
                new HouseNumberResultPolicy(true, false),
                center,
                explain);
    }

    /** Searches for a query that the plain search does not find. */
    public static List<RelaxedResults.Result> search(String text) {
        return search(request(text, NO_CENTER, false)).results();
    }

    /** Searches for a query that the plain search does not find. */
    public static RelaxedResults search(RelaxedSearch.Request request, ScoredCandidate... plain) {
        return new RelaxedSearch(lookup(), TextAnalysis.standard())
                .improve(request, plain, new PhaseRecorder());
    }

    /**
     * Returns the best result for a query as "identifier number [improvements] match". The number
     * is omitted if the result has none.
     */
    public static String describeBest(String text) {
        return search(text).stream().findFirst().map(FrenchPlaces::describe).orElse("nothing");
    }

    /** Returns a result as "identifier number [improvements] match". */
    public static String describe(RelaxedResults.Result result) {
        ScoredCandidate candidate = result.candidate();
        String number =
                candidate.houseNumber() < 0
                        ? ""
                        : " "
                                + lookup().storedPlaces()
                                        .houseNumbers(candidate.document())
                                        .text(candidate.houseNumber());
        return "%s%s %s %s"
                .formatted(
                        id(candidate.document()),
                        number,
                        result.improvements(),
                        result.match().word())
                .strip();
    }
}
