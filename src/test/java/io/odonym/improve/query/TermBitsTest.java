package io.odonym.improve.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermBitsTest {

    @Test
    void setsSingleBits() {
        assertThat(TermBits.of(0)).isEqualTo(0b1);
        assertThat(TermBits.of(40)).isEqualTo(1L << 40);
    }

    @Test
    void setsRanges() {
        assertThat(TermBits.range(2, 5)).isEqualTo(0b11100);
        assertThat(TermBits.range(3, 3)).isZero();
        assertThat(TermBits.range(59, 61)).isEqualTo(0b11L << 59);
    }

    @Test
    void testsBits() {
        assertThat(TermBits.contains(0b101, 0)).isTrue();
        assertThat(TermBits.contains(0b101, 1)).isFalse();
        assertThat(TermBits.contains(1L << 50, 50)).isTrue();
    }
}
