package io.odonym.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.odonym.http.api.ClientAllowance;
import io.odonym.http.api.Endpoint;
import io.odonym.http.api.HttpErrorException;
import io.odonym.http.api.QueryLog;
import io.odonym.http.api.ResponseSender;
import io.odonym.http.connection.AdmissionControl;
import io.odonym.http.connection.AdmittedSearch;

import java.util.Optional;

/**
 * Rejects paths in unusual spellings, applies the limits per client and admission control, adds the
 * CORS headers that addok sends, and writes the access log. Thread-safe.
 */
final class AdmissionFilter implements Filter {

    /** The CORS header that allows all origins. */
    static final Header ALLOW_ORIGIN =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");

    /** The CORS header that lists the request headers that a web page may set. */
    static final Header ALLOW_HEADERS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "X-Requested-With");

    /** Prevents that a browser guesses another content type. */
    static final Header NO_SNIFFING =
            HeaderValues.createCached(HeaderNames.create("X-Content-Type-Options"), "nosniff");

    private final AdmissionControl admission;
    private final ClientAllowance allowance;
    private final QueryLog log;

    AdmissionFilter(AdmissionControl admission, ClientAllowance allowance, QueryLog log) {
        this.allowance = allowance;
        this.admission = admission;
        this.log = log;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header(ALLOW_ORIGIN);
        response.header(ALLOW_HEADERS);
        response.header(NO_SNIFFING);
        long start = System.nanoTime();
        try {
            admit(chain, request, response, start);
        } finally {
            if (log.isAccessLogEnabled()) {
                log.logRequest(
                        request.prologue().method().text(),
                        request.path().rawPath(),
                        response.status().code(),
                        System.nanoTime() - start);
            }
        }
    }

    /** Processes a request if it is admitted. Only requests that run searches may be rejected. */
    private void admit(
            FilterChain chain, RoutingRequest request, RoutingResponse response, long start) {
        if (!Endpoint.accepts(request.path())) {
            ResponseSender.sendError(request, response, HttpErrorException.notFound());
            return;
        }
        Endpoint endpoint = Endpoint.of(request.path());
        if (!endpoint.isGeocoding()) {
            chain.proceed();
            return;
        }
        long wait = allowance.acquireRequest(request);
        if (wait > 0) {
            reject(request, response, allowance.tooManyRequests(wait));
        } else if (endpoint.isSingleSearch()) {
            search(chain, request, response, start);
        } else if (admission.tryAcquire(start)) {
            chain.proceed();
        } else {
            reject(request, response, HttpErrorException.overloaded());
        }
    }

    /**
     * Runs a single search. The search ends before its response is sent: a client that reads slowly
     * must neither keep the permit nor be charged for the time that the server waits for it.
     */
    private void search(
            FilterChain chain, RoutingRequest request, RoutingResponse response, long start) {
        Optional<AdmittedSearch> search = admission.tryAcquireSearch(start);
        if (search.isEmpty()) {
            reject(request, response, HttpErrorException.overloaded());
            return;
        }
        response.beforeSend(search.get());
        try {
            chain.proceed();
        } finally {
            search.get().run();
        }
    }

    private void reject(
            RoutingRequest request, RoutingResponse response, HttpErrorException error) {
        admission.delayRejection();
        ResponseSender.sendError(request, response, error);
    }
}
