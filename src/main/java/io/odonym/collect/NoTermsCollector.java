package io.odonym.collect;

/** Not a single word: nothing more can be found (no_available_tokens_abort). */
final class NoTermsCollector implements Collector {

    @Override
    public String name() {
        return "nothing_to_look_up";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        return harvest.words().isEmpty();
    }
}
