package io.odonym.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/2 connection with prior knowledge, on which a test writes and reads single frames (RFC
 * 9113). Not thread-safe.
 */
final class Http2TestClient implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GO_AWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int UNKNOWN = 0xbe;

    static final int END_STREAM = 0x1;
    static final int END_HEADERS = 0x4;
    static final int INITIAL_WINDOW_SIZE = 4;

    static final int FLOW_CONTROL_ERROR = 3;
    static final int COMPRESSION_ERROR = 9;
    static final int ENHANCE_YOUR_CALM = 11;

    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONG_STRING = 127;
    private static final int READ_TIMEOUT_MILLISECONDS = 20_000;

    private final Socket socket;
    private final DataInputStream in;

    /** A received frame. */
    record Frame(int type, int flags, int stream, byte[] payload) {

        boolean endsStream() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }
    }

    /** Connects, and sends the connection preface with these settings. */
    Http2TestClient(int port, byte... settings) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(READ_TIMEOUT_MILLISECONDS);
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write(join(PREFACE, frame(SETTINGS, 0, 0, settings)));
    }

    static byte[] setting(int identifier, int value) {
        return ByteBuffer.allocate(6).putShort((short) identifier).putInt(value).array();
    }

    static byte[] integer(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** Returns the pseudo-headers of a GET request, without entries in the dynamic table. */
    static byte[] get(String path) {
        return pseudoHeaders(0x82, path);
    }

    /** Returns the pseudo-headers of a POST request, without entries in the dynamic table. */
    static byte[] post(String path) {
        return pseudoHeaders(0x83, path);
    }

    private static byte[] pseudoHeaders(int method, String path) {
        return join(
                new byte[] {(byte) method, (byte) 0x86, 0x04},
                string(path),
                new byte[] {0x01},
                string("localhost"));
    }

    /** Returns a literal header field that becomes an entry of the dynamic table. */
    static byte[] indexedField(String name, String value) {
        return join(new byte[] {0x40}, string(name), string(value));
    }

    private static byte[] string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (bytes.length < LONG_STRING) {
            out.write(bytes.length);
        } else {
            out.write(LONG_STRING);
            int rest = bytes.length - LONG_STRING;
            for (; rest > 127; rest >>= 7) {
                out.write(rest & 127 | 128);
            }
            out.write(rest);
        }
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    void send(byte[]... frames) throws IOException {
        socket.getOutputStream().write(join(frames));
    }

    /** Reads the next frame. */
    Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        return new Frame(type, flags, stream, in.readNBytes(length));
    }

    /** Reads frames until one ends a stream; returns that frame. */
    Frame readUntilStreamEnds() throws IOException {
        Frame frame = read();
        while (!frame.endsStream()) {
            if (frame.type == GO_AWAY) {
                throw new IOException("GOAWAY with code " + errorCode(frame));
            }
            frame = read();
        }
        return frame;
    }

    /** Reads frames until GOAWAY, and returns its error code. */
    int readUntilGoAway() throws IOException {
        Frame frame = read();
        while (frame.type != GO_AWAY) {
            frame = read();
        }
        return errorCode(frame);
    }

    /** Reads until the server closes the connection. */
    void readUntilClosed() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (EOFException closed) {
            // Expected.
        }
    }

    private static int errorCode(Frame goAway) {
        return ByteBuffer.wrap(goAway.payload).getInt(4);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
