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
import java.util.function.Function;

/**
 * Brings the functions {@code odonym_search}, {@code odonym_search_all} and {@code odonym_reverse}
 * into a session: {@code spark.sql.extensions=io.odonym.spark.OdonymExtensions}. {@code
 * spark.odonym.index} says where the index is.
 */
public final class OdonymExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

    /** Spark makes it. */
    public OdonymExtensions() {}

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        inject(
                extensions,
                "odonym_search",
                "odonym_search(text [, options]) - Geocodes an address: a struct with the columns"
                        + " that /search/csv adds. options is a map: type, postcode, citycode"
                        + " (filters), lat and lon (a centre), min_score, improve.",
                SqlFunction::search);
        inject(
                extensions,
                "odonym_search_all",
                "odonym_search_all(text [, options]) - Geocodes an address: an array of structs,"
                    + " the best first. options as of odonym_search, and limit (1 to 100, default"
                    + " 5).",
                SqlFunction::searchAll);
        inject(
                extensions,
                "odonym_reverse",
                "odonym_reverse(lat, lon [, options]) - The address at a point: a struct with the"
                    + " columns that /reverse/csv adds. options is a map: type, postcode, citycode"
                    + " (filters).",
                SqlFunction::reverse);
        return BoxedUnit.UNIT;
    }

    private static void inject(
            SparkSessionExtensions extensions,
            String name,
            String usage,
            Function<IndexLocation, SqlFunction> function) {
        Function1<Seq<Expression>, Expression> builder =
                new AbstractFunction1<>() {
                    @Override
                    public Expression apply(Seq<Expression> arguments) {
                        return call(
                                name,
                                function.apply(location()),
                                CollectionConverters.asJava(arguments));
                    }
                };
        extensions.injectFunction(
                new Tuple3<>(
                        new FunctionIdentifier(name),
                        new ExpressionInfo(SqlFunction.class.getName(), "", name, usage, ""),
                        builder));
    }

    /** As the session's configuration has it. */
    private static IndexLocation location() {
        SQLConf session = SQLConf.get();
        String index = session.getConfString(IndexLocation.INDEX_KEY, "");
        if (index.isEmpty()) {
            throw new IllegalArgumentException(
                    "where is the index? Set "
                            + IndexLocation.INDEX_KEY
                            + " to a folder that every node has, or to an archive made by: odonym"
                            + " package");
        }
        List<Path> synonyms =
                Arrays.stream(session.getConfString(IndexLocation.SYNONYMS_KEY, "").split(","))
                        .filter(file -> !file.isBlank())
                        .map(file -> Path.of(file.strip()))
                        .toList();
        try {
            return IndexLocation.of(
                    index, session.getConfString(IndexLocation.CACHE_KEY, ""), synonyms);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    IndexLocation.SYNONYMS_KEY + ": cannot read " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static Expression call(String name, SqlFunction function, List<Expression> arguments) {
        int texts = function.shape().texts();
        if (arguments.size() != texts && arguments.size() != texts + 1) {
            throw new IllegalArgumentException(
                    name
                            + " takes "
                            + texts
                            + " or "
                            + (texts + 1)
                            + " arguments, not "
                            + arguments.size());
        }
        List<Expression> cast = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            cast.add(cast(arguments.get(i), DataTypes.StringType));
        }
        cast.add(
                cast(
                        arguments.size() > texts
                                ? arguments.get(texts)
                                : new CreateMap(seq(List.of())),
                        DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType)));
        return new Invoke(
                Literal.create(function, new ObjectType(SqlFunction.class)),
                function.shape().method(),
                function.returned(),
                seq(cast),
                seq(List.<AbstractDataType>of()),
                true,
                true,
                true);
    }

    private static Expression cast(Expression value, DataType type) {
        return new Cast(value, type, Option.empty(), EvalMode.LEGACY());
    }

    static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }
}
