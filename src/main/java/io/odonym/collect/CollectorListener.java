package io.odonym.collect;

import java.util.List;

/** Is told what collection does; {@link #NONE} for a request that asks for no explanation. */
public interface CollectorListener {

    /** Hears nothing. */
    CollectorListener NONE =
            new CollectorListener() {
                @Override
                public boolean isEnabled() {
                    return false;
                }

                @Override
                public void onLookup(String action, List<?> keys, int candidates) {}

                @Override
                public void onCollectorEnd(String name, int candidates, long nanoseconds) {}
            };

    /** Whether it is worth telling. */
    boolean isEnabled();

    /**
     * Documents were looked up.
     *
     * @param action what was done with them
     * @param keys what they were looked up by
     * @param candidates how many candidates there are now
     */
    void onLookup(String action, List<?> keys, int candidates);

    /**
     * A collector ended.
     *
     * @param name its name
     * @param candidates how many candidates there are now
     * @param nanoseconds how long it took
     */
    void onCollectorEnd(String name, int candidates, long nanoseconds);
}
