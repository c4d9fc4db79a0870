package io.odonym.spark;

import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.index.store.IndexArchive;
import io.odonym.text.TextAnalysis;

import org.apache.spark.sql.SparkSession;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small index and an input file of 400 rows for tests of the job.
 *
 * @param folder the folder of the test's files
 * @param index the directory of the index
 * @param archive an archive of the index
 * @param input a CSV file with the columns n, adresse, cp, lat and lon
 */
record JobFixture(Path folder, Path index, Path archive, Path input) {

    private static final String STREETS =
            """
            {"id":"75101_8635","type":"street","name":"Rue Saint-Honoré","postcode":"75001","citycode":"75101","city":"Paris","context":"75, Paris, Île-de-France","importance":0.7,"lat":48.8646,"lon":2.3331,"housenumbers":{"1":{"id":"75101_8635_00001","lat":48.8601,"lon":2.3441},"3bis":{"id":"75101_8635_00003_bis","lat":48.8602,"lon":2.3442}}}
            {"id":"75118_1","type":"street","name":"Rue du Sacré Cœur","postcode":"75018","citycode":"75118","city":"Paris","importance":0.6,"lat":48.8867,"lon":2.3431}
            {"id":"59350_1","type":"street","name":"Rue Saint-Honoré","postcode":"59000","citycode":"59350","city":"Lille","importance":0.5,"lat":50.6,"lon":3.06}
            {"id":"59350","type":"municipality","name":"Lille","postcode":"59000","citycode":"59350","city":"Lille","importance":0.6,"lat":50.63,"lon":3}
            """;

    private static final List<String> ADDRESSES =
            List.of(
                    "1 rue saint honoré",
                    "\"rue du \"\"sacré\"\" cœur;\r\nparis\"",
                    "lille",
                    "3 bis rue saint-honore paris",
                    "",
                    "nothing of the kind",
                    "rue " + "x ".repeat(150));

    /** Creates the files in the given folder. */
    static JobFixture create(Path folder) throws IOException, InterruptedException {
        Path streets = Files.writeString(folder.resolve("streets.ndjson"), STREETS);
        Path index = folder.resolve("index");
        Importer.run(
                new ImportRequest(List.of(streets), index, 0, 1),
                TextAnalysis.standard(),
                ImportListener.NO_OP);
        Path archive = folder.resolve("index.tar.zst");
        IndexArchive.pack(index, archive, _ -> {});
        StringBuilder rows = new StringBuilder("n;adresse;cp;lat;lon\r\n");
        for (int i = 0; i < 400; i++) {
            rows.append(i)
                    .append(';')
                    .append(ADDRESSES.get(i % ADDRESSES.size()))
                    .append(i % 3 == 0 ? ";59000" : ";")
                    .append(i % 5 == 0 ? ";48.86011;2.34411" : i % 5 == 1 ? ";91;2" : ";;")
                    .append("\r\n");
        }
        Path input = Files.writeString(folder.resolve("rows.csv"), rows);
        return new JobFixture(folder, index, archive, input);
    }

    /** Starts a local session in which the SQL functions search the index. */
    SparkSession session() {
        SparkSession.Builder builder = SparkSession.builder();
        LocalJob.SPARK.forEach(builder::config);
        return builder.config("spark.sql.extensions", OdonymExtensions.class.getName())
                .config(IndexLocation.INDEX_KEY, index.toString())
                .getOrCreate();
    }

    /** Returns the arguments of a job that reads the input. */
    String[] arguments(Path output, String... more) {
        return Stream.concat(
                        Stream.of(
                                "--input", input.toString(),
                                "--output", output.toString(),
                                "--index-cache", folder.resolve("cache").toString(),
                                "--lat", "lat",
                                "--lon", "lon"),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }
}
