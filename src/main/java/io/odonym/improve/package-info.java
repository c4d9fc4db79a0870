/**
 * Improvements over addok, where a request asks for them: a second search that reads the query more
 * freely.
 *
 * <p>{@link io.odonym.improve.Improver} decides whether it runs; the {@link
 * io.odonym.improve.Improvements} add readings to the words of the {@link
 * io.odonym.improve.Attempt}; {@link io.odonym.improve.Gathering} finds the places that hold them;
 * {@link io.odonym.improve.Alignment} says what each costs.
 */
package io.odonym.improve;
