package io.odonym.fetch;

import java.io.IOException;

/** A download failed. The message is one line that names the URL or the file. */
public final class FetchException extends IOException {

    private static final long serialVersionUID = 1;

    FetchException(String message) {
        super(message);
    }

    FetchException(String message, Throwable cause) {
        super(message, cause);
    }
}
