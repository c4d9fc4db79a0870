package io.odonym.spark;

import io.odonym.csv.CsvException;
import io.odonym.csv.RowByRowGeocoder;
import io.odonym.csv.RowStatus;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Geocodes a Spark table. A result column replaces the column of the table that has the same name.
 * Other result columns are added after the columns of the table. The remaining columns keep their
 * values and types.
 */
final class DatasetGeocoder {

    /** The name of the temporary column that contains the results of a row. */
    private static final String RESULTS = "odonym results";

    private static final String STATUS = "result_status";

    private DatasetGeocoder() {}

    /** Geocodes one row. Spark calls the method {@link #geocode} by name. */
    public static final class RowFunction implements Serializable {

        private static final long serialVersionUID = 1;

        private final TaskGeocoder geocoder;
        private final ResultStruct struct;

        RowFunction(TaskGeocoder geocoder, ResultStruct struct) {
            this.geocoder = geocoder;
            this.struct = struct;
        }

        /** Geocodes a row of string cells and returns its result columns. */
        public InternalRow geocode(ArrayData row) {
            List<String> cells = new ArrayList<>(row.numElements());
            for (int i = 0; i < row.numElements(); i++) {
                cells.add(row.isNullAt(i) ? "" : row.getUTF8String(i).toString());
            }
            return struct.toInternalRow(geocoder.geocode(cells), geocoder);
        }
    }

    /** Creates the geocoder of a table. */
    @FunctionalInterface
    interface GeocoderFactory {
        /** Creates a geocoder for rows that have the given columns. */
        TaskGeocoder create(List<String> names);
    }

    /**
     * Returns the names of the columns that the geocoder reads.
     *
     * @throws GeocodeJobException if the table does not have a required column
     */
    static List<String> requiredColumns(StructType schema, SerializableCsvRequest settings) {
        List<String> names = List.of(schema.fieldNames());
        try {
            RowByRowGeocoder.outputColumns(names, settings.request());
        } catch (CsvException invalid) {
            throw new GeocodeJobException(
                    invalid.getMessage()
                            + (invalid.description().isEmpty() ? "" : ". " + invalid.description()),
                    invalid);
        }
        if (settings.columns().isEmpty() && !settings.reverse()) {
            return Stream.of(schema.fields())
                    .filter(DatasetGeocoder::isScalar)
                    .map(StructField::name)
                    .toList();
        }
        return names.stream().filter(name -> isRequired(name, settings)).toList();
    }

    private static boolean isScalar(StructField field) {
        return !(field.dataType() instanceof StructType
                || field.dataType() instanceof ArrayType
                || field.dataType() instanceof MapType);
    }

    private static boolean isRequired(String name, SerializableCsvRequest settings) {
        return settings.columns().contains(name)
                || settings.filters().containsValue(name)
                || name.equals(settings.latitude())
                || name.equals(settings.longitude())
                // Without --lat and --lon, the geocoder detects the coordinate columns by their
                // names.
                || settings.reverse()
                        && (settings.latitude().isEmpty() || settings.longitude().isEmpty());
    }

    /**
     * Returns the table with its result columns.
     *
     * @throws GeocodeJobException if the table does not have a required column
     */
    static Dataset<Row> geocode(
            Dataset<Row> table, SerializableCsvRequest settings, GeocoderFactory geocoders) {
        List<String> required = requiredColumns(table.schema(), settings);
        ResultStruct struct = new ResultStruct(RowByRowGeocoder.resultColumns(settings.request()));
        Expression cells =
                ExpressionUtils.expression(
                        functions.array(
                                required.stream()
                                        .map(name -> column(table, name).cast("string"))
                                        .toArray(Column[]::new)));
        Expression call =
                new Invoke(
                        Literal.create(
                                new RowFunction(geocoders.create(required), struct),
                                new ObjectType(RowFunction.class)),
                        "geocode",
                        struct.type(),
                        OdonymExtensions.seq(List.of(cells)),
                        OdonymExtensions.seq(List.<AbstractDataType>of()),
                        true,
                        true,
                        true);
        Dataset<Row> geocoded = table.withColumn(RESULTS, ExpressionUtils.column(call));
        List<Column> columns = new ArrayList<>();
        for (String name : table.columns()) {
            columns.add(
                    struct.names().contains(name)
                            ? replacement(geocoded, name, settings.reverse())
                            : column(geocoded, name));
        }
        for (String name : struct.names()) {
            if (!List.of(table.columns()).contains(name)) {
                columns.add(result(geocoded, name));
            }
        }
        return geocoded.select(columns.toArray(Column[]::new));
    }

    private static Column column(Dataset<Row> table, String name) {
        return table.col("`" + name.replace("`", "``") + "`");
    }

    /**
     * Returns a result column that replaces a column of the table. Rows without results keep the
     * value from the table.
     */
    private static Column replacement(Dataset<Row> table, String name, boolean reverse) {
        if (name.equals(STATUS)) {
            return result(table, name);
        }
        Column status = result(table, STATUS);
        Column found = status.equalTo(RowStatus.FOUND.columnValue());
        return functions
                .when(
                        // A search ignores an invalid centre, and can still find results.
                        reverse
                                ? found
                                : found.or(
                                        status.equalTo(
                                                RowStatus.INVALID_COORDINATES.columnValue())),
                        result(table, name))
                .otherwise(column(table, name).cast(ResultStruct.type(name)))
                .as(name);
    }

    private static Column result(Dataset<Row> table, String name) {
        return column(table, RESULTS).getField(name).as(name);
    }
}
