package io.odonym.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataListener;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.LazyString;

import java.nio.charset.Charset;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A {@link DataReader} that releases buffers as soon as they have been read. Not thread-safe.
 *
 * <p>Helidon 4.5.0 keeps received buffers in a linked list. Once a buffer of an idle connection has
 * been promoted to the old generation of the heap, it keeps its successors in the list alive even
 * after it has become unreachable ("nepotism" in the garbage collection literature). The buffers of
 * every later request are then promoted too, until the next full collection. This class therefore
 * replaces its delegate, which owns the list, whenever all received bytes have been read. The
 * previous delegate holds no reference to the new one. Figures: {@code docs/design/connections.md}.
 */
class ReleasingDataReader extends DataReader {

    private final Supplier<byte[]> source;
    private DataReader delegate;
    private Consumer<DataReader> listenerInstaller = _ -> {};

    /**
     * Creates a reader.
     *
     * @param source blocks until bytes arrive and returns them; returns null at the end of the
     *     stream, as Helidon's {@link DataReader} specifies
     */
    ReleasingDataReader(Supplier<byte[]> source) {
        super(source);
        this.source = source;
        this.delegate = new DataReader(source);
    }

    /**
     * Returns the current delegate. If all bytes of the delegate have been read, replaces it first.
     */
    private DataReader delegate() {
        if (delegate.available() == 0) {
            delegate = new DataReader(source);
            listenerInstaller.accept(delegate);
        }
        return delegate;
    }

    @Override
    public int available() {
        return delegate.available();
    }

    @Override
    public void pullData() {
        delegate().pullData();
    }

    @Override
    public void skip(int length) {
        delegate().skip(length);
    }

    @Override
    public void ensureAvailable() {
        delegate().ensureAvailable();
    }

    @Override
    public byte read() {
        return delegate().read();
    }

    @Override
    public byte lookup() {
        return delegate().lookup();
    }

    @Override
    public boolean startsWithNewLine() {
        return delegate().startsWithNewLine();
    }

    @Override
    public boolean startsWith(byte[] prefix) {
        return delegate().startsWith(prefix);
    }

    @Override
    public BufferData readBuffer() {
        return delegate().readBuffer();
    }

    @Override
    public BufferData readBuffer(int length) {
        return delegate().readBuffer(length);
    }

    @Override
    public BufferData getBuffer(int length) {
        return delegate().getBuffer(length);
    }

    @Override
    public LazyString readLazyString(Charset charset, int length) {
        return delegate().readLazyString(charset, length);
    }

    @Override
    public String readAsciiString(int length) {
        return delegate().readAsciiString(length);
    }

    @Override
    public byte[] readBytes(int length) {
        return delegate().readBytes(length);
    }

    @Override
    public String readLine() {
        return delegate().readLine();
    }

    @Override
    public int findOrNewLine(byte wanted, int maxLength) {
        return delegate().findOrNewLine(wanted, maxLength);
    }

    @Override
    public int findNewLine(int maxLength) {
        return delegate().findNewLine(maxLength);
    }

    @Override
    public String debugDataHex() {
        return delegate().debugDataHex();
    }

    @Override
    public <T> void listener(DataListener<T> listener, T context) {
        listenerInstaller = reader -> reader.listener(listener, context);
        listenerInstaller.accept(delegate);
    }
}
