/**
 * The improvements: one class each, which owns its public name and its costs.
 *
 * <p>All classes are stateless and thread-safe. Costs are in points: a point lowers the score of a
 * result by 0.05. {@code io.odonym.improve.Improvements} lists the rules in their order.
 */
package io.odonym.improve.rules;
