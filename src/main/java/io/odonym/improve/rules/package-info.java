/**
 * The improvements of the relaxed search. Each improvement is a class that defines its public name
 * and its costs.
 *
 * <p>All classes are stateless and thread-safe. Costs are in points: a point lowers the score of a
 * result by 0.05. {@code io.odonym.improve.ImprovementRules} lists the rules in the order in which
 * they run.
 */
package io.odonym.improve.rules;
