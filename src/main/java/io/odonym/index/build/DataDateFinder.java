package io.odonym.index.build;

import io.odonym.index.store.DataDate;
import io.odonym.source.SourceException;
import io.odonym.source.SourceFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Determines the date of the data of an import. The sources are, in this order: the request, the
 * newest date in the rows, the file {@value #DATE_FILE} in a folder of the inputs, the dates in the
 * file names, and the date of the base index.
 */
final class DataDateFinder {

    /** The name of a file that contains the date of the data in its folder, in ISO 8601. */
    static final String DATE_FILE = "DATA-DATE";

    private static final Pattern DATE_IN_NAME =
            Pattern.compile("(?<!\\d)(20\\d\\d)(-?)(\\d\\d)\\2(\\d\\d)(?!\\d)");

    private DataDateFinder() {}

    /**
     * Returns the date of the data.
     *
     * @param newestRow the newest date in the rows, in ISO 8601; "" if the rows have no dates
     * @param base the date of the base index; unknown if there is none
     * @throws SourceException if a file {@value #DATE_FILE} does not contain a date
     */
    static DataDate find(
            ImportRequest request, List<SourceFile> files, String newestRow, DataDate base)
            throws IOException {
        if (request.dataDate().isPresent()) {
            return DataDate.of(request.dataDate().get(), DataDate.Source.OPTION);
        }
        Optional<LocalDate> row = date(newestRow);
        if (row.isPresent()) {
            return DataDate.of(row.get(), DataDate.Source.ROWS);
        }
        Optional<LocalDate> dateFile = newestDateFile(request.inputs());
        if (dateFile.isPresent()) {
            return DataDate.of(dateFile.get(), DataDate.Source.DATE_FILE);
        }
        return files.stream()
                .flatMap(file -> dateInName(file.path().getFileName().toString()).stream())
                .max(LocalDate::compareTo)
                .map(date -> DataDate.of(date, DataDate.Source.FILE_NAME))
                .orElse(base);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException invalid) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> newestDateFile(List<Path> inputs) throws IOException {
        Optional<LocalDate> newest = Optional.empty();
        for (Path input : inputs) {
            Path path = input.resolve(DATE_FILE);
            if (Files.isRegularFile(path)) {
                String text = Files.readString(path).strip();
                LocalDate date =
                        date(text)
                                .orElseThrow(
                                        () ->
                                                new SourceException(
                                                        path
                                                                + " does not contain a date such as"
                                                                + " 2026-11-30"));
                newest = newest.filter(date::isBefore).or(() -> Optional.of(date));
            }
        }
        return newest;
    }

    /** Returns the date in a file name: "adresses-2026-11-30.csv" or "bal-20261130.csv". */
    static Optional<LocalDate> dateInName(String name) {
        Matcher matcher = DATE_IN_NAME.matcher(name);
        Optional<LocalDate> found = Optional.empty();
        while (matcher.find()) {
            Optional<LocalDate> date =
                    date(matcher.group(1) + "-" + matcher.group(3) + "-" + matcher.group(4));
            found = date.isPresent() ? date : found;
        }
        return found;
    }
}
