package io.odonym.improve.roles;

import java.util.List;

/** What the index knows about postcodes and municipalities. */
public interface Gazetteer {

    /** Returns whether a place of the index has the given postcode. */
    boolean isPostcode(String postcode);

    /**
     * Returns the postcodes of all municipalities with the given name.
     *
     * @param words the folded words of the name
     * @return the postcodes; empty if no municipality has this name
     */
    List<String> municipalityPostcodes(List<String> words);

    /**
     * Returns whether there is a municipality with the given name.
     *
     * @param words the folded words of the name
     */
    default boolean isMunicipality(List<String> words) {
        return !municipalityPostcodes(words).isEmpty();
    }
}
