package io.odonym.source;

/** Takes the batches of a source in their order; it may wait until there is room. */
@FunctionalInterface
public interface BatchConsumer {

    /**
     * Takes a batch.
     *
     * @throws InterruptedException where the import was given up meanwhile
     */
    void accept(PlaceBatch batch) throws InterruptedException;
}
