package io.odonym.http.connection;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Closes an HTTP/1.1 connection after a response if the request announced a body that was not read
 * to its end. The response then has the header {@code Connection: close}. Stateless.
 *
 * <p>After {@code Expect: 100-continue}, a client may send or omit the body if it receives another
 * status (RFC 9110, section 10.1.1), so the server cannot know where the next request begins.
 * Helidon 4.5.0 assumes that the body is omitted and reads it as the next request. Other bodies are
 * not read to their end either, because their length is chosen by the client.
 */
public final class UnconsumedBodyFilter implements Filter {

    /** Creates a filter. It must be registered before all other filters. */
    public UnconsumedBodyFilter() {}

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!request.prologue().protocolVersion().startsWith("1")
                || !request.content().hasEntity()) {
            chain.proceed();
            return;
        }
        response.beforeSend(
                () -> {
                    if (!request.content().consumed()) {
                        response.header(HeaderValues.CONNECTION_CLOSE);
                    }
                });
        chain.proceed();
        if (!request.content().consumed()) {
            throw new UnconsumedBodyException(
                    request.headers().contentLength().orElse(Long.MAX_VALUE));
        }
    }
}
