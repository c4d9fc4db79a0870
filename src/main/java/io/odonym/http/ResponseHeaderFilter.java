package io.odonym.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.odonym.http.exchange.Endpoint;

import java.util.Optional;

/**
 * Adds the headers that every response has. Under {@code /geocodage}, the origin of a web page is
 * echoed, as in the Géoplateforme; all other paths allow all origins, as in addok. Thread-safe.
 */
final class ResponseHeaderFilter implements Filter {

    /** The CORS header that allows all origins, as in addok. */
    static final Header ALLOW_ORIGIN =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");

    /** The CORS header that lists the request headers that a web page may set, as in addok. */
    static final Header ALLOW_HEADERS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "X-Requested-With");

    /** The header of a response that depends on the origin of the request. */
    private static final Header VARY_ORIGIN = HeaderValues.createCached(HeaderNames.VARY, "Origin");

    /** The response headers that a web page may read. */
    private static final Header EXPOSED_HEADERS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "X-Trace-Id");

    /** Prevents browsers from guessing another content type. */
    static final Header NO_SNIFFING =
            HeaderValues.createCached(HeaderNames.create("X-Content-Type-Options"), "nosniff");

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Optional<String> origin =
                Endpoint.isGeoplateforme(request.path())
                        ? request.headers().first(HeaderNames.ORIGIN)
                        : Optional.empty();
        if (origin.isPresent()) {
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin.get());
            response.header(VARY_ORIGIN);
        } else {
            response.header(ALLOW_ORIGIN);
        }
        response.header(EXPOSED_HEADERS);
        response.header(ALLOW_HEADERS);
        response.header(NO_SNIFFING);
        chain.proceed();
    }
}
