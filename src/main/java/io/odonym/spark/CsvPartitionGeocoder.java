package io.odonym.spark;

import io.odonym.csv.CsvResultEncoder;
import io.odonym.csv.PartitionedCsvFile;

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

/** Geocodes partitions of CSV files, and writes CSV or returns Spark rows. */
final class CsvPartitionGeocoder {

    /** The number of rows per output record. The CSV endpoints use chunks of the same size. */
    private static final int ROWS_PER_CHUNK = 100;

    private CsvPartitionGeocoder() {}

    /** Geocodes the partitions of CSV files and writes CSV, one output file per partition. */
    static void write(
            JavaRDD<CsvInputFiles.FilePartition> partitions,
            TaskGeocoder geocoder,
            String output,
            boolean compressed,
            Configuration hadoop) {
        Configuration configuration = new Configuration(hadoop);
        configuration.setBoolean(FileOutputFormat.COMPRESS, compressed);
        partitions
                .mapPartitionsToPair(elements -> new OutputChunks(geocoder, elements.next()))
                .saveAsNewAPIHadoopFile(
                        output,
                        NullWritable.class,
                        BytesWritable.class,
                        BytesOutputFormat.class,
                        configuration);
    }

    /**
     * Geocodes the partitions of CSV files and returns Spark rows. Input columns are strings, and
     * result columns have the types that {@link ResultStruct} defines.
     *
     * @param results the names of the result columns
     */
    static JavaRDD<Row> rows(
            JavaRDD<CsvInputFiles.FilePartition> partitions,
            TaskGeocoder geocoder,
            List<String> results) {
        return partitions.mapPartitions(
                elements -> {
                    PartitionedCsvFile.PartitionReader rows = open(elements.next(), geocoder);
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return rows.hasNext();
                        }

                        @Override
                        public Row next() {
                            String[] row = geocoder.geocode(rows.next());
                            Object[] values = Arrays.copyOf(row, row.length, Object[].class);
                            for (String result : results) {
                                int position = geocoder.position(result);
                                values[position] = ResultStruct.value(result, row[position]);
                            }
                            return RowFactory.create(values);
                        }
                    };
                });
    }

    private static PartitionedCsvFile.PartitionReader open(
            CsvInputFiles.FilePartition partition, TaskGeocoder geocoder) throws IOException {
        PartitionedCsvFile.PartitionReader rows = partition.open(geocoder.settings());
        TaskContext.get()
                .addTaskCompletionListener(
                        (TaskCompletionListener)
                                _ -> {
                                    try {
                                        rows.close();
                                    } catch (IOException failed) {
                                        throw new UncheckedIOException(failed);
                                    }
                                });
        return rows;
    }

    /** The output of a partition of a CSV file: the header, followed by chunks of geocoded rows. */
    private static final class OutputChunks
            implements Iterator<Tuple2<NullWritable, BytesWritable>> {

        private final TaskGeocoder geocoder;
        private final PartitionedCsvFile.PartitionReader rows;
        private final CsvResultEncoder encoder;
        private boolean headerWritten;

        OutputChunks(TaskGeocoder geocoder, CsvInputFiles.FilePartition partition)
                throws IOException {
            this.geocoder = geocoder;
            this.rows = open(partition, geocoder);
            this.encoder = partition.file().table().newResultEncoder(geocoder.settings().request());
        }

        @Override
        public boolean hasNext() {
            return !headerWritten || rows.hasNext();
        }

        @Override
        public Tuple2<NullWritable, BytesWritable> next() {
            return new Tuple2<>(NullWritable.get(), new BytesWritable(nextBytes()));
        }

        private byte[] nextBytes() {
            if (!headerWritten) {
                headerWritten = true;
                return encoder.headerBytes();
            }
            if (!rows.hasNext()) {
                throw new NoSuchElementException();
            }
            for (int i = 0; i < ROWS_PER_CHUNK && rows.hasNext(); i++) {
                encoder.add(geocoder.geocode(rows.next()));
            }
            return encoder.takeBytes();
        }
    }
}
