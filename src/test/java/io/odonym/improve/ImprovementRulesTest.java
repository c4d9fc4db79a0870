package io.odonym.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.MultiWordMatchRule;
import io.odonym.improve.query.WordSubstitutionRule;

import org.junit.jupiter.api.Test;

class ImprovementRulesTest {

    @Test
    void listsImprovementsInTheirOrder() {
        assertThat(ImprovementRules.phaseNames())
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
        assertThat(ImprovementRules.ALL).hasSize(14);
    }

    @Test
    void findsTheImprovementsThatTakePartInTheAlignment() {
        assertThat(ImprovementRules.WORD_SUBSTITUTIONS)
                .extracting(WordSubstitutionRule::name)
                .containsExactly(
                        "spelled_numbers", "homophones", "misspelt_words", "abbreviations");
        assertThat(ImprovementRules.MULTI_WORD_MATCHERS)
                .extracting(MultiWordMatchRule::name)
                .containsExactly("spelled_numbers", "joined_words", "abbreviations");
    }

    @Test
    void collectsImprovementsInASet() {
        AppliedImprovements set =
                AppliedImprovements.EMPTY
                        .with(ImprovementRules.STREET_TYPE)
                        .with(ImprovementRule.NONE)
                        .with(ImprovementRules.EXTRA_WORD);

        assertThat(set.names()).containsExactly("extra_words", "street_type");
        assertThat(set.isEmpty()).isFalse();
        assertThat(set.with(ImprovementRules.EXTRA_WORD)).isSameAs(set);
        assertThat(AppliedImprovements.EMPTY.isEmpty()).isTrue();
        assertThat(AppliedImprovements.EMPTY.names()).isEmpty();
        assertThat(ImprovementRule.NONE.name()).isEmpty();
    }
}
