package io.odonym.spark;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.CreateMap;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;

import scala.Function1;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Registers the SQL functions {@code odonym_search}, {@code odonym_search_all} and {@code
 * odonym_reverse}. A session enables them with {@code
 * spark.sql.extensions=io.odonym.spark.OdonymExtensions}, and sets the location of the index with
 * {@code spark.odonym.index}.
 */
public final class OdonymExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

    /** Creates the extensions. Spark calls this constructor. */
    public OdonymExtensions() {}

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        inject(
                extensions,
                GeocodingSqlFunction.Kind.SEARCH,
                "odonym_search(text [, options]) - Geocodes an address. Returns a struct with the"
                        + " columns that /search/csv adds. The map named options can contain the"
                        + " filters type, postcode and citycode, a centre (lat, lon), min_score and"
                        + " improve.");
        inject(
                extensions,
                GeocodingSqlFunction.Kind.SEARCH_ALL,
                "odonym_search_all(text [, options]) - Geocodes an address. Returns an array of"
                        + " structs, best result first. Supports the options of odonym_search, and"
                        + " limit (1 to 100, default 5).");
        inject(
                extensions,
                GeocodingSqlFunction.Kind.REVERSE,
                "odonym_reverse(lat, lon [, options]) - Finds the address of a point. Returns a"
                    + " struct with the columns that /reverse/csv adds. The map named options can"
                    + " contain the filters type, postcode and citycode.");
        return BoxedUnit.UNIT;
    }

    private static void inject(
            SparkSessionExtensions extensions, GeocodingSqlFunction.Kind kind, String usage) {
        String name = kind.sqlName();
        Function1<Seq<Expression>, Expression> builder =
                new AbstractFunction1<>() {
                    @Override
                    public Expression apply(Seq<Expression> arguments) {
                        return call(
                                name,
                                new GeocodingSqlFunction(kind, configuredLocation()),
                                CollectionConverters.asJava(arguments));
                    }
                };
        extensions.injectFunction(
                new Tuple3<>(
                        new FunctionIdentifier(name),
                        new ExpressionInfo(
                                GeocodingSqlFunction.class.getName(), "", name, usage, ""),
                        builder));
    }

    /** Returns the index location from the configuration of the session. */
    private static IndexLocation configuredLocation() {
        SQLConf session = SQLConf.get();
        String index = session.getConfString(IndexLocation.INDEX_KEY, "");
        if (index.isEmpty()) {
            throw new IllegalArgumentException(
                    "no index is configured: set "
                            + IndexLocation.INDEX_KEY
                            + " to a folder that exists on every node, or to an archive created"
                            + " with \"odonym package\"");
        }
        List<Path> synonyms =
                Arrays.stream(session.getConfString(IndexLocation.SYNONYMS_KEY, "").split(","))
                        .filter(file -> !file.isBlank())
                        .map(file -> Path.of(file.strip()))
                        .toList();
        try {
            return IndexLocation.read(
                    index, session.getConfString(IndexLocation.CACHE_KEY, ""), synonyms);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    IndexLocation.SYNONYMS_KEY + ": cannot read " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static Expression call(
            String name, GeocodingSqlFunction function, List<Expression> arguments) {
        int positional = function.kind().positionalArguments();
        if (arguments.size() != positional && arguments.size() != positional + 1) {
            throw new IllegalArgumentException(
                    name
                            + " takes "
                            + positional
                            + " or "
                            + (positional + 1)
                            + " arguments, not "
                            + arguments.size());
        }
        List<Expression> cast = new ArrayList<>();
        for (int i = 0; i < positional; i++) {
            cast.add(cast(arguments.get(i), DataTypes.StringType));
        }
        cast.add(
                cast(
                        arguments.size() > positional
                                ? arguments.get(positional)
                                : new CreateMap(seq(List.of())),
                        DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType)));
        return new Invoke(
                Literal.create(function, new ObjectType(GeocodingSqlFunction.class)),
                function.kind().method(),
                function.returnType(),
                seq(cast),
                seq(List.<AbstractDataType>of()),
                true,
                true,
                true);
    }

    private static Expression cast(Expression value, DataType type) {
        return new Cast(value, type, Option.empty(), EvalMode.LEGACY());
    }

    /** Converts a list to a Scala sequence. */
    static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }
}
