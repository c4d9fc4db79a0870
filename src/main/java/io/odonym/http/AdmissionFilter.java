package io.odonym.http;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.odonym.http.connection.AdmissionControl;
import io.odonym.http.connection.AdmittedSearch;
import io.odonym.http.exchange.ClientAllowance;
import io.odonym.http.exchange.Endpoint;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.ResponseSender;

import java.util.Optional;

/**
 * Admits or rejects requests: rejects unusual spellings of paths, and applies the limits per client
 * and admission control to requests that run searches. Thread-safe.
 */
final class AdmissionFilter implements Filter {

    private final AdmissionControl admission;
    private final ClientAllowance allowance;

    AdmissionFilter(AdmissionControl admission, ClientAllowance allowance) {
        this.allowance = allowance;
        this.admission = admission;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long start = System.nanoTime();
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
     * must not hold the permit, and the time that the server waits for the client must not count as
     * processor time.
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
