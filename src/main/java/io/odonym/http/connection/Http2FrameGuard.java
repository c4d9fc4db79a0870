package io.odonym.http.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Reads the frames of an HTTP/2 client, and ends the connection if a frame would make Helidon 4.5.0
 * use too much memory or processor time. Not thread-safe: only the thread of the connection reads.
 *
 * <p>The guard passes on one complete frame at a time. It throws an {@link Http2Exception}, which
 * Helidon reports to the client in a GOAWAY frame. {@code docs/design/http2.md} lists the faults of
 * Helidon that it guards against.
 */
final class Http2FrameGuard {

    /** The largest payload of a frame, in bytes (RFC 9113, section 6.5.2). */
    static final int MAX_FRAME_BYTES = 16_384;

    /** The largest number of CONTINUATION frames after one HEADERS frame. */
    static final int MAX_CONTINUATIONS = 8;

    /**
     * The capacity of the budget for frames that cost the server work but do not belong to a
     * request or its body.
     */
    static final int CONTROL_FRAMES = 200;

    private static final long NANOS_PER_CONTROL_FRAME = TimeUnit.MILLISECONDS.toNanos(10);

    /** A WINDOW_UPDATE frame with a smaller increment, in bytes, counts as a control frame. */
    private static final int MIN_WINDOW_INCREMENT = 1024;

    private static final int HEADER_BYTES = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PUSH_PROMISE = 5;
    private static final int GO_AWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;

    private static final int ACK = 0x1;
    private static final int END_STREAM = 0x1;
    private static final int END_HEADERS = 0x4;
    private static final int PADDED = 0x8;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_BYTES = 5;

    private static final int SETTING_BYTES = 6;
    private static final int HEADER_TABLE_SIZE = 1;
    private static final int ENABLE_PUSH = 2;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int LAST_KNOWN_SETTING = 6;

    private final DataReader reader;
    private final int maxHeaderBytes;
    private final HeaderBlockMeter meter;
    private final ByteArrayOutputStream headerBlock = new ByteArrayOutputStream();
    private byte[] preface;
    private int continuations;
    private long controlBudgetNanos = CONTROL_FRAMES * NANOS_PER_CONTROL_FRAME;
    private long lastControlFrame = System.nanoTime();

    /**
     * Creates a guard.
     *
     * @param reader reads the bytes of the client after the connection preface
     * @param preface the connection preface, which the guard passes on first
     * @param limits the limits on the headers of a request
     */
    Http2FrameGuard(DataReader reader, byte[] preface, Http2Limits limits) {
        this.reader = reader;
        this.preface = preface.clone();
        this.maxHeaderBytes = limits.headerBytes();
        this.meter = new HeaderBlockMeter(limits.headerBytes(), limits.pathBytes());
    }

    /** Returns a reader of the checked frames. */
    DataReader checkedReader() {
        return new DataReader(this::next);
    }

    private byte[] next() {
        if (preface.length > 0) {
            byte[] first = preface;
            preface = new byte[0];
            return first;
        }
        byte[] header = reader.readBytes(HEADER_BYTES);
        int length = (header[0] & 0xff) << 16 | (header[1] & 0xff) << 8 | header[2] & 0xff;
        if (length > MAX_FRAME_BYTES) {
            throw new Http2Exception(Http2ErrorCode.FRAME_SIZE, "frame too large");
        }
        byte[] frame = Arrays.copyOf(header, HEADER_BYTES + length);
        if (length > 0) {
            System.arraycopy(reader.readBytes(length), 0, frame, HEADER_BYTES, length);
        }
        check(frame, header[3], header[4]);
        return frame;
    }

