package io.odonym.spark;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.util.ReflectionUtils;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the values, which are byte arrays, to one CSV file per partition, without separators.
 * Hadoop's output committers publish the files.
 */
public final class BytesOutputFormat extends FileOutputFormat<NullWritable, BytesWritable> {

    /** Creates the format. Hadoop calls this constructor. */
    public BytesOutputFormat() {}

    @Override
    public RecordWriter<NullWritable, BytesWritable> getRecordWriter(TaskAttemptContext task)
            throws IOException {
        Configuration configuration = task.getConfiguration();
        boolean compressed = getCompressOutput(task);
        Path path = getDefaultWorkFile(task, compressed ? ".csv.gz" : ".csv");
        OutputStream file = path.getFileSystem(configuration).create(path, false);
        OutputStream out = compressed ? gzip(file, configuration) : file;
        return new RecordWriter<>() {
            @Override
            public void write(NullWritable key, BytesWritable value) throws IOException {
                out.write(value.getBytes(), 0, value.getLength());
            }

            @Override
            public void close(TaskAttemptContext endedTask) throws IOException {
                out.close();
            }
        };
    }

    private static OutputStream gzip(OutputStream file, Configuration configuration)
            throws IOException {
        CompressionCodec codec = ReflectionUtils.newInstance(GzipCodec.class, configuration);
        return codec.createOutputStream(file);
    }
}
