package io.odonym.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the BAN's CSV, its lieux-dits and BAL files, told apart by their columns.
 *
 * <p>Their rows are house numbers, which belong together by street. A municipality's rows are
 * gathered before they become places, so that memory holds one municipality and not a country; a
 * file in which a municipality comes back after another is refused, since its streets would come
 * out twice.
 */
final class AddressCsvReader {

    private AddressCsvReader() {}

    static void read(InputStream in, String file, BatchConsumer batches)
            throws IOException, InterruptedException {
        BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        text.mark(1 << 16);
        String header = text.readLine();
        text.reset();
        char separator = header.indexOf(';') >= 0 ? ';' : ',';
        try (var rows =
                de.siegmar.fastcsv.reader.CsvReader.builder()
                        .fieldSeparator(separator)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text)) {
            Iterator<CsvRecord> each = rows.iterator();
            Map<String, Integer> columns = columns(each.next().getFields());
            AddressCsvSchema format = AddressCsvSchema.of(columns, file);
            gather(each, columns, format, file, batches);
        } catch (CsvParseException broken) {
            throw new SourceException(
                    file + " is broken: " + broken.getMessage() + cause(broken), broken);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static String cause(Exception broken) {
        return broken.getCause() == null ? "" : " (" + broken.getCause().getMessage() + ")";
    }

    private static Map<String, Integer> columns(List<String> names) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            columns.putIfAbsent(names.get(i).strip(), i);
        }
        return columns;
    }

    private static void gather(
            Iterator<CsvRecord> rows,
            Map<String, Integer> columns,
            AddressCsvSchema format,
            String file,
            BatchConsumer batches)
            throws InterruptedException {
        CommuneTable communes = CommuneTable.standard();
        Set<String> done = new HashSet<>();
        StreetGrouper groups = new StreetGrouper(format, file, communes);
        String commune = "";
        while (rows.hasNext()) {
            CsvRecord cells = rows.next();
            AddressCsvRow row =
                    new AddressCsvRow(columns, cells.getFields(), cells.getStartingLineNumber());
            String code = row.text(format.communeColumn());
            if (!code.equals(commune)) {
                batches.accept(groups.finished());
                groups = new StreetGrouper(format, file, communes);
                done.add(commune);
                commune = code;
                if (done.contains(code)) {
                    throw new SourceException(
                            "%s, line %d: municipality %s comes back after others; sort the file by %s"
                                    .formatted(file, row.line(), code, format.communeColumn()));
                }
            }
            groups.add(row);
        }
        batches.accept(groups.finished());
    }
}
