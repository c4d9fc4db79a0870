package io.odonym.options;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.DataOptions;
import io.odonym.fetch.Area;
import io.odonym.fetch.ExportFormat;
import io.odonym.fetch.FetchFolder;
import io.odonym.fetch.FetchListener;
import io.odonym.fetch.FetchOptions;
import io.odonym.fetch.FetchResult;
import io.odonym.fetch.Fetcher;
import io.odonym.fetch.Proxies;
import io.odonym.fetch.Selection;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options of commands that download address files. */
public final class DownloadOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            paramLabel = "AREA",
            arity = "0..*",
            description =
                    "The areas to download: \"france\", the codes of departments such as 35 or 2A,"
                            + " or the INSEE codes of municipalities such as 35238, whose BAL is"
                            + " downloaded (default: the areas and the format of the previous"
                            + " download; otherwise, france).")
    private List<String> areas = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description =
                    "The format of the files of France and of departments: addok, which includes"
                            + " the municipalities, or csv, which includes parcels (default:"
                            + " addok).")
    private Optional<ExportFormat> format = Optional.empty();

    @Option(
            names = "--ban-url",
            paramLabel = "URL",
            converter = UrlConverter.class,
            description =
                    "The address of the exports of the BAN (default: ODONYM_BAN_URL, or the public"
                            + " server).")
    private Optional<URI> banUrl = Optional.empty();

    @Option(
            names = "--bal-url",
            paramLabel = "URL",
            converter = UrlConverter.class,
            description =
                    "The address of the BAL files (default: ODONYM_BAL_URL, or the public server).")
    private Optional<URI> balUrl = Optional.empty();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "The number of files that are downloaded at the same time (default:"
                            + " ${DEFAULT-VALUE}).")
    private int parallel = FetchOptions.DEFAULT_PARALLEL;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description =
                    "How often a failed request is repeated, after increasing delays (default:"
                            + " ${DEFAULT-VALUE}).")
    private int retries = FetchOptions.DEFAULT_RETRIES;

    @Option(
            names = "--accept-shrink",
            description =
                    "Accept a new version that has lost more than 10 %% of its content (default:"
                            + " keep the current version and fail).")
    private boolean acceptsShrinkage;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The properties file of the server.")
    private Optional<Path> config = Optional.empty();

    /**
     * Creates options with default values. picocli then sets the options given on the command line.
     */
    public DownloadOptions() {}

    /** Returns the data folder, and the addresses of downloads. */
    public DataOptions data() {
        return Configuration.read(System.getenv(), config).data();
    }

    /** Returns whether a new version may have lost more than a tenth of its content. */
    public boolean acceptsShrinkage() {
        return acceptsShrinkage;
    }

    /**
     * Downloads the selected files.
     *
     * @param folder the target folder
     * @throws IOException if a file cannot be downloaded
     * @throws ParameterException if an option is out of its range, or areas overlap
     */
    public FetchResult fetch(Path folder, FetchListener listener)
            throws IOException, InterruptedException {
        FetchFolder target = new FetchFolder(folder);
        DataOptions data = data();
        Selection previous = target.selection().orElse(Selection.FRANCE);
        Selection selection;
        FetchOptions options;
        Proxies proxies;
        try {
            selection =
                    areas.isEmpty() && format.isEmpty()
                            ? previous
                            : new Selection(
                                    areas.isEmpty()
                                            ? previous.areas()
                                            : areas.stream().map(Area::parse).toList(),
                                    format.orElse(ExportFormat.ADDOK));
            options =
                    new FetchOptions(
                            parallel,
                            retries,
                            FetchOptions.DEFAULT_STALL_TIMEOUT,
                            FetchOptions.DEFAULT_FIRST_DELAY,
                            acceptsShrinkage);
            proxies = Proxies.of(System.getenv());
        } catch (IllegalArgumentException invalid) {
            throw new ParameterException(command.commandLine(), invalid.getMessage(), invalid);
        }
        return new Fetcher(target, proxies.newClient(), options, listener)
                .run(
                        selection,
                        selection.files(
                                banUrl.orElse(data.banUrl()), balUrl.orElse(data.balUrl())));
    }

    /** Reads the name of a format in any case. */
    private static final class FormatConverter implements ITypeConverter<ExportFormat> {

        private static final Map<String, ExportFormat> FORMATS =
                Map.of("addok", ExportFormat.ADDOK, "csv", ExportFormat.CSV);

        @Override
        public ExportFormat convert(String text) {
            return Optional.ofNullable(FORMATS.get(text))
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "\"" + text + "\" is neither addok nor csv"));
        }
    }

    /** Reads an address with the scheme http or https. */
    private static final class UrlConverter implements ITypeConverter<URI> {

        @Override
        public URI convert(String text) {
            return DataOptions.parseUrl(text)
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "\"" + text + "\" is not an http or https address"));
        }
    }
}
