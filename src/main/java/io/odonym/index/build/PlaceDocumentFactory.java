package io.odonym.index.build;

import io.odonym.index.geo.GeohashCells;
import io.odonym.index.places.BanIdentifierFile;
import io.odonym.index.places.CityNameTable;
import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.places.StoredPlaces;
import io.odonym.index.store.IndexSchema;
import io.odonym.model.Attributes.JsonNull;
import io.odonym.model.HouseNumber;
import io.odonym.model.Place;
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
import java.util.Set;

/** Turns places into Lucene documents. Any number of threads. */
final class PlaceDocumentFactory {

    private static final FieldType CODED = type(IndexOptions.DOCS_AND_FREQS);
    private static final FieldType PLAIN = type(IndexOptions.DOCS);

    private final TokenWeights tokens;
    private final CityNameTable cities = new CityNameTable();
    private final StoredPlaces.Writer answers;

    PlaceDocumentFactory(TextAnalysis text, BanIdentifierFile.Sink identifiers) {
        this.tokens = new TokenWeights(text);
        this.answers = new StoredPlaces.Writer(text, identifiers);
    }

    private static FieldType type(IndexOptions options) {
        FieldType type = new FieldType();
        type.setIndexOptions(options);
        type.setOmitNorms(true);
        type.setTokenized(options == IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }

    /** The document of a place. */
    Document of(Place place) throws IOException {
        Document document = new Document();
        TokenWeights.Tokens found = tokens.weigh(place);
        document.add(
                new Field(
                        IndexSchema.TOKEN_FIELD,
                        new WeightedTokenStream().with(found.weightCodes()),
                        CODED));
        addFilters(document, place);
        addCells(document, place);
        BytesRef id = new BytesRef(place.id());
        document.add(new Field(IndexSchema.ID_FIELD, id, PLAIN));
        document.add(new SortedDocValuesField(IndexSchema.ID_FIELD, id));
        document.add(
                new NumericDocValuesField(IndexSchema.NAME_TOKENS_FIELD, found.minNameTokens()));
        document.add(new DoubleDocValuesField(IndexSchema.IMPORTANCE_FIELD, place.importance()));
        document.add(
                new BinaryDocValuesField(
                        IndexSchema.RECORD_FIELD,
                        PlaceDocValues.encode(
                                RankingRecord.encode(place, cities),
                                answers.numbers(place),
                                answers.place(place))));
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
                                    PLAIN));
                }
            }
        }
        if (!place.houseNumbers().isEmpty()) {
            document.add(
                    new Field(
                            IndexSchema.FILTER_FIELD,
                            IndexSchema.filterTerm("type", IndexSchema.HOUSE_NUMBER_TYPE),
                            PLAIN));
        }
    }

    private static void addCells(Document document, Place place) {
        Set<Long> cells = new HashSet<>();
        cells.add(GeohashCells.encode(place.latitude(), place.longitude()));
        for (HouseNumber number : place.houseNumbers()) {
            cells.add(GeohashCells.encode(number.latitude(), number.longitude()));
        }
        for (long cell : cells) {
            document.add(new Field(IndexSchema.CELL_FIELD, GeohashCells.encodeTerm(cell), PLAIN));
        }
    }

    /** The lists of cities by number, as codes of {@link FoldedAlphabet}. */
    byte[][][] cityLists() {
        return cities.lists();
    }

    /** Writes what the documents share. */
    void writeTables(DataOutput out) throws IOException {
        cities.writeTo(out);
        answers.writeTables(out);
    }
}
