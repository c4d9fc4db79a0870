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
            sets.add(
                    index.areas()
                            .find(name, value)
                            .orElseGet(() -> withTerm(IndexSchema.filterTerm(name, value))));
        }
        return sets.size() == 1
                ? sets.getFirst()
                : DocumentSet.union(
                        name + "=" + String.join("|", values), sets, index.documentCount());
    }

    private DocumentSet withTerm(String term) {
        DocumentSet dense = index.filterBitsetFile().get(term);
        return dense != null
                ? dense
                : DocumentSet.ofSorted(term, postings.documents(new BytesRef(term)));
    }
}
