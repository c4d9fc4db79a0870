package io.odonym.index;

import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.terms.DocumentSet;
import io.odonym.model.GeoBounds;

import org.apache.lucene.index.LeafReader;

import java.io.IOException;
import java.util.Optional;

/** Finds the documents of departments, territories and large rectangles. Thread-safe. */
final class AreaDocuments {

    /**
     * The distance, in degrees, between the position of a street and its house numbers that is
     * taken into account at the edge of a rectangle.
     */
    private static final double STREET_DEGREES = 0.02;

    private final LeafReader segment;
    private final byte[][][] cityNames;
    private final DepartmentDocuments departments;
    private volatile Optional<PlaceGrid> grid = Optional.empty();

    AreaDocuments(LeafReader segment, byte[][][] cityNames) {
        this.segment = segment;
        this.cityNames = cityNames;
        this.departments = new DepartmentDocuments(segment);
    }

    /** Returns the documents of a department; see {@link DepartmentDocuments#department}. */
    DocumentSet department(String code) {
        return departments.department(code);
    }

    /**
     * Returns the documents of a territory.
     *
     * @param name {@link IndexSchema#METROPOLITAN}, {@link IndexSchema#OVERSEAS}, or the code of a
     *     department
     */
    DocumentSet territory(String name) {
        return switch (name) {
            case IndexSchema.METROPOLITAN -> departments.metropolitan();
            case IndexSchema.OVERSEAS -> departments.overseas();
            default -> departments.department(name);
        };
    }

    /** Returns all places in a rectangle, and some places near it. */
    DocumentSet near(GeoBounds bounds) {
        Optional<PlaceGrid> read = grid;
        if (read.isEmpty()) {
            synchronized (this) {
                read = grid.or(() -> Optional.of(readGrid()));
                grid = read;
            }
        }
        return read.get().find(bounds.grownBy(STREET_DEGREES));
    }

    private PlaceGrid readGrid() {
        try {
            return PlaceGrid.of(
                    PlaceDocValues.of(segment), new RankingRecord(cityNames), segment.maxDoc());
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }
}
