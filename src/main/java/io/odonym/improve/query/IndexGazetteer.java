package io.odonym.improve.query;

import io.odonym.improve.roles.Gazetteer;
import io.odonym.index.IndexLookup;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.IndexedTerm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up postcodes and municipalities in the index for the role grammar. Not thread-safe. */
public final class IndexGazetteer implements Gazetteer {

    private static final int MAX_MUNICIPALITIES = 8;

    /** The number of names at which the table of known names is cleared. */
    private static final int MAX_KNOWN_NAMES = 2048;

    private static final int[] NO_DOCUMENTS = {};

    private final IndexLookup lookup;
    private final WordFormCache wordForms;

    /** The municipalities of the names that were looked up last, by name. */
    private final Map<String, int[]> known = new HashMap<>();

    /** Creates a gazetteer that uses the index lookup and the word cache of one thread. */
    public IndexGazetteer(IndexLookup lookup, WordFormCache wordForms) {
        this.lookup = lookup;
        this.wordForms = wordForms;
    }

    @Override
    public boolean isPostcode(String postcode) {
        return lookup.findTerm(postcode).isPresent();
    }

    @Override
    public boolean isMunicipality(List<String> words) {
        return municipalities(words).length > 0;
    }

    @Override
    public List<String> municipalityPostcodes(List<String> words) {
        List<String> postcodes = new ArrayList<>();
        for (int document : municipalities(words)) {
            lookup.storedPlaces().attributes(document).list("postcode").stream()
                    .map(Object::toString)
                    .forEach(postcodes::add);
        }
        return postcodes;
    }

    /** Returns the documents of the municipalities with the given name. */
    private int[] municipalities(List<String> words) {
        String name = String.join(" ", words);
        int[] documents = known.get(name);
        if (documents == null) {
            if (known.size() >= MAX_KNOWN_NAMES) {
                known.clear();
            }
            documents = findMunicipalities(words);
            known.put(name, documents);
        }
        return documents;
    }

    private int[] findMunicipalities(List<String> words) {
        List<ConjunctionClause> keys = new ArrayList<>();
        for (String word : words) {
            Optional<IndexedTerm> term = lookup.findTerm(wordForms.get(word).token());
            if (term.isEmpty()) {
                return NO_DOCUMENTS;
            }
            keys.add(term.get());
        }
        keys.add(lookup.documentsMatching("type", List.of("municipality")));
        return Arrays.stream(lookup.intersect(keys, MAX_MUNICIPALITIES))
                .filter(document -> hasName(document, words))
                .toArray();
    }

    private boolean hasName(int document, List<String> words) {
        RankingRecord place = lookup.rankingRecord(document);
        for (int name = 0; name < place.nameCount(); name++) {
            WordForm[] form =
                    wordForms.get(place.bytes(), place.nameStart(name), place.nameLength(name));
            if (isSame(form, words)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a name consists of the given words, either as written or after abbreviations
     * are replaced.
     */
    private boolean isSame(WordForm[] name, List<String> words) {
        if (name.length != words.size()) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (!name[i].text().equals(words.get(i))
                    && !name[i].meaning().equals(wordForms.get(words.get(i)).meaning())) {
                return false;
            }
        }
        return true;
    }
}
