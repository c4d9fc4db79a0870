package io.odonym.geocode;

import io.odonym.index.Manifest;

/** What a geocoder does, for those who only ask: the HTTP room, the commands and their tests. */
public interface Geocoding {

    /**
     * Where is this address?
     *
     * @throws io.odonym.text.QueryTooLongException where the query has more characters than a
     *     search takes
     */
    Answer search(SearchRequest request);

    /** What is at this point? */
    Answer reverse(ReverseRequest request);

    /** What the index holds and where it came from. */
    Manifest manifest();
}
