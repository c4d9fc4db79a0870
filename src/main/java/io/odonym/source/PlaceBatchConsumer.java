package io.odonym.source;

/** Receives the batches of a source file in file order. */
@FunctionalInterface
public interface PlaceBatchConsumer {

    /**
     * Accepts the next batch. May block until the batch can be processed.
     *
     * @throws InterruptedException if the import is cancelled while this method blocks
     */
    void accept(PlaceBatch batch) throws InterruptedException;
}
