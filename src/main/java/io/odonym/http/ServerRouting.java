package io.odonym.http;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.configuration.Configuration;
import io.odonym.csv.CsvGeocoder;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.IndexReloader;
import io.odonym.http.api.AdminHandler;
import io.odonym.http.api.BatchHandler;
import io.odonym.http.api.CsvHandler;
import io.odonym.http.api.GeoCodeJsonWriter;
import io.odonym.http.api.GeocodingHandler;
import io.odonym.http.api.HealthHandler;
import io.odonym.http.api.MetricsHandler;
import io.odonym.http.api.OpenApiHandler;
import io.odonym.http.api.PlaceHandler;
import io.odonym.http.connection.AdmissionControl;
import io.odonym.http.connection.ConnectionScheduler;
import io.odonym.http.connection.RequestDrain;
import io.odonym.http.connection.UnconsumedBodyFilter;
import io.odonym.http.exchange.BatchRunner;
import io.odonym.http.exchange.ClientAllowance;
import io.odonym.http.exchange.CsvUploadHandler;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.RequestLog;
import io.odonym.http.exchange.RequestTelemetry;
import io.odonym.http.exchange.ResponseSender;
import io.odonym.http.exchange.SearchTelemetry;
import io.odonym.http.geoplateforme.DescriptionHandler;
import io.odonym.http.geoplateforme.GeoplateformeHandler;
import io.odonym.http.page.WebPages;
import io.odonym.telemetry.Telemetry;

import java.util.concurrent.ExecutorService;

/**
 * Registers the filters, the handlers and the error handlers of the server.
 *
 * @param csvGeocoder geocodes uploaded files at low priority
 * @param batchExecutor runs the searches of batches at low priority
 */
record ServerRouting(
        Geocoder geocoder,
        IndexReloader indexReloader,
        Configuration configuration,
        Telemetry telemetry,
        CsvGeocoder csvGeocoder,
        ExecutorService batchExecutor,
        SharedLimiters limits,
        AdmissionControl admission,
        RequestDrain drain,
        ConnectionScheduler scheduler) {

    private static final System.Logger LOG = System.getLogger(ServerRouting.class.getName());

    /**
     * Registers the filters, the handlers and the error handlers. The filters run in the order in
     * which they are registered.
     */
    void register(HttpRouting.Builder routing) {
        RequestLog log = new RequestLog(configuration.logs());
        RequestTelemetry requestTelemetry = new RequestTelemetry(telemetry);
        routing.addFilter(new UnconsumedBodyFilter());
        routing.addFilter(scheduler);
        routing.addFilter(drain);
        routing.addFilter(requestTelemetry);
        routing.addFilter(new ResponseHeaderFilter());
        if (log.isAccessLogEnabled()) {
            routing.addFilter(new AccessLogFilter(log));
        }
        routing.addFilter(new AdmissionFilter(admission, new ClientAllowance(limits.clients())));
        registerHandlers(routing, log);
        registerErrorHandlers(routing, requestTelemetry);
    }

    /** Registers the administration routes on a separate listener. */
    void registerAdministration(HttpRouting.Builder routing) {
        RequestTelemetry requestTelemetry = new RequestTelemetry(telemetry);
        routing.addFilter(new UnconsumedBodyFilter());
        routing.addFilter(drain);
        routing.addFilter(requestTelemetry);
        AdminHandler.registerOnOwnListener(routing, indexReloader, configuration.administration());
        registerNotFound(routing);
        registerErrorHandlers(routing, requestTelemetry);
    }

    private void registerHandlers(HttpRouting.Builder routing, RequestLog log) {
        GeoCodeJsonWriter writer =
                new GeoCodeJsonWriter(configuration.attribution(), configuration.licence());
        GeocodingHandler searches =
                new GeocodingHandler(geocoder, configuration, log, writer, telemetry);
        searches.register(routing, limits.memory());
        ClientAllowance allowance = new ClientAllowance(limits.clients());
        CsvUploadHandler uploads =
                new CsvUploadHandler(
                        csvGeocoder,
                        limits.uploads(),
                        allowance,
                        limits.memory(),
                        limits.uploadSpace(),
                        telemetry);
        new CsvHandler(configuration).register(routing, uploads);
        new MetricsHandler(telemetry, limits.memory().forMonitoring()).register(routing);
        new HealthHandler(geocoder, indexReloader, drain).register(routing);
        new PlaceHandler(geocoder, writer, limits.memory()).register(routing);
        BatchRunner batches = new BatchRunner(geocoder, batchExecutor);
        GeoplateformeHandler geoplateforme =
                new GeoplateformeHandler(
                        geocoder,
                        new SearchTelemetry(telemetry, configuration.logs().spanQueryText()),
                        log,
                        batches,
                        allowance,
                        limits.memory(),
                        configuration.geoplateforme().isStrict());
        geoplateforme.register(routing, uploads, configuration);
        new DescriptionHandler(limits.memory()).register(routing);
        new BatchHandler(
                        searches,
                        geoplateforme.batchElements(),
                        batches,
                        allowance,
                        limits.memory(),
                        configuration.uploads().batchSize())
                .register(routing);
        new OpenApiHandler().register(routing, limits.memory());
        AdminHandler.register(routing, indexReloader, configuration.administration());
        new WebPages(configuration.tiles(), limits.memory()).register(routing);
        registerNotFound(routing);
    }

    private static void registerNotFound(HttpRouting.Builder routing) {
        routing.any(
                (request, response) ->
                        ResponseSender.sendError(request, response, HttpErrorException.notFound()));
    }

    private static void registerErrorHandlers(
            HttpRouting.Builder routing, RequestTelemetry requestTelemetry) {
        routing.error(
                Throwable.class,
                (request, response, failure) ->
                        HttpErrorException.of(failure)
                                .ifPresentOrElse(
                                        error -> ResponseSender.sendError(request, response, error),
                                        () ->
                                                sendInternalError(
                                                        request,
                                                        response,
                                                        failure,
                                                        requestTelemetry)));
    }

    private static void sendInternalError(
            ServerRequest request,
            ServerResponse response,
            Throwable failure,
            RequestTelemetry requestTelemetry) {
        // A thread is interrupted only if its connection has ended or the server stops.
        if (!(failure.getCause() instanceof InterruptedException)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "cannot process the request for " + request.path().path(),
                    failure);
            requestTelemetry.recordFailure(request.path(), failure);
        }
        ResponseSender.sendError(request, response, HttpErrorException.internal());
    }
}
