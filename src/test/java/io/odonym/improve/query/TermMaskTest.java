package io.odonym.improve.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermMaskTest {

    @Test
    void setsSingleBits() {
        assertThat(TermMask.of(0)).isEqualTo(0b1);
        assertThat(TermMask.of(40)).isEqualTo(1L << 40);
    }

    @Test
    void setsRanges() {
        assertThat(TermMask.range(2, 5)).isEqualTo(0b11100);
        assertThat(TermMask.range(3, 3)).isZero();
        assertThat(TermMask.range(59, 61)).isEqualTo(0b11L << 59);
    }

    @Test
    void testsBits() {
        assertThat(TermMask.contains(0b101, 0)).isTrue();
        assertThat(TermMask.contains(0b101, 1)).isFalse();
        assertThat(TermMask.contains(1L << 50, 50)).isTrue();
    }
}
