package io.odonym.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.MultiWordMatcher;
import io.odonym.improve.query.WordSubstitutionRule;

import org.junit.jupiter.api.Test;

class ImprovementsTest {

    @Test
    void listsImprovementsInTheirOrder() {
        assertThat(Improvements.phaseNames())
                .containsExactly(
                        "roles",
                        "number_position",
                        "extra_words",
                        "spelled_numbers",
                        "split_words",
                        "joined_words",
                        "homophones",
                        "misspelt_words",
                        "abbreviations",
                        "postcode_and_city",
                        "street_type",
                        "missing_words",
                        "near_centre",
                        "unknown_number",
                        "intersection",
                        "gather_readings",
                        "align");
        assertThat(Improvements.ALL).hasSize(14);
    }

    @Test
    void findsTheImprovementsThatTakePartInTheAlignment() {
        assertThat(Improvements.WORD_SUBSTITUTIONS)
                .extracting(WordSubstitutionRule::name)
                .containsExactly(
                        "spelled_numbers", "homophones", "misspelt_words", "abbreviations");
        assertThat(Improvements.MULTI_WORD_MATCHERS)
                .extracting(MultiWordMatcher::name)
                .containsExactly("joined_words", "abbreviations");
    }

    @Test
    void collectsImprovementsInASet() {
        ImprovementSet set =
                ImprovementSet.EMPTY
                        .with(Improvements.STREET_TYPE)
                        .with(ImprovementRule.NONE)
                        .with(Improvements.EXTRA_WORD);

        assertThat(set.names()).containsExactly("extra_words", "street_type");
        assertThat(set.isEmpty()).isFalse();
        assertThat(set.with(Improvements.EXTRA_WORD)).isSameAs(set);
        assertThat(ImprovementSet.EMPTY.isEmpty()).isTrue();
        assertThat(ImprovementSet.EMPTY.names()).isEmpty();
        assertThat(ImprovementRule.NONE.name()).isEmpty();
    }
}
