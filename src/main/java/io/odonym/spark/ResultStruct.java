package io.odonym.spark;

import io.odonym.csv.TableGeocoder;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.Serializable;
import java.util.List;

/**
 * The columns of results as a struct of Spark's: numbers where they are, else text; null for "".
 */
final class ResultStruct implements Serializable {

    private static final long serialVersionUID = 1;

    private final List<String> names;

    ResultStruct(List<String> names) {
        this.names = List.copyOf(names);
    }

    List<String> names() {
        return names;
    }

    /** What the values of a column are. */
    static DataType type(String name) {
        return TableGeocoder.isNumber(name) ? DataTypes.DoubleType : DataTypes.StringType;
    }

    StructType type() {
        StructType type = new StructType();
        for (String name : names) {
            type = type.add(name, type(name), true);
        }
        return type;
    }

    /** As Spark's rows hold it. */
    InternalRow internal(String[] row, TaskGeocoder geocoder) {
        Object[] values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            int at = geocoder.position(names.get(i));
            Object value = at < 0 ? null : value(names.get(i), row[at]);
            values[i] = value instanceof String text ? UTF8String.fromString(text) : value;
        }
        return new GenericInternalRow(values);
    }

    /** A cell's text as its column's type; null where it is empty, as Spark has it. */
    static Object value(String name, String cell) {
        if (cell.isEmpty()) {
            return null;
        }
        return TableGeocoder.isNumber(name) ? (Object) Double.valueOf(cell) : cell;
    }
}
