package io.odonym.improve;

import io.odonym.improve.query.ImprovementRule;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of improvements of {@link ImprovementRules#ALL}. Immutable.
 *
 * @param bits bit <i>i</i> is set if the set contains the <i>i</i>th improvement of the list
 */
record AppliedImprovements(int bits) {

    static final AppliedImprovements EMPTY = new AppliedImprovements(0);

    /**
     * Returns the union of this set and one improvement. {@link ImprovementRule#NONE} adds nothing.
     */
    AppliedImprovements with(ImprovementRule improvement) {
        if (improvement == ImprovementRule.NONE) {
            return this;
        }
        int added = bits | 1 << ImprovementRules.ALL.indexOf(improvement);
        return added == bits ? this : new AppliedImprovements(added);
    }

    boolean isEmpty() {
        return bits == 0;
    }

    /** Returns the names of the improvements, in the order of the list. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < ImprovementRules.ALL.size(); i++) {
            if ((bits >>> i & 1) != 0) {
                names.add(ImprovementRules.ALL.get(i).name());
            }
        }
        return names;
    }
}
