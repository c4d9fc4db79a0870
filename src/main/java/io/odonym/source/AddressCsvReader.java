package io.odonym.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads CSV files of addresses: the BAN's address files, the BAN's lieux-dits files and BAL files.
 * The format is detected from the column names; see {@link AddressCsvSchema}.
 *
 * <p>Each row contains one house number, and the rows of a street are combined into one place. The
 * reader collects the rows of a municipality before it creates places, so only one municipality is
 * in memory at a time. A file is rejected if the rows of a municipality are not contiguous, because
 * a street would then become several places.
 */
final class AddressCsvReader {

    /** The maximum length of the first row in characters. */
    private static final int MAX_HEADER_LENGTH = 1 << 16;

    private AddressCsvReader() {}

    /**
     * Reads a file and passes one batch per municipality to the consumer.
     *
     * @param in the decompressed file, in UTF-8 or Windows-1252
     * @param file the file name for error messages
     * @param notes receives what the user should know about the file, such as its encoding
     * @throws SourceException if the file is malformed or has an unknown format
     */
    static void read(
            InputStream in, String file, PlaceBatchConsumer batches, Consumer<String> notes)
            throws IOException, InterruptedException {
        BufferedReader text =
                new BufferedReader(
                        new SourceTextReader(
                                in, () -> notes.accept(file + " is read as Windows-1252")));
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        text.mark(MAX_HEADER_LENGTH);
        String header = text.readLine();
        text.reset();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(CsvHeader.separator(header))
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            Iterator<CsvRecord> rows = reader.iterator();
            Map<String, Integer> columns = CsvHeader.columns(rows.next().getFields());
            AddressCsvSchema schema = AddressCsvSchema.detect(columns, file);
            readRows(rows, columns, schema, file, batches);
        } catch (CsvParseException malformed) {
            throw new SourceException(
                    file + " is malformed: " + malformed.getMessage() + cause(malformed),
                    malformed);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static String cause(Exception exception) {
        return exception.getCause() == null ? "" : " (" + exception.getCause().getMessage() + ")";
    }

    private static void readRows(
            Iterator<CsvRecord> rows,
            Map<String, Integer> columns,
            AddressCsvSchema schema,
            String file,
            PlaceBatchConsumer batches)
            throws InterruptedException {
        CommuneTable communes = CommuneTable.load();
        Map<String, String> regionalColumns = RegionalNames.columnsIn(columns);
        Set<String> finished = new HashSet<>();
        StreetGrouper streets = new StreetGrouper(schema, file, communes);
        String commune = "";
        while (rows.hasNext()) {
            CsvRecord cells = rows.next();
            AddressCsvRow row =
                    new AddressCsvRow(
                            columns,
                            regionalColumns,
                            cells.getFields(),
                            cells.getStartingLineNumber());
            String code = schema.citycode(row);
            if (!code.equals(commune)) {
                batches.accept(streets.toBatch());
                streets = new StreetGrouper(schema, file, communes);
                finished.add(commune);
                commune = code;
                if (finished.contains(code)) {
                    throw new SourceException(
                            "%s, line %d: the rows of municipality %s are not contiguous; sort the file by %s"
                                    .formatted(file, row.line(), code, schema.communeColumn()));
                }
            }
            streets.add(row);
        }
        batches.accept(streets.toBatch());
    }
}
