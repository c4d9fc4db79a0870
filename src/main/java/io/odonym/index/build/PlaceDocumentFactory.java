package io.odonym.index.build;

import io.odonym.index.geo.GeohashCells;
import io.odonym.index.places.CityNameListDictionary;
import io.odonym.index.places.HouseNumberUuidFile;
import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.places.StoredPlaceWriter;
import io.odonym.index.store.IndexSchema;
import io.odonym.model.HouseNumber;
import io.odonym.model.IdentifierCode;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.Place;
import io.odonym.model.PlaceDetails;
import io.odonym.text.FoldedAlphabet;
import io.odonym.text.TextAnalysis;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates the Lucene documents of places. Thread-safe. */
final class PlaceDocumentFactory {

    private static final FieldType WITH_FREQUENCIES = fieldType(IndexOptions.DOCS_AND_FREQS);
    private static final FieldType DOCUMENTS_ONLY = fieldType(IndexOptions.DOCS);

    private final PlaceTokenWeigher placeTokenWeigher;
    private final CityNameListDictionary cityNames = new CityNameListDictionary();
    private final StoredPlaceWriter storedPlaces;

    PlaceDocumentFactory(TextAnalysis text, HouseNumberUuidFile.Sink identifiers) {
        this.placeTokenWeigher = new PlaceTokenWeigher(text);
        this.storedPlaces = new StoredPlaceWriter(text, identifiers);
    }

    private static FieldType fieldType(IndexOptions options) {
        FieldType type = new FieldType();
        type.setIndexOptions(options);
        type.setOmitNorms(true);
        type.setTokenized(options == IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }

    /** Creates the document of a place, with the fields described in {@link io.odonym.index}. */
    Document create(Place place) throws IOException {
        Document document = new Document();
        PlaceTokenWeigher.WeightedTokens tokens = placeTokenWeigher.weigh(place);
        document.add(
                new Field(
                        IndexSchema.TOKEN_FIELD,
                        new WeightedTokenStream(tokens.weightCodes()),
                        WITH_FREQUENCIES));
        addFilters(document, place);
        addCells(document, place);
        BytesRef id = new BytesRef(place.id());
        document.add(new Field(IndexSchema.ID_FIELD, id, DOCUMENTS_ONLY));
        document.add(new SortedDocValuesField(IndexSchema.ID_FIELD, id));
        document.add(
                new NumericDocValuesField(IndexSchema.NAME_TOKENS_FIELD, tokens.minNameTokens()));
        document.add(new DoubleDocValuesField(IndexSchema.IMPORTANCE_FIELD, place.importance()));
        document.add(
                new BinaryDocValuesField(
                        IndexSchema.RECORD_FIELD,
                        PlaceDocValues.encode(
                                RankingRecord.encode(place, cityNames),
                                storedPlaces.encodeHouseNumbers(place),
                                storedPlaces.encodeAttributes(place))));
        return document;
    }

    private static void addFilters(Document document, Place place) {
        for (String key : IndexSchema.FILTER_KEYS) {
            for (Object value : place.attributes().list(key)) {
                if (value != JsonNull.NULL && !value.toString().isEmpty()) {
                    document.add(
                            new Field(
                                    IndexSchema.FILTER_FIELD,
                                    IndexSchema.filterTerm(key, value.toString()),
                                    DOCUMENTS_ONLY));
                }
            }
        }
        IndexSchema.DETAIL_FILTERS.forEach(
                (filter, detail) ->
                        addFilters(
                                document, filter, values(place, PlaceDetails.storedKey(detail))));
        for (String key : PlaceDetails.IDENTIFIER_KEYS) {
            addFilters(
                    document,
                    IndexSchema.IDENTIFIER_FILTER,
                    values(place, key).stream()
                            .map(IdentifierCode::of)
                            .collect(Collectors.toSet()));
        }
        if (!place.houseNumbers().isEmpty()) {
            document.add(
                    new Field(
                            IndexSchema.FILTER_FIELD,
                            IndexSchema.filterTerm("type", IndexSchema.HOUSE_NUMBER_TYPE),
                            DOCUMENTS_ONLY));
        }
    }

    /** Returns the distinct values that a place and its house numbers have for a key. */
    private static Set<String> values(Place place, String key) {
        Set<String> values = new HashSet<>();
        for (Object value : place.attributes().list(key)) {
            values.add(value.toString());
        }
        // Source readers use the same list instance for objects with the same keys.
        List<String> keysWithout = List.of();
        for (HouseNumber number : place.houseNumbers()) {
            List<String> keys = number.attributes().keys();
            if (keys == keysWithout) {
                continue;
            }
            if (!keys.contains(key)) {
                keysWithout = keys;
                continue;
            }
            for (Object value : number.attributes().list(key)) {
                values.add(value.toString());
            }
        }
        values.remove("");
        return values;
    }

    private static void addFilters(Document document, String filter, Set<String> values) {
        for (String value : values) {
            document.add(
                    new Field(
                            IndexSchema.FILTER_FIELD,
                            IndexSchema.filterTerm(filter, value),
                            DOCUMENTS_ONLY));
        }
    }

    private static void addCells(Document document, Place place) {
        Set<Long> cells = new HashSet<>();
        cells.add(GeohashCells.encode(place.latitude(), place.longitude()));
        for (HouseNumber number : place.houseNumbers()) {
            cells.add(GeohashCells.encode(number.latitude(), number.longitude()));
        }
        for (long cell : cells) {
            document.add(
                    new Field(
                            IndexSchema.CELL_FIELD, GeohashCells.encodeTerm(cell), DOCUMENTS_ONLY));
        }
    }

    /**
     * Returns the lists of city names of the documents created so far. Each name is an array of
     * {@link FoldedAlphabet} codes. A ranking record refers to a list by its index.
     */
    byte[][][] cityLists() {
        return cityNames.lists();
    }

    /** Writes the dictionaries of the values that several documents share. */
    void writeValueDictionaries(DataOutput out) throws IOException {
        cityNames.writeTo(out);
        storedPlaces.writeDictionaries(out);
    }
}
