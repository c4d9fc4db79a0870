package io.odonym.fetch;

import io.odonym.configuration.IpNetwork;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The proxies that the environment variables {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code
 * NO_PROXY} name, in upper or lower case. {@code NO_PROXY} is a list of hosts, domains and IP
 * ranges separated by commas, optionally with ports; "*" excludes all hosts. Hosts of this machine
 * (localhost, 127.0.0.1, ::1) are always reached directly. Immutable.
 */
public final class Proxies extends ProxySelector {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int DEFAULT_PORT = 80;
    private static final String HTTP = "http";

    /** Java by default sends no password to a proxy for https. */
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final Map<String, Optional<URI>> proxyOfScheme;
    private final List<String> direct;

    private Proxies(Map<String, Optional<URI>> proxyOfScheme, List<String> direct) {
        this.proxyOfScheme = proxyOfScheme;
        this.direct = direct;
    }

    /**
     * Reads the environment variables.
     *
     * @throws IllegalArgumentException if a variable does not contain the address of an HTTP proxy
     */
    public static Proxies of(Map<String, String> environment) {
        return new Proxies(
                Map.of(
                        HTTP,
                        proxy(environment, "HTTP_PROXY"),
                        "https",
                        proxy(environment, "HTTPS_PROXY")),
                Arrays.stream(value(environment, "NO_PROXY").split("[,\\s]+"))
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .toList());
    }

    private static String value(Map<String, String> environment, String name) {
        String lowerCase = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return (lowerCase.isBlank() ? environment.getOrDefault(name, "") : lowerCase).strip();
    }

    private static Optional<URI> proxy(Map<String, String> environment, String name) {
        String value = value(environment, name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI proxy = new URI(value.contains("://") ? value : HTTP + "://" + value);
            if (proxy.getHost() != null && HTTP.equalsIgnoreCase(proxy.getScheme())) {
                return Optional.of(proxy);
            }
        } catch (URISyntaxException malformed) {
            throw invalid(name);
        }
        throw invalid(name);
    }

    /** The message does not contain the value, because the value may contain a password. */
    private static IllegalArgumentException invalid(String name) {
        return new IllegalArgumentException(
                name + " is not the address of an HTTP proxy, such as http://proxy:3128");
    }

    /** Returns a new HTTP client that uses these proxies and follows redirects. */
    public HttpClient newClient() {
        boolean hasPassword =
                proxyOfScheme.values().stream()
                        .flatMap(Optional::stream)
                        .anyMatch(proxy -> proxy.getRawUserInfo() != null);
        if (hasPassword) {
            // The HTTP client reads the property once, when its classes are loaded.
            System.setProperty(DISABLED_SCHEMES, System.getProperty(DISABLED_SCHEMES, ""));
        }
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .proxy(this);
        if (hasPassword) {
            client.authenticator(new ProxyAuthenticator());
        }
        return client.build();
    }

    @Override
    public List<Proxy> select(URI uri) {
        Optional<URI> proxy =
                isDirect(uri)
                        ? Optional.empty()
                        : proxyOfScheme.getOrDefault(
                                uri.getScheme().toLowerCase(Locale.ROOT), Optional.empty());
        return List.of(
                proxy.map(
                                address ->
                                        new Proxy(
                                                Proxy.Type.HTTP,
                                                new InetSocketAddress(
                                                        address.getHost(), port(address))))
                        .orElse(Proxy.NO_PROXY));
    }

    private static int port(URI proxy) {
        return proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
    }

    private boolean isDirect(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return THIS_MACHINE.contains(host)
                || direct.stream().anyMatch(entry -> matches(entry, host, uri.getPort()));
    }

    private static boolean matches(String entry, String host, int port) {
        Optional<IpNetwork> network = IpNetwork.parse(entry);
        Optional<InetAddress> address = IpNetwork.parseAddress(host.replaceAll("[\\[\\]]", ""));
        if (network.isPresent() && address.isPresent()) {
            return network.get().contains(address.get());
        }
        String domain = entry;
        int colon = entry.lastIndexOf(':');
        if (colon > 0 && entry.substring(colon + 1).matches("\\d{1,5}")) {
            if (Integer.parseInt(entry.substring(colon + 1)) != port) {
                return false;
            }
            domain = entry.substring(0, colon);
        }
        String suffix = domain.startsWith("*.") ? domain.substring(1) : domain;
        return suffix.equals("*")
                || host.equals(suffix)
                || host.endsWith(suffix.startsWith(".") ? suffix : "." + suffix);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The HTTP client reports the failure to its caller.
    }

    /** Sends the user and password in the address of a proxy to this proxy only. */
    private final class ProxyAuthenticator extends Authenticator {

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) {
                return null;
            }
            for (Optional<URI> proxy : proxyOfScheme.values()) {
                if (proxy.isPresent()
                        && proxy.get().getRawUserInfo() != null
                        && proxy.get().getHost().equalsIgnoreCase(getRequestingHost())
                        && port(proxy.get()) == getRequestingPort()) {
                    String[] parts = proxy.get().getRawUserInfo().split(":", 2);
                    return new PasswordAuthentication(
                            decode(parts[0]),
                            (parts.length > 1 ? decode(parts[1]) : "").toCharArray());
                }
            }
            return null;
        }

        private static String decode(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}
