package io.odonym.collect;

import io.odonym.index.AddressIndex;
import io.odonym.index.IndexLookup;
import io.odonym.index.build.IndexBuilder;
import io.odonym.index.geo.GeohashCells;
import io.odonym.index.store.DataDate;
import io.odonym.index.terms.DocumentSet;
import io.odonym.model.Place;
import io.odonym.source.Places;
import io.odonym.testing.TemporaryFolder;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A small index of French streets, and a builder of searches that run single collectors.
 *
 * <p>The identifier of a street is its name and city. Terms are phonetic: {@code ru} is Rue, {@code
 * por} is Port, {@code port} is Porte. With the default {@link #LIMITS}, the terms {@code ru},
 * {@code amien} and {@code 80000} are common.
 */
final class CollectionFixture {

    /**
     * Low limits: the bucket overflows with six candidates, and a term in nine documents is common.
     */
    static final CollectionLimits LIMITS = new CollectionLimits(3, 6, 8, 100, 4);

    /** Limits with which every term in more than two documents is common, such as {@code por}. */
    static final CollectionLimits MANY_COMMON = new CollectionLimits(3, 6, 2, 100, 4);

    private static final TextAnalysis TEXT = TextAnalysis.standard();

    private static final List<Place> PLACES =
            List.of(
                    street("Rue du Port", "Amiens"),
                    street("Rue du Port", "Brest"),
                    street("Quai du Port", "Amiens"),
                    street("Rue de la Porte", "Amiens"),
                    street("Rue de la Porte", "Brest"),
                    street("Rue de la Porte", "Lyon"),
                    street("Rue Portalis", "Paris"),
                    street("Rue de la Paix", "Amiens"),
                    street("Rue de la Paix", "Paris"),
                    street("Avenue de la Paix", "Lyon"),
                    street("Rue Pasteur", "Amiens"),
                    street("Rue Pasteur", "Lyon"),
                    street("Place du Parc", "Amiens"),
                    street("Allée du Parc", "Paris"),
                    street("Rue du Parvis", "Amiens"),
                    street("Rue des Tanneurs", "Amiens"),
                    street("Rue des Lilas", "Amiens"),
                    street("Rue des Lilas", "Paris"),
                    street("Rue du 8 Mai 1945", "Amiens"),
                    street("Rue du 11 Novembre", "Amiens"),
                    street("Chemin de Halage", "Brest"),
                    Places.of(
                            "Amiens",
                            "municipality",
                            "Amiens",
                            "80000",
                            "Amiens",
                            0.6,
                            49.9,
                            2.3,
                            List.of()));

    /** Holds the only instance, because all tests use the same index. */
    private static final class Holder {

        static final CollectionFixture INSTANCE = build();
    }

    private final IndexLookup lookup;

    private CollectionFixture(AddressIndex index) throws IOException {
        this.lookup = index.newLookup();
    }

    static CollectionFixture get() {
        return Holder.INSTANCE;
    }

    private static CollectionFixture build() {
        try {
            Path data = TemporaryFolder.untilExit("odonym-collect").resolve("index");
            try (IndexBuilder builder = IndexBuilder.create(data, TEXT)) {
                for (Place place : PLACES) {
                    builder.add(place);
                }
                builder.publish(List.of("streets"), DataDate.UNKNOWN, Instant.EPOCH, 0);
            }
            return new CollectionFixture(AddressIndex.open(data, TEXT));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Place street(String name, String city) {
        return switch (city) {
            case "Amiens" -> street(name, city, "80000", 0.3, 49.9, 2.3);
            case "Brest" -> street(name, city, "29200", 0.25, 48.4, -4.5);
            case "Lyon" -> street(name, city, "69002", 0.35, 45.75, 4.83);
            case "Paris" -> street(name, city, "75002", 0.4, 48.87, 2.33);
            default -> throw new IllegalArgumentException(city);
        };
    }

    private static Place street(
            String name, String city, String postcode, double importance, double lat, double lon) {
        return Places.of(
                name + " " + city, "street", name, postcode, city, importance, lat, lon, List.of());
    }

    IndexLookup lookup() {
        return lookup;
    }

    /** Returns the document number of a place. */
    int document(String id) {
        return lookup.findDocument(id).orElseThrow();
    }

    /**
     * Starts a search for two results of a complete query, without centre and filter, with the
     * default limits.
     */
    Search search(String query) {
        return new Search(query);
    }

    /**
     * The outcome of a search.
     *
     * @param ended whether the last collector ended the collection
     * @param bucket the identifiers of the candidates in the order of the bucket, separated by
     *     commas
     * @param lookups the lookups of the last collector, separated by semicolons. The lookup {@code
     *     add [por, ru]: 2} has the keys {@code por} and {@code ru}, and there are two candidates
     *     in the bucket afterwards.
     */
    record Result(boolean ended, String bucket, String lookups) {}

    /** A builder of a search request and of the bucket's initial content. */
    final class Search {

        private final String query;
        private final List<String> lookups = new ArrayList<>();
        private CollectionLimits limits = LIMITS;
        private int limit = 2;
        private boolean autocomplete;
        private Optional<DocumentSet> filter = Optional.empty();
        private Optional<DocumentSet> nearby = Optional.empty();
        private List<String> candidates = List.of();
        private Set<String> closeMatches = Set.of();

        private Search(String query) {
            this.query = query;
        }

        Search limits(CollectionLimits changed) {
            limits = changed;
            return this;
        }

        Search limit(int results) {
            limit = results;
            return this;
        }

        Search autocomplete() {
            autocomplete = true;
            return this;
        }

        /** Sets a filter of the form {@code name=value}; an empty string is no filter. */
        Search filter(String nameAndValue) {
            if (!nameAndValue.isEmpty()) {
                String[] parts = nameAndValue.split("=");
                filter = Optional.of(lookup.documentsMatching(parts[0], List.of(parts[1])));
            }
            return this;
        }

        /** Sets the centre to the centre of a city; an empty string is no centre. */
        Search near(String city) {
            if (!city.isEmpty()) {
                Place there = street("", city);
                nearby =
                        Optional.of(
                                lookup.documentsInCells(
                                        GeohashCells.around(
                                                GeohashCells.encode(
                                                        there.latitude(), there.longitude()),
                                                1)));
            }
            return this;
        }

        /** Puts places into the bucket before the first collector starts. */
        Search candidates(String... ids) {
            candidates = List.of(ids);
            return this;
        }

        /** Sets the places that the scorer counts as close matches. */
        Search closeMatches(String... ids) {
            closeMatches = Set.of(ids);
            return this;
        }

        QueryTerms terms() {
            return QueryTerms.of(
                    TEXT.parse(query, 200).tokens(),
                    lookup,
                    limits,
                    limit,
                    autocomplete,
                    filter,
                    nearby);
        }

        CollectionContext context() {
            CollectionContext context =
                    new CollectionContext(
                            terms(), lookup, limits, this::countCloseMatches, listener(), bucket());
            for (String id : candidates) {
                context.bucket().add(document(id));
            }
            return context;
        }

        /** Returns a bucket that still contains a candidate of a previous search. */
        private Bucket bucket() {
            Bucket used = new Bucket();
            used.add(document("Amiens"));
            return used;
        }

        private int countCloseMatches(Bucket bucket) {
            return (int) ids(bucket).stream().filter(closeMatches::contains).count();
        }

        private CollectorListener listener() {
            return new CollectorListener() {
                @Override
                public boolean isEnabled() {
                    return true;
                }

                @Override
                public void onLookup(String action, List<?> keys, int size) {
                    lookups.add(action + " " + keys + ": " + size);
                }

                @Override
                public void onCollectorEnd(String name, int size, long nanoseconds) {
                    lookups.add(name + " ended: " + size);
                }
            };
        }

        /** Runs collectors one after another. */
        Result run(Collector... collectors) {
            CollectionContext context = context();
            boolean ended = false;
            for (Collector collector : collectors) {
                lookups.clear();
                ended = collector.collect(context);
            }
            return new Result(
                    ended, String.join(", ", ids(context.bucket())), String.join("; ", lookups));
        }

        /** Returns the listener calls since the last collector of {@link #run} started. */
        List<String> listenerCalls() {
            return lookups;
        }
    }

    /** Returns the identifiers of the candidates. */
    List<String> ids(Bucket bucket) {
        return Arrays.stream(documents(bucket))
                .mapToObj(document -> lookup.storedPlaces().id(document))
                .toList();
    }

    private static int[] documents(Bucket bucket) {
        int[] documents = new int[bucket.size()];
        for (int i = 0; i < documents.length; i++) {
            documents[i] = bucket.document(i);
        }
        return documents;
    }
}
