package io.odonym.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** Adds the headers that every response has. Thread-safe. */
final class ResponseHeaderFilter implements Filter {

    /** The CORS header that allows all origins, as in addok. */
    static final Header ALLOW_ORIGIN =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");

    /** The CORS header that lists the request headers that a web page may set, as in addok. */
    static final Header ALLOW_HEADERS =
            HeaderValues.createCached(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "X-Requested-With");

    /** Prevents browsers from guessing another content type. */
    static final Header NO_SNIFFING =
            HeaderValues.createCached(HeaderNames.create("X-Content-Type-Options"), "nosniff");

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header(ALLOW_ORIGIN);
        response.header(ALLOW_HEADERS);
        response.header(NO_SNIFFING);
        chain.proceed();
    }
}
