package io.odonym.configuration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The map tiles of the demo page.
 *
 * @param url URL template with {z}, {x}, {y} and optionally {s} for the subdomain; a path if the
 *     same server provides the tiles
 * @param attribution attribution of the tiles, in HTML
 */
public record MapTileOptions(String url, String attribution) {

    private static final Pattern SERVER = Pattern.compile("(https?)://([A-Za-z0-9{}.:-]+)(/.*)");

    public MapTileOptions {
        for (String placeholder : new String[] {"{z}", "{x}", "{y}"}) {
            if (!url.contains(placeholder)) {
                throw new ConfigurationException(
                        "tiles-url " + url + " does not contain " + placeholder);
            }
        }
        if (!url.startsWith("/") && !SERVER.matcher(url).matches()) {
            throw new ConfigurationException(
                    "tiles-url " + url + " must start with http:// or https://, or be a path");
        }
    }

    static Optional<MapTileOptions> of(ConfigurationValues values) {
        return of(
                values.raw(ConfigurationKey.TILES_URL),
                values.raw(ConfigurationKey.TILES_ATTRIBUTION));
    }

    /** Returns the tiles of a URL template; empty if the template is blank. */
    static Optional<MapTileOptions> of(String url, String attribution) {
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(new MapTileOptions(url.strip(), attribution.strip()));
    }

    /** Returns the source expression that allows the tiles in a Content-Security-Policy header. */
    public String source() {
        Matcher server = SERVER.matcher(url);
        // Replaces the placeholder {s} in the host with a wildcard for all subdomains.
        return server.matches() ? server.group(1) + "://" + host(server.group(2)) : "'self'";
    }

    private static String host(String template) {
        int end = template.lastIndexOf('}');
        return end < 0 ? template : "*" + template.substring(end + 1);
    }
}
