package io.odonym.http.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.configuration.AdminOptions;
import io.odonym.geocode.IndexReloader;
import io.odonym.geocode.ReloadResult;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.JsonWriter;
import io.odonym.http.exchange.ResponseSender;
import io.odonym.http.exchange.RouteRegistrar;

import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Handles {@code POST /admin/reload}. A local client address does not authorize a request, because
 * a local proxy forwards requests from remote clients. Thread-safe.
 */
public final class AdminHandler {

    private static final Header CHALLENGE =
            HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer");
    private static final String BEARER = "Bearer ";

    /**
     * Headers that identify requests from browsers. If the listener has no token, requests with
     * these headers are rejected, because any web page could send them.
     */
    private static final List<HeaderName> BROWSER_HEADERS =
            List.of(HeaderNames.ORIGIN, HeaderNames.create("Sec-Fetch-Site"));

    private final IndexReloader indexReloader;
    private final byte[] token;

    private AdminHandler(IndexReloader indexReloader, String token) {
        this.indexReloader = indexReloader;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Registers the route on the main listener, if a token is configured.
     *
     * @param options the bearer token
     */
    public static void register(
            HttpRouting.Builder routing, IndexReloader indexReloader, AdminOptions options) {
        if (!options.token().isEmpty()) {
            new AdminHandler(indexReloader, options.token()).register(routing);
        }
    }

    /**
     * Registers the route on a separate listener. A Unix domain socket needs no token, because only
     * the user that runs the server can connect to it.
     *
     * @param options the listener and the token, which may be empty
     */
    public static void registerOnOwnListener(
            HttpRouting.Builder routing, IndexReloader indexReloader, AdminOptions options) {
        boolean isUnix =
                options.listener().filter(UnixDomainSocketAddress.class::isInstance).isPresent();
        new AdminHandler(indexReloader, isUnix ? "" : options.token()).register(routing);
    }

    private void register(HttpRouting.Builder routing) {
        RouteRegistrar.post(routing, "/admin/reload", this::reload);
    }

    private void reload(ServerRequest request, ServerResponse response) {
        authorize(request, response);
        ReloadResult reload = indexReloader.reload("POST /admin/reload");
        if (!reload.swapped()) {
            throw HttpErrorException.conflict("Index refused", reload.message());
        }
        ResponseSender.sendJson(
                request,
                response,
                new JsonWriter()
                        .startObject()
                        .key("status")
                        .value("SWAPPED")
                        .key("description")
                        .value(reload.message())
                        .endObject()
                        .toBytes());
    }

    private void authorize(ServerRequest request, ServerResponse response) {
        if (token.length > 0) {
            if (request.headers()
                    .first(HeaderNames.AUTHORIZATION)
                    .filter(this::isToken)
                    .isEmpty()) {
                response.header(CHALLENGE);
                throw HttpErrorException.unauthorized(
                        "The request must contain the bearer token set in admin-token.");
            }
        } else if (BROWSER_HEADERS.stream().anyMatch(request.headers()::contains)) {
            throw HttpErrorException.forbidden("This request is not allowed from web pages.");
        }
    }

    private boolean isToken(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                // MessageDigest.isEqual compares in constant time, so that the response time
                // reveals nothing about the token.
                && MessageDigest.isEqual(
                        token,
                        authorization
                                .substring(BEARER.length())
                                .strip()
                                .getBytes(StandardCharsets.UTF_8));
    }
}
