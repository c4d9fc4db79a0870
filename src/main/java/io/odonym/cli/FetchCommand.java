package io.odonym.cli;

import io.odonym.fetch.FetchResult;
import io.odonym.options.DownloadOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code odonym fetch}: downloads address files. */
@Command(
        name = "fetch",
        mixinStandardHelpOptions = true,
        description =
                "Downloads the addresses of France, of departments or of municipalities from the"
                        + " BAN. Files that have not changed are not downloaded again. If the"
                        + " command was interrupted, the same command resumes the download. Proxies"
                        + " are read from HTTP_PROXY, HTTPS_PROXY and NO_PROXY.")
final class FetchCommand implements Callable<Integer> {

    @Mixin private DownloadOptions download = new DownloadOptions();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "The folder of the files (default: the folder files in ODONYM_DATA or in the"
                            + " data folder of the user).")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--quiet", description = "Do not print progress messages.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder =
                output.orElseGet(
                        () -> download.data().requiredFolder(System.getenv()).resolve("files"));
        FetchResult result;
        try (FetchProgress progress = new FetchProgress(quiet)) {
            result = download.fetch(folder, progress);
        }
        FetchProgress.print(result);
        System.out.println("folder: " + folder);
        return 0;
    }
}
