package io.odonym.improve.roles;

import java.util.List;

/** What the index knows about postcodes and municipalities. */
public interface Gazetteer {

    /** Returns whether a place of the index has a postcode. */
    boolean isPostcode(String postcode);

    /**
     * Returns the postcodes of all municipalities with a name.
     *
     * @param words the folded words of the name
     * @return the postcodes; empty if no municipality has this name
     */
    List<String> municipalityPostcodes(List<String> words);

    /**
     * Returns whether a municipality has a name.
     *
     * @param words the folded words of the name
     */
    default boolean isMunicipality(List<String> words) {
        return !municipalityPostcodes(words).isEmpty();
    }
}