    private void check(byte[] frame, int type, int flags) {
        switch (type) {
            case DATA -> {
                if (frame.length == HEADER_BYTES && (flags & END_STREAM) == 0) {
                    spendControlFrame();
                }
            }
            case HEADERS -> {
                headerBlock.reset();
                continuations = 0;
                addToHeaderBlock(frame, flags);
            }
            case CONTINUATION -> {
                if (++continuations > MAX_CONTINUATIONS) {
                    throw calm("too many CONTINUATION frames");
                }
                addToHeaderBlock(frame, flags & END_HEADERS);
            }
            case WINDOW_UPDATE -> {
                if (frame.length < HEADER_BYTES + Integer.BYTES
                        || integer(frame, HEADER_BYTES) < MIN_WINDOW_INCREMENT) {
                    spendControlFrame();
                }
            }
            case SETTINGS -> {
                spendControlFrame();
                if ((flags & ACK) == 0) {
                    checkSettings(frame);
                }
            }
            case PUSH_PROMISE ->
                    throw new Http2Exception(Http2ErrorCode.PROTOCOL, "PUSH_PROMISE from a client");
            case GO_AWAY -> {}
            // All other frames: PRIORITY, RST_STREAM, PING and frames of unknown types.
            default -> spendControlFrame();
        }
    }

    private void addToHeaderBlock(byte[] frame, int flags) {
        int from = HEADER_BYTES;
        int to = frame.length;
        if ((flags & PADDED) != 0 && from < to) {
            to -= frame[from++] & 0xff;
        }
        if ((flags & PRIORITY) != 0) {
            from += PRIORITY_BYTES;
        }
        if (from > to) {
            throw new Http2Exception(Http2ErrorCode.PROTOCOL, "malformed HEADERS frame");
        }
        headerBlock.write(frame, from, to - from);
        if (headerBlock.size() > maxHeaderBytes) {
            throw calm("header block too large");
        }
        if ((flags & END_HEADERS) != 0) {
            meter.measure(headerBlock.toByteArray(), headerBlock.size());
            headerBlock.reset();
        }
    }

    /**
     * Checks a SETTINGS frame. Replaces settings that Helidon 4.5.0 does not know, because they
     * make it misread the rest of the frame. Lowers HEADER_TABLE_SIZE, because Helidon keeps a
     * table of that size and searches it linearly.
     */
    private static void checkSettings(byte[] frame) {
        for (int at = HEADER_BYTES; at + SETTING_BYTES <= frame.length; at += SETTING_BYTES) {
            int identifier = (frame[at] & 0xff) << 8 | frame[at + 1] & 0xff;
            long value = integer(frame, at + 2) & 0xffff_ffffL;
            if (identifier == INITIAL_WINDOW_SIZE && value > Integer.MAX_VALUE) {
                throw new Http2Exception(Http2ErrorCode.FLOW_CONTROL, "initial window too large");
            }
            if (identifier == HEADER_TABLE_SIZE && value > HeaderBlockMeter.TABLE_BYTES) {
                put(frame, at, HEADER_TABLE_SIZE, HeaderBlockMeter.TABLE_BYTES);
            }
            if (identifier == 0 || identifier > LAST_KNOWN_SETTING) {
                put(frame, at, ENABLE_PUSH, 0);
            }
        }
    }

    private static void put(byte[] frame, int at, int identifier, int value) {
        frame[at] = (byte) (identifier >> 8);
        frame[at + 1] = (byte) identifier;
        for (int i = 0; i < Integer.BYTES; i++) {
            frame[at + 2 + i] = (byte) (value >> 8 * (Integer.BYTES - 1 - i));
        }
    }

    private static int integer(byte[] frame, int at) {
        return (frame[at] & 0xff) << 24
                | (frame[at + 1] & 0xff) << 16
                | (frame[at + 2] & 0xff) << 8
                | frame[at + 3] & 0xff;
    }

    /** Takes one frame from the budget, which refills at 100 frames a second. */
    private void spendControlFrame() {
        long now = System.nanoTime();
        controlBudgetNanos =
                Math.min(
                        CONTROL_FRAMES * NANOS_PER_CONTROL_FRAME,
                        controlBudgetNanos + now - lastControlFrame);
        lastControlFrame = now;
        controlBudgetNanos -= NANOS_PER_CONTROL_FRAME;
        if (controlBudgetNanos < 0) {
            throw calm("too many control frames");
        }
    }

    private static Http2Exception calm(String message) {
        return new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, message);
    }
}
