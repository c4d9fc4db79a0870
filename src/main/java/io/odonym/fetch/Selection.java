package io.odonym.fetch;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The areas to download, and the format of the files. Immutable.
 *
 * @param areas at least one area; no area contains another
 * @param format the format of the files of France and of departments; the file of a municipality is
 *     always a BAL
 */
public record Selection(List<Area> areas, ExportFormat format) {

    /** All of France in the addok export. */
    public static final Selection FRANCE = new Selection(List.of(Area.FRANCE), ExportFormat.ADDOK);

    /**
     * Checks the areas.
     *
     * @throws IllegalArgumentException if there is no area, or one area contains another
     */
    public Selection {
        areas = List.copyOf(areas);
        if (areas.isEmpty()) {
            throw new IllegalArgumentException("no area is selected");
        }
        for (int i = 0; i < areas.size(); i++) {
            for (int j = 0; j < areas.size(); j++) {
                if (i != j && areas.get(i).contains(areas.get(j))) {
                    throw new IllegalArgumentException(
                            areas.get(i).equals(areas.get(j))
                                    ? areas.get(i) + " is selected twice"
                                    : areas.get(i) + " already contains " + areas.get(j));
                }
            }
        }
    }

    /**
     * Returns the files of the selection.
     *
     * @param banUrl the address of the folder that contains the exports of the BAN
     * @param balUrl the address below which each municipality has a BAL
     */
    public List<RemoteFile> files(URI banUrl, URI balUrl) {
        List<RemoteFile> files = new ArrayList<>();
        for (Area area : areas) {
            if (area.kind() == Area.Kind.MUNICIPALITY) {
                files.add(
                        new RemoteFile(
                                "bal-" + area.code() + ".csv",
                                below(balUrl, area.code() + "/download/csv-bal/adresses")));
            } else {
                for (String path : format.paths(area)) {
                    files.add(
                            new RemoteFile(
                                    path.substring(path.lastIndexOf('/') + 1),
                                    below(banUrl, path)));
                }
            }
        }
        return files;
    }

    private static URI below(URI base, String path) {
        String text = base.toString();
        return URI.create(text + (text.endsWith("/") ? "" : "/") + path);
    }

    /** Returns the format and the areas as one line, such as "addok 35 56". */
    public String text() {
        return format.name().toLowerCase(Locale.ROOT)
                + areas.stream().map(area -> " " + area.code()).collect(Collectors.joining());
    }

    /** Reads a line that {@link #text()} returned; empty if the line is not valid. */
    static Optional<Selection> parse(String line) {
        List<String> words = Arrays.asList(line.strip().split(" "));
        try {
            return Optional.of(
                    new Selection(
                            words.stream().skip(1).map(Area::parse).toList(),
                            ExportFormat.valueOf(words.getFirst().toUpperCase(Locale.ROOT))));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }
}
