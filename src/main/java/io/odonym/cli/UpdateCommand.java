package io.odonym.cli;

import io.odonym.fetch.FetchResult;
import io.odonym.fetch.FolderLock;
import io.odonym.options.DownloadOptions;
import io.odonym.options.TextAnalysisOptions;
import io.odonym.update.DataFolder;
import io.odonym.update.IndexUpdate;
import io.odonym.update.UpdateResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code odonym update}: downloads addresses and replaces the index if they have changed. */
@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description =
                "Downloads the addresses like \"odonym fetch\", builds an index if a file has"
                        + " changed, checks the index with sample searches, and makes it the"
                        + " current index of the data folder. A server that uses this index"
                        + " replaces it within seconds. If the command fails or is interrupted, the"
                        + " current index stays in use, and the same command continues.")
final class UpdateCommand implements Callable<Integer> {

    @Mixin private DownloadOptions download = new DownloadOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The folder of the files and indexes (default: ODONYM_DATA, or the data folder"
                            + " of the user).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--offline",
            description = "Do not download files; index the files that are in the folder.")
    private boolean offline;

    @Option(names = "--wait", description = "Wait for the end of another update (default: fail).")
    private boolean waits;

    @Option(names = "--quiet", description = "Do not print the progress of the download.")
    private boolean quiet;

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataFolder folder =
                new DataFolder(
                        data.orElseGet(() -> download.data().requiredFolder(System.getenv())));
        try (FolderLock _ = waits ? folder.awaitLock() : folder.acquireLock()) {
            if (!offline) {
                FetchResult result;
                try (FetchProgress progress = new FetchProgress(quiet)) {
                    result = download.fetch(folder.files(), progress);
                }
                FetchProgress.print(result);
            }
            long start = System.nanoTime();
            UpdateResult result =
                    new IndexUpdate(
                                    folder,
                                    Optional.of(DefaultIndex.municipalities()),
                                    text.analysis(),
                                    download.acceptsShrinkage(),
                                    ImportProgress.start())
                            .run();
            if (result.replaced()) {
                System.out.printf(
                        "%,d documents and %,d house numbers in %.1f s, %,.1f MB, verified with %d"
                                + " places%n",
                        result.manifest().documents(),
                        result.manifest().houseNumbers(),
                        (System.nanoTime() - start) / 1e9,
                        result.manifest().totalBytes() / 1e6,
                        result.verifiedPlaces());
            } else {
                System.out.println("the index is up to date");
            }
            System.out.println("index: " + result.index());
        }
        return 0;
    }
}
