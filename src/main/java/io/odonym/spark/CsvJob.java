package io.odonym.spark;

import io.odonym.csv.CsvResultWriter;
import io.odonym.csv.PartitionedCsv;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

import scala.Tuple2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Geocodes the parts of CSV files: to CSV as the server writes it, or to rows of Spark's. */
final class CsvJob {

    /** As many as the server writes at once. */
    private static final int ROWS_IN_A_CHUNK = 100;

    private CsvJob() {}

    /** Writes CSV, a file a part. */
    static void write(
            JavaRDD<CsvInputFiles.FilePart> parts,
            TaskGeocoder geocoder,
            String output,
            boolean compressed,
            Configuration hadoop) {
        Configuration configuration = new Configuration(hadoop);
        configuration.setBoolean(FileOutputFormat.COMPRESS, compressed);
        parts.mapPartitionsToPair(
                        each ->
                                new Chunks(geocoder, only(each))
                                        .map(
                                                bytes ->
                                                        new Tuple2<>(
                                                                NullWritable.get(),
                                                                new BytesWritable(bytes))))
                .saveAsNewAPIHadoopFile(
                        output,
                        NullWritable.class,
                        BytesWritable.class,
                        BytesOutputFormat.class,
                        configuration);
    }

    /** Rows of Spark's: texts as the file has them, results as they are. */
    static JavaRDD<Row> rows(
            JavaRDD<CsvInputFiles.FilePart> parts, TaskGeocoder geocoder, List<String> results) {
        return parts.mapPartitions(
                each -> {
                    CsvInputFiles.FilePart part = only(each);
                    PartitionedCsv.PartRows rows = open(part, geocoder);
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return rows.hasNext();
                        }

                        @Override
                        public Row next() {
                            String[] row = geocoder.geocode(rows.next());
                            Object[] typed = Arrays.copyOf(row, row.length, Object[].class);
                            for (String result : results) {
                                int at = geocoder.position(result);
                                typed[at] = ResultStruct.value(result, row[at]);
                            }
                            return RowFactory.create(typed);
                        }
                    };
                });
    }

    private static CsvInputFiles.FilePart only(Iterator<CsvInputFiles.FilePart> each) {
        return each.next();
    }

    private static PartitionedCsv.PartRows open(CsvInputFiles.FilePart part, TaskGeocoder geocoder)
            throws IOException {
        PartitionedCsv.PartRows rows = part.open(geocoder.settings());
        TaskContext.get()
                .addTaskCompletionListener(
                        (TaskCompletionListener)
                                _ -> {
                                    try {
                                        rows.close();
                                    } catch (IOException unclosed) {
                                        throw new UncheckedIOException(unclosed);
                                    }
                                });
        return rows;
    }

    /** The bytes of an answer, some rows at a time. */
    private static final class Chunks implements Iterator<byte[]> {

        private final TaskGeocoder geocoder;
        private final PartitionedCsv.PartRows rows;
        private final CsvResultWriter answer;
        private boolean begun;

        Chunks(TaskGeocoder geocoder, CsvInputFiles.FilePart part) throws IOException {
            this.geocoder = geocoder;
            this.rows = open(part, geocoder);
            this.answer = part.file().table().answer(geocoder.settings().request());
        }

        @Override
        public boolean hasNext() {
            return !begun || rows.hasNext();
        }

        @Override
        public byte[] next() {
            if (!begun) {
                begun = true;
                return answer.start();
            }
            if (!rows.hasNext()) {
                throw new NoSuchElementException();
            }
            for (int i = 0; i < ROWS_IN_A_CHUNK && rows.hasNext(); i++) {
                answer.write(geocoder.geocode(rows.next()));
            }
            return answer.take();
        }

        <T> Iterator<T> map(java.util.function.Function<byte[], T> change) {
            Chunks chunks = this;
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return chunks.hasNext();
                }

                @Override
                public T next() {
                    return change.apply(chunks.next());
                }
            };
        }
    }
}
