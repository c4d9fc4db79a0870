package io.odonym.index;

import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.terms.DocumentSet;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the documents of a department or of the overseas territories by the beginning of their
 * municipality codes. A set is created when it is first used and kept, because a department has
 * hundreds of municipalities. A department without documents is not kept, so that clients cannot
 * fill the memory with unknown codes: all departments of France together take about four bytes a
 * place.
 *
 * <p>Thread-safe.
 */
final class DepartmentDocuments {

    private static final String OVERSEAS = "overseas";
    private static final String METROPOLITAN = "metropolitan";

    /** The beginnings of the municipality codes overseas: departments and collectivities. */
    private static final String[] OVERSEAS_PREFIXES = {"97", "98"};

    /** A set with fewer than one document in this number is stored as an array. */
    private static final int DENSE_RATIO = 32;

    private final LeafReader segment;
    private final Map<String, DocumentSet> sets = new ConcurrentHashMap<>();

    DepartmentDocuments(LeafReader segment) {
        this.segment = segment;
    }

    /**
     * Returns the documents of a department.
     *
     * @param code the code of the department, such as "75", "2A" or "974"; the set is empty if no
     *     municipality code starts with it
     */
    DocumentSet department(String code) {
        DocumentSet known = sets.get(code);
        if (known != null) {
            return known;
        }
        DocumentSet set = read(code, code);
        if (set.documentCount() > 0) {
            sets.put(code, set);
        }
        return set;
    }

    /** Returns the documents of the overseas departments and collectivities. */
    DocumentSet overseas() {
        return sets.computeIfAbsent(OVERSEAS, name -> read(name, OVERSEAS_PREFIXES));
    }

    /** Returns all documents that are not overseas. */
    DocumentSet metropolitan() {
        DocumentSet overseas = overseas();
        return sets.computeIfAbsent(METROPOLITAN, name -> complement(name, overseas));
    }

    private DocumentSet complement(String name, DocumentSet excluded) {
        FixedBitSet bits = new FixedBitSet(segment.maxDoc());
        bits.set(0, bits.length());
        for (int document : excluded.toArray()) {
            bits.clear(document);
        }
        return DocumentSet.ofBits(name, bits);
    }

    private DocumentSet read(String name, String... prefixes) {
        FixedBitSet bits = new FixedBitSet(segment.maxDoc());
        try {
            for (String prefix : prefixes) {
                addMunicipalities(prefix, bits);
            }
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
        DocumentSet dense = DocumentSet.ofBits(name, bits);
        return dense.documentCount() < segment.maxDoc() / DENSE_RATIO
                ? DocumentSet.ofSorted(name, dense.toArray())
                : dense;
    }

    private void addMunicipalities(String prefix, FixedBitSet bits) throws IOException {
        if (segment.terms(IndexSchema.FILTER_FIELD) == null) {
            return;
        }
        TermsEnum terms = segment.terms(IndexSchema.FILTER_FIELD).iterator();
        BytesRef start = new BytesRef(IndexSchema.filterTerm("citycode", prefix));
        PostingsEnum postings = null;
        for (boolean more = terms.seekCeil(start) != TermsEnum.SeekStatus.END;
                more && StringHelper.startsWith(terms.term(), start);
                more = terms.next() != null) {
            postings = terms.postings(postings, PostingsEnum.NONE);
            for (int document = postings.nextDoc();
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = postings.nextDoc()) {
                bits.set(document);
            }
        }
    }
}
