package io.odonym.improve.query;

import java.util.List;

/**
 * A municipality named in the query. Neighbouring municipalities may share its postcodes.
 *
 * @param terms the terms that name the municipality, as a {@link TermMask}
 * @param postcodes the postcodes of the municipality
 */
public record PostalCity(long terms, List<String> postcodes) {

    /** Copies the list of postcodes. */
    public PostalCity {
        postcodes = List.copyOf(postcodes);
    }
}
