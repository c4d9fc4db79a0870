package io.odonym.http.geoplateforme;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvRequest;
import io.odonym.geocode.DeadlineExceededException;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.IndexLease;
import io.odonym.geocode.QueryLengthException;
import io.odonym.geocode.SearchRequest;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.exchange.BatchBody;
import io.odonym.http.exchange.BatchRunner;
import io.odonym.http.exchange.ClientAllowance;
import io.odonym.http.exchange.CsvUploadHandler;
import io.odonym.http.exchange.Endpoint;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.RequestLog;
import io.odonym.http.exchange.ResponseSender;
import io.odonym.http.exchange.RouteRegistrar;
import io.odonym.http.exchange.SearchTelemetry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Handles the searches, batches and files of the Géoplateforme's API, and {@code /geocodage/ping}.
 * The case of a path does not matter. Thread-safe.
 */
public final class GeoplateformeHandler {

    private static final int MAX_BATCH_SIZE = 100;
    private static final int MAX_BATCH_BYTES = MAX_BATCH_SIZE * 4096;

    private static final byte[] PONG = "PONG!".getBytes(StandardCharsets.US_ASCII);
    private static final Header PLAIN_TEXT =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");

    /** The number of results of a completion that are ranked for each result in a rectangle. */
    private static final int RANKED_PER_RESULT = 4;

    private static final int MAX_RANKED = 50;

    private final AddressSearches searches;
    private final BatchElement.Reader elements;
    private final BatchRunner runner;
    private final ClientAllowance allowance;
    private final MemoryBudget memory;
    private final boolean isStrict;

    /**
     * Creates the handler.
     *
     * @param allowance limits the searches of each client
     * @param memory limits the memory of batches and of responses that are not sent yet
     * @param isStrict whether a text must have three characters and start with a letter or digit,
     *     as in the Géoplateforme
     */
    public GeoplateformeHandler(
            Geocoder geocoder,
            SearchTelemetry telemetry,
            RequestLog log,
            BatchRunner runner,
            ClientAllowance allowance,
            MemoryBudget memory,
            boolean isStrict) {
        this.searches = new AddressSearches(geocoder, telemetry, log);
        this.elements = new BatchElement.Reader(searches, isStrict);
        this.runner = runner;
        this.allowance = allowance;
        this.memory = memory;
        this.isStrict = isStrict;
    }

    /** Returns the reader of the elements of batches that have the form of the Géoplateforme. */
    public BatchElement.Reader batchElements() {
        return elements;
    }

    /**
     * Registers the routes of this handler.
     *
     * @param uploads geocodes the uploaded files
     */
    public void register(
            HttpRouting.Builder routing, CsvUploadHandler uploads, Configuration configuration) {
        CsvForm form = new CsvForm(configuration);
        RouteRegistrar.post(
                routing,
                Endpoint.GEOPLATEFORME_SEARCH_CSV,
                uploads.handler(CsvRequest.Kind.SEARCH, form));
        RouteRegistrar.post(
                routing,
                Endpoint.GEOPLATEFORME_REVERSE_CSV,
                uploads.handler(CsvRequest.Kind.REVERSE, form));
        json(routing, Endpoint.GEOPLATEFORME_SEARCH, this::search);
        json(routing, Endpoint.GEOPLATEFORME_REVERSE, this::reverse);
        json(routing, Endpoint.GEOPLATEFORME_COMPLETION, this::complete);
        RouteRegistrar.post(routing, Endpoint.GEOPLATEFORME_BATCH, this::batch);
        RouteRegistrar.get(
                routing,
                Endpoint.GEOPLATEFORME_PING,
                (request, response) -> {
                    response.header(PLAIN_TEXT);
                    ResponseSender.sendBody(request, response, PONG);
                });
    }

    private void json(
            HttpRouting.Builder routing, Endpoint endpoint, Function<String, byte[]> handler) {
        RouteRegistrar.get(routing, endpoint, RouteRegistrar.jsonHandler(memory, handler));
    }

    private byte[] search(String rawQuery) {
        SearchParameters parameters =
                SearchParameters.read(ParameterReader.ofQuery(rawQuery), isStrict);
        return searches.search(
                parameters,
                response ->
                        FeatureCollectionWriter.write(
                                response.features(), parameters.withTrueGeometry()));
    }

    private byte[] reverse(String rawQuery) {
        ReverseParameters parameters = ReverseParameters.read(ParameterReader.ofQuery(rawQuery));
        return searches.reverse(
                parameters,
                response ->
                        FeatureCollectionWriter.write(
                                response.features(), parameters.withTrueGeometry()));
    }

    private byte[] complete(String rawQuery) {
        CompletionParameters parameters =
                CompletionParameters.read(ParameterReader.ofQuery(rawQuery), isStrict);
        var bounds = parameters.filters().bounds();
        int ranked =
                bounds.isPresent()
                        ? Math.min(MAX_RANKED, RANKED_PER_RESULT * parameters.limit())
                        : Math.max(SearchParameters.DEFAULT_LIMIT, parameters.limit());
        SearchRequest request =
                new SearchRequest(
                        parameters.text(),
                        ranked,
                        bounds.isPresent() ? ranked : parameters.limit(),
                        true,
                        parameters.center(),
                        parameters.filters(),
                        false,
                        false);
        try {
            return searches.run(
                    SearchTelemetry.COMPLETION,
                    request,
                    response ->
                            CompletionWriter.write(
                                    response.features().stream()
                                            .filter(
                                                    feature ->
                                                            bounds.isEmpty()
                                                                    || bounds.get()
                                                                            .contains(
                                                                                    feature
                                                                                            .latitude(),
                                                                                    feature
                                                                                            .longitude()))
                                            .limit(parameters.limit())
                                            .toList()));
        } catch (DeadlineExceededException | QueryLengthException failed) {
            return CompletionWriter.writeError(failed.getMessage());
        }
    }

    private void batch(ServerRequest request, ServerResponse response) throws IOException {
        try (MemoryBudget.Reservation held = memory.open(request)) {
            BatchBody body = BatchBody.read(request, MAX_BATCH_BYTES, held);
            if (body.members().keys().isEmpty()) {
                throw HttpErrorException.badRequest("The body must be an object", "");
            }
            BatchElement.checkIndexes(body.members());
            if (body.requests().size() > MAX_BATCH_SIZE) {
                throw HttpErrorException.badRequest(
                        "requests must contain at most " + MAX_BATCH_SIZE + " elements", "");
            }
            allowance.acquireSearches(request, body.requests().size());
            List<Function<IndexLease, byte[]>> batch = new ArrayList<>();
            for (Object element : body.requests()) {
                batch.add(elements.read(element, body.members()));
            }
            runner.run(request, response, batch, 2, held);
        }
    }
}
