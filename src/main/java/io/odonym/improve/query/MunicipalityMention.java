package io.odonym.improve.query;

import java.util.List;

/**
 * A municipality named in the query. Neighbouring municipalities may share its postcodes.
 *
 * @param terms the terms that name the municipality, as a {@link TermMask}
 * @param postcodes the postcodes of the municipality
 */
public record MunicipalityMention(long terms, List<String> postcodes) {

    /** Copies the list of postcodes. */
    public MunicipalityMention {
        postcodes = List.copyOf(postcodes);
    }
}
