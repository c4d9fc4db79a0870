package io.odonym.index.places;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.DataInput;

import java.io.IOException;

/**
 * The attributes of all places and house numbers of an index, exactly as imported. Thread-safe.
 * Each thread needs its own {@link StoredPlaceReader}.
 */
public final class PlaceStore {

    private final LeafReader segment;
    private final ValueDictionaries dictionaries;
    private final HouseNumberUuidFile identifiers;

    private PlaceStore(
            LeafReader segment, ValueDictionaries dictionaries, HouseNumberUuidFile identifiers) {
        this.segment = segment;
        this.dictionaries = dictionaries;
        this.identifiers = identifiers;
    }

    /**
     * Opens the stored places of a segment.
     *
     * @param in the value dictionaries, as written by {@link StoredPlaceWriter#writeDictionaries}
     * @param segment the segment with the records of the places
     * @param identifiers the BAN identifiers; closed by the caller
     */
    public static PlaceStore open(DataInput in, LeafReader segment, HouseNumberUuidFile identifiers)
            throws IOException {
        return new PlaceStore(segment, ValueDictionaries.read(in), identifiers);
    }

    /** Creates a reader for use by one thread at a time. */
    public StoredPlaceReader newReader() throws IOException {
        return new StoredPlaceReader(segment, dictionaries, identifiers.newSource());
    }
}
