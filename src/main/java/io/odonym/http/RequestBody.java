package io.odonym.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerRequest;

import java.io.IOException;
import java.io.InputStream;

/** What a client sends. Where he leaves before its end, the connection ends, and nothing failed. */
final class RequestBody extends InputStream {

    private final InputStream in;

    private RequestBody(InputStream in) {
        this.in = in;
    }

    static InputStream of(ServerRequest request) {
        return new RequestBody(request.content().inputStream());
    }

    private interface Reading {
        int read() throws IOException;
    }

    private static int guarded(Reading reading) throws IOException {
        try {
            return reading.read();
        } catch (DataReader.InsufficientDataAvailableException | ServerConnectionException gone) {
            throw new CloseConnectionException("the client left before the end", gone);
        }
    }

    @Override
    public int read() throws IOException {
        return guarded(in::read);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return guarded(() -> in.read(target, offset, length));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
