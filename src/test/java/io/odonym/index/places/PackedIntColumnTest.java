package io.odonym.index.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.testing.RandomTrials;

import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

class PackedIntColumnTest {

    @Test
    void readsAnyNumbers() {
        RandomTrials.check(random -> check(numbers(random.list(0, 40, random::anyLong))));
    }

    @Test
    void readsSmallNumbers() {
        RandomTrials.check(
                random -> check(numbers(random.list(0, 40, () -> random.between(-3000L, 3000L)))));
    }

    private static long[] numbers(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    @Test
    void equalValuesTakeNoSpace() throws IOException {
        long[] same = new long[1000];
        Arrays.fill(same, 77);
        assertThat(bytes(same)).hasSize(3);
        assertThat(read(bytes(same), 1000).isConstant()).isTrue();
        same[3] = 78;
        assertThat(bytes(same)).hasSize(3 + 125);
        assertThat(read(bytes(same), 1000).isConstant()).isFalse();
    }

    private static void check(long[] numbers) throws IOException {
        byte[] bytes = bytes(numbers);
        PackedIntColumn column = read(bytes, numbers.length);
        for (int i = numbers.length - 1; i >= 0; i--) {
            assertThat(column.get(i)).isEqualTo(numbers[i]);
        }
    }

    private static PackedIntColumn read(byte[] bytes, int count) {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes);
        PackedIntColumn column = new PackedIntColumn();
        column.read(in, bytes, count);
        assertThat(in.getPosition()).isEqualTo(bytes.length);
        return column;
    }

    private static byte[] bytes(long[] numbers) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        PackedIntColumn.write(numbers, out);
        return out.toArrayCopy();
    }
}
