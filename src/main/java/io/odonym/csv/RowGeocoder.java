package io.odonym.csv;

import io.odonym.telemetry.PhaseRecorder;

/**
 * Geocodes single rows: reads the query of a row, searches for it, and writes the results into the
 * row. Thread-safe.
 */
interface RowGeocoder {

    /**
     * Geocodes a row and writes the results into the row.
     *
     * @param row the cells of the output row
     * @param phases records the phases of the search
     */
    RowStatus geocode(String[] row, PhaseRecorder phases);
}
