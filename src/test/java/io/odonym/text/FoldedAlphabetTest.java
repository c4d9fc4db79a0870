package io.odonym.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldedAlphabetTest {

    @Test
    void assignsDistinctCodes() {
        assertThat(FoldedAlphabet.codes(" az09_AZ"))
                .doesNotHaveDuplicates()
                .startsWith(FoldedAlphabet.SPACE);
    }
}
