package io.odonym.index;

import io.odonym.source.Attributes.JsonNull;
import io.odonym.source.HouseNumber;
import io.odonym.source.Place;
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
final class PlaceDocuments {

    private static final FieldType CODED = type(IndexOptions.DOCS_AND_FREQS);
    private static final FieldType PLAIN = type(IndexOptions.DOCS);

    private final TokenBoosts tokens;
    private final CityTable cities = new CityTable();
    private final AnswerStore.Writer answers;

    PlaceDocuments(TextAnalysis text, IdentifierFile.Sink identifiers) {
        this.tokens = new TokenBoosts(text);
        this.answers = new AnswerStore.Writer(text, identifiers);
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
        TokenBoosts.Tokens found = tokens.of(place);
        document.add(new Field(Schema.TOKEN, new CodedTokenStream().with(found.codes()), CODED));
        addFilters(document, place);
        addCells(document, place);
        BytesRef id = new BytesRef(place.id());
        document.add(new Field(Schema.ID, id, PLAIN));
        document.add(new SortedDocValuesField(Schema.ID, id));
        document.add(new NumericDocValuesField(Schema.NAME_TOKENS, found.nameTokens()));
        document.add(new DoubleDocValuesField(Schema.IMPORTANCE, place.importance()));
        document.add(
                new BinaryDocValuesField(
                        Schema.RECORD,
                        Records.encode(
                                RankRecord.encode(place, cities),
                                answers.numbers(place),
                                answers.place(place))));
        return document;
    }

    private static void addFilters(Document document, Place place) {
        for (String key : Schema.FILTER_KEYS) {
            for (Object value : place.attributes().all(key)) {
                if (value != JsonNull.NULL && !value.toString().isEmpty()) {
                    document.add(
                            new Field(
                                    Schema.FILTER,
                                    Schema.filterTerm(key, value.toString()),
                                    PLAIN));
                }
            }
        }
        if (!place.houseNumbers().isEmpty()) {
            document.add(
                    new Field(
                            Schema.FILTER,
                            Schema.filterTerm("type", Schema.HOUSE_NUMBER_TYPE),
                            PLAIN));
        }
    }

    private static void addCells(Document document, Place place) {
        Set<Long> cells = new HashSet<>();
        cells.add(Cells.of(place.latitude(), place.longitude()));
        for (HouseNumber number : place.houseNumbers()) {
            cells.add(Cells.of(number.latitude(), number.longitude()));
        }
        for (long cell : cells) {
            document.add(new Field(Schema.CELL, Cells.term(cell), PLAIN));
        }
    }

    /** The lists of cities by number, as codes of {@link Letters}. */
    byte[][][] cityLists() {
        return cities.lists();
    }

    /** Writes what the documents share. */
    void writeTables(DataOutput out) throws IOException {
        cities.writeTo(out);
        answers.writeTables(out);
    }
}
