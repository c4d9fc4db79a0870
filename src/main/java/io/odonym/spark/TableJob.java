package io.odonym.spark;

import io.odonym.csv.CsvException;
import io.odonym.csv.RowStatus;
import io.odonym.csv.TableGeocoder;

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
 * Geocodes a table of Spark's: its columns stay as they are, results stand beside them, or in the
 * place of those of their names.
 */
final class TableJob {

    private static final String RESULTS = "odonym results";
    private static final String STATUS = "result_status";

    private TableJob() {}

    /** What Spark calls for a row. It calls the method by its name. */
    public static final class RowFunction implements Serializable {

        private static final long serialVersionUID = 1;

        private final TaskGeocoder geocoder;
        private final ResultStruct struct;

        RowFunction(TaskGeocoder geocoder, ResultStruct struct) {
            this.geocoder = geocoder;
            this.struct = struct;
        }

        /** The results of a row of texts. */
        public InternalRow geocode(ArrayData texts) {
            List<String> cells = new ArrayList<>(texts.numElements());
            for (int i = 0; i < texts.numElements(); i++) {
                cells.add(texts.isNullAt(i) ? "" : texts.getUTF8String(i).toString());
            }
            return struct.internal(geocoder.geocode(cells), geocoder);
        }
    }

    /** Makes the geocoder of a table of these columns. */
    @FunctionalInterface
    interface Geocoders {
        TaskGeocoder of(List<String> names);
    }

    /**
     * The names of the columns that a geocoder needs.
     *
     * @throws JobException where the table lacks one
     */
    static List<String> needed(StructType schema, GeocodeSettings settings) {
        List<String> names = List.of(schema.fieldNames());
        try {
            TableGeocoder.header(names, settings.request());
        } catch (CsvException wrong) {
            throw new JobException(
                    wrong.getMessage()
                            + (wrong.description().isEmpty() ? "" : ". " + wrong.description()),
                    wrong);
        }
        if (settings.columns().isEmpty() && !settings.reverse()) {
            return Stream.of(schema.fields())
                    .filter(TableJob::isPlain)
                    .map(StructField::name)
                    .toList();
        }
        return names.stream().filter(name -> isNeeded(name, settings)).toList();
    }

    private static boolean isPlain(StructField field) {
        return !(field.dataType() instanceof StructType
                || field.dataType() instanceof ArrayType
                || field.dataType() instanceof MapType);
    }

    private static boolean isNeeded(String name, GeocodeSettings settings) {
        return settings.columns().contains(name)
                || settings.filters().containsValue(name)
                || name.equals(settings.latitude())
                || name.equals(settings.longitude())
                // Where nothing is said, the usual names are looked for.
                || settings.reverse()
                        && (settings.latitude().isEmpty() || settings.longitude().isEmpty());
    }

    /** The table with its results. */
    static Dataset<Row> geocoded(
            Dataset<Row> table, GeocodeSettings settings, Geocoders geocoders) {
        List<String> needed = needed(table.schema(), settings);
        ResultStruct struct = new ResultStruct(TableGeocoder.results(settings.request()));
        Expression cells =
                ExpressionUtils.expression(
                        functions.array(
                                needed.stream()
                                        .map(name -> column(table, name).cast("string"))
                                        .toArray(Column[]::new)));
        Expression call =
                new Invoke(
                        Literal.create(
                                new RowFunction(geocoders.of(needed), struct),
                                new ObjectType(RowFunction.class)),
                        "geocode",
                        struct.type(),
                        OdonymExtensions.seq(List.of(cells)),
                        OdonymExtensions.seq(List.<AbstractDataType>of()),
                        true,
                        true,
                        true);
        Dataset<Row> with = table.withColumn(RESULTS, ExpressionUtils.column(call));
        List<Column> columns = new ArrayList<>();
        for (String name : table.columns()) {
            columns.add(
                    struct.names().contains(name)
                            ? instead(with, name, settings.reverse())
                            : column(with, name));
        }
        for (String name : struct.names()) {
            if (!List.of(table.columns()).contains(name)) {
                columns.add(result(with, name));
            }
        }
        return with.select(columns.toArray(Column[]::new));
    }

    private static Column column(Dataset<Row> table, String name) {
        return table.col("`" + name.replace("`", "``") + "`");
    }

    /** A result in the place of a column, which keeps its value where a row has no results. */
    private static Column instead(Dataset<Row> table, String name, boolean reverse) {
        if (name.equals(STATUS)) {
            return result(table, name);
        }
        Column status = result(table, STATUS);
        Column filled = status.equalTo(RowStatus.FOUND.word());
        return functions
                .when(
                        // A search whose centre is none is made without it.
                        reverse ? filled : filled.or(status.equalTo(RowStatus.BAD_POINT.word())),
                        result(table, name))
                .otherwise(column(table, name).cast(ResultStruct.type(name)))
                .as(name);
    }

    private static Column result(Dataset<Row> table, String name) {
        return column(table, RESULTS).getField(name).as(name);
    }
}
