package io.odonym.index;

import io.odonym.index.postings.LucenePostingsReader;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.terms.DocumentSet;

import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the documents that match filters. Not thread-safe. */
final class FilterLookup {

    private static final int POSTCODE_LENGTH = 5;

    private final AddressIndex index;
    private final LucenePostingsReader postings;

    FilterLookup(AddressIndex index) throws IOException {
        this.index = index;
        this.postings = new LucenePostingsReader(index.segment(), IndexSchema.FILTER_FIELD);
    }

    /**
     * Returns the documents that match a filter.
     *
     * @param name the name of the filter: one of {@link IndexSchema#FILTER_KEYS}, {@link
     *     IndexSchema#DEPARTMENT_FILTER} or {@link IndexSchema#TERRITORY_FILTER}
     * @param values the accepted values, at least one
     */
    DocumentSet documents(String name, List<String> values) {
        List<DocumentSet> sets = new ArrayList<>();
        for (String value : values) {
            sets.add(documents(name, value));
        }
        return sets.size() == 1
                ? sets.getFirst()
                : DocumentSet.union(
                        name + "=" + String.join("|", values), sets, index.documentCount());
    }

    private DocumentSet documents(String name, String value) {
        return switch (name) {
            case IndexSchema.DEPARTMENT_FILTER -> index.areas().department(value);
            case IndexSchema.TERRITORY_FILTER ->
                    value.length() == POSTCODE_LENGTH
                            ? withTerm(IndexSchema.filterTerm("postcode", value))
                            : index.areas().territory(value);
            default -> withTerm(IndexSchema.filterTerm(name, value));
        };
    }

    private DocumentSet withTerm(String term) {
        DocumentSet dense = index.filterBitsetFile().get(term);
        return dense != null
                ? dense
                : DocumentSet.ofSorted(term, postings.documents(new BytesRef(term)));
    }
}
