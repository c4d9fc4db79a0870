package io.odonym.fetch;

import java.util.List;

/** The formats of the exports of the BAN. */
public enum ExportFormat {
    /** The addok export: one document per place, including the municipalities. */
    ADDOK {
        @Override
        List<String> paths(Area area) {
            return List.of("addok/adresses-addok-" + area.code() + ".ndjson.gz");
        }
    },
    /** The CSV files: the addresses and the lieux-dits, without the municipalities. */
    CSV {
        @Override
        List<String> paths(Area area) {
            String places =
                    area.kind() == Area.Kind.FRANCE
                            ? "csv/lieux-dits-beta-france.csv.gz"
                            : "csv/lieux-dits-" + area.code() + "-beta.csv.gz";
            return List.of("csv/adresses-" + area.code() + ".csv.gz", places);
        }
    };

    /** Returns the paths of the files of France or a department, relative to the base address. */
    abstract List<String> paths(Area area);
}
