package io.odonym.index.build;

import io.odonym.index.store.IndexSchema;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The identifiers that several places of an index have. Usually two of the imported files contain
 * the same street.
 *
 * @param count the number of places whose identifier an earlier place has
 * @param examples some of the identifiers
 */
record RepeatedIdentifiers(long count, List<String> examples) {

    /** No repeated identifiers. */
    static final RepeatedIdentifiers NONE = new RepeatedIdentifiers(0, List.of());

    private static final int MAX_EXAMPLES = 5;

    /** Finds the repeated identifiers of a segment. */
    static RepeatedIdentifiers find(LeafReader segment) throws IOException {
        SortedDocValues identifiers = segment.getSortedDocValues(IndexSchema.ID_FIELD);
        if (identifiers == null || identifiers.getValueCount() == segment.maxDoc()) {
            return NONE;
        }
        FixedBitSet seen = new FixedBitSet(identifiers.getValueCount());
        long count = 0;
        Set<String> examples = new LinkedHashSet<>();
        while (identifiers.nextDoc() != SortedDocValues.NO_MORE_DOCS) {
            if (seen.getAndSet(identifiers.ordValue())) {
                count++;
                if (examples.size() < MAX_EXAMPLES) {
                    examples.add(identifiers.lookupOrd(identifiers.ordValue()).utf8ToString());
                }
            }
        }
        return new RepeatedIdentifiers(count, List.copyOf(examples));
    }

    /** Returns a message for the operator; empty if no identifier is repeated. */
    Optional<String> message() {
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        "%,d places have the identifier of another place, and all are kept: %s"
                                .formatted(count, String.join(", ", examples)));
    }
}
