package io.odonym.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.DataReader;
import io.odonym.testing.RandomTrials;
import io.odonym.testing.RandomValues;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whatever comes in whatever pieces is read as Helidon's own reader reads it. */
class ReleasingDataReaderTest {

    /** One thing asked of a reader, and what it says. */
    private record Step(String name, Function<DataReader, Object> ask) {

        String on(DataReader reader) {
            try {
                return name + " " + ask.apply(reader);
            } catch (RuntimeException failure) {
                return name + " " + failure;
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Step step(String name, Function<DataReader, Object> ask) {
        return new Step(name, ask);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static Supplier<byte[]> source(List<String> pieces) {
        Iterator<String> left = pieces.iterator();
        return () -> left.hasNext() ? left.next().getBytes(ISO_8859_1) : null;
    }

    private static List<String> pieces(RandomValues random) {
        return random.list(
                0,
                8,
                () ->
                        random.drawnBy(
                                () -> random.text("ab: \r\n", 1, 8),
                                () -> random.text("ab: \r\n", 1, 8),
                                () -> random.oneOf("\r\n", "\r", "\n")));
    }

    private static Step quiet(String name, Consumer<DataReader> ask) {
        return step(
                name,
                reader -> {
                    ask.accept(reader);
                    return "";
                });
    }

    private static List<Step> stepsOf(int length) {
        return List.of(
                step("available", DataReader::available),
                quiet("pull", DataReader::pullData),
                quiet("ensure", DataReader::ensureAvailable),
                step("read", DataReader::read),
                step("lookup", DataReader::lookup),
                step("new line", DataReader::startsWithNewLine),
                step("begins", reader -> reader.startsWith(new byte[] {'a', 'b', ':'})),
                step("line", DataReader::readLine),
                step("hex", DataReader::debugDataHex),
                step("buffer", reader -> text(reader.readBuffer().readBytes())),
                step("buffer " + length, reader -> text(reader.readBuffer(length).readBytes())),
                step("look " + length, reader -> text(reader.getBuffer(length).readBytes())),
                quiet("skip " + length, reader -> reader.skip(length)),
                step("bytes " + length, reader -> text(reader.readBytes(length))),
                step("ascii " + length, reader -> reader.readAsciiString(length)),
                step("lazy " + length, reader -> reader.readLazyString(US_ASCII, length)),
                step("colon " + length, reader -> reader.findOrNewLine((byte) ':', length)),
                step("end " + length, reader -> reader.findNewLine(length)));
    }

    private static List<Step> steps(RandomValues random) {
        return random.list(
                0, 20, () -> random.oneOf(stepsOf(random.between(0, 12)).toArray(Step[]::new)));
    }

    @Test
    void readsAsHelidonsReaderDoes() {
        RandomTrials.check(random -> checkSameReads(pieces(random), steps(random)));
    }

    private static void checkSameReads(List<String> pieces, List<Step> steps) {
        DataReader theirs = new DataReader(source(pieces));
        DataReader ours = new ReleasingDataReader(source(pieces));
        List<String> expected = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Step step : steps) {
            String said = step.on(theirs);
            expected.add(said);
            seen.add(step.on(ours));
            if (said.contains("Insufficient")) {
                break; // The client has hung up, and nobody reads on.
            }
        }
        assertThat(seen).isEqualTo(expected);
    }
}
