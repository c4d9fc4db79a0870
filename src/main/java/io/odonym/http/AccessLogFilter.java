package io.odonym.http;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.odonym.http.exchange.RequestLog;

/** Writes a line of the access log for each request, after its response. Thread-safe. */
final class AccessLogFilter implements Filter {

    private final RequestLog log;

    AccessLogFilter(RequestLog log) {
        this.log = log;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long start = System.nanoTime();
        try {
            chain.proceed();
        } finally {
            log.logRequest(
                    request.prologue().method().text(),
                    request.path().rawPath(),
                    response.status().code(),
                    System.nanoTime() - start);
        }
    }
}
