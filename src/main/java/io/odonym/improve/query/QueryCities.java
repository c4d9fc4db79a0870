package io.odonym.improve.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The cities that a query names. Not thread-safe. */
public final class QueryCities {

    private final List<MunicipalityMention> mentions = new ArrayList<>();
    private final Set<Integer> documents = new TreeSet<>();
    private AbsentCity absent = AbsentCity.NONE;

    /** Returns the municipalities that the query names. */
    public List<MunicipalityMention> mentions() {
        return mentions;
    }

    /** Adds a municipality that the query names. */
    public void add(MunicipalityMention city) {
        mentions.add(city);
    }

    /** Returns how the query names a city that the index does not contain. */
    public AbsentCity absent() {
        return absent;
    }

    /** Records how the query names a city that the index does not contain. */
    public void setAbsent(AbsentCity mention) {
        absent = mention;
    }

    /**
     * Returns the document numbers of the municipalities that the whole query or a part of it
     * names.
     */
    public Set<Integer> documents() {
        return documents;
    }

    /** Adds a municipality as a candidate. */
    public void addDocument(int document) {
        documents.add(document);
    }
}
