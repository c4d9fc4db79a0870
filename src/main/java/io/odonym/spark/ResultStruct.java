package io.odonym.spark;

import io.odonym.csv.RowByRowGeocoder;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;
import java.util.List;

/**
 * A Spark struct of the result columns. Scores, distances and coordinates are doubles, and all
 * other columns are strings. Empty cells are null. Immutable.
 */
final class ResultStruct implements Serializable {

    private static final long serialVersionUID = 1;

    private final List<String> names;

    /** Creates a struct of the given columns. */
    ResultStruct(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** Returns the names of the columns. */
    List<String> names() {
        return names;
    }

    /** Returns the Spark type of a column. */
    static DataType type(String name) {
        return RowByRowGeocoder.isNumber(name) ? DataTypes.DoubleType : DataTypes.StringType;
    }

    /** Returns the Spark type of the struct. */
    StructType type() {
        StructType type = new StructType();
        for (String name : names) {
            type = type.add(name, type(name), true);
        }
        return type;
    }

    /** Converts a geocoded row to Spark's internal representation of the struct. */
    InternalRow toInternalRow(String[] row, TaskGeocoder geocoder) {
        Object[] values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            int position = geocoder.position(names.get(i));
            Object value = position < 0 ? null : value(names.get(i), row[position]);
            values[i] = value instanceof String text ? UTF8String.fromString(text) : value;
        }
        return new GenericInternalRow(values);
    }

    /** Converts a cell to the type of its column. Spark represents an empty cell as null. */
    static Object value(String name, String cell) {
        if (cell.isEmpty()) {
            return null;
        }
        return RowByRowGeocoder.isNumber(name) ? (Object) Double.valueOf(cell) : cell;
    }
}
