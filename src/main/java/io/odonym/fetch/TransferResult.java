package io.odonym.fetch;

import java.time.Duration;
import java.util.Optional;

/** The result of one request that was answered. */
sealed interface TransferResult {

    /** The complete file on disk is the current version. */
    record Unchanged() implements TransferResult {}

    /**
     * The partial file is complete.
     *
     * @param validators the validators of its version
     * @param resumed whether the response contained only the end of the file
     * @param contentType the media type that the server sent; "" if it sent none
     */
    record Complete(Validators validators, boolean resumed, String contentType)
            implements TransferResult {}

    /** The server cannot continue the partial file, which must be downloaded from the beginning. */
    record NotResumable() implements TransferResult {}

    /**
     * The server sent no file.
     *
     * @param status the status code
     * @param retryAfter the delay that the server requested
     */
    record Rejected(int status, Optional<Duration> retryAfter) implements TransferResult {}
}
