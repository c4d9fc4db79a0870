package io.odonym.fetch;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.Properties;

/**
 * The validators of one version of a remote file (RFC 9110, section 8.8). Immutable.
 *
 * @param entityTag the value of the header ETag, with its quotes
 * @param lastModified the value of the header Last-Modified
 */
record Validators(Optional<String> entityTag, Optional<String> lastModified) {

    static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    private static final String WEAK = "W/";
    private static final String ENTITY_TAG_KEY = "etag";
    private static final String LAST_MODIFIED_KEY = "last-modified";

    static Validators of(HttpHeaders headers) {
        return new Validators(headers.firstValue("ETag"), headers.firstValue("Last-Modified"));
    }

    static Validators read(Properties properties) {
        return new Validators(
                Optional.ofNullable(properties.getProperty(ENTITY_TAG_KEY)),
                Optional.ofNullable(properties.getProperty(LAST_MODIFIED_KEY)));
    }

    void write(Properties properties) {
        entityTag.ifPresent(value -> properties.setProperty(ENTITY_TAG_KEY, value));
        lastModified.ifPresent(value -> properties.setProperty(LAST_MODIFIED_KEY, value));
    }

    /**
     * Returns the value of the header If-Range: a strong entity tag, or the date; empty if there is
     * neither, so that a transfer cannot be resumed (RFC 9110, section 13.1.5).
     */
    Optional<String> ifRange() {
        return entityTag.filter(tag -> !tag.startsWith(WEAK)).or(() -> lastModified);
    }

    /** Returns whether both describe the same version. Without common validators, returns false. */
    boolean isSameVersion(Validators other) {
        if (entityTag.isPresent() && other.entityTag.isPresent()) {
            return opaque(entityTag.get()).equals(opaque(other.entityTag.get()));
        }
        return lastModified.isPresent() && lastModified.equals(other.lastModified);
    }

    private static String opaque(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }
}
