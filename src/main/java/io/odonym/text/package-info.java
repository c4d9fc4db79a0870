/**
 * Converts French address text to indexed tokens.
 *
 * <p>A query is folded to ASCII ({@link io.odonym.text.AsciiFolding}) and cleaned ({@link
 * io.odonym.text.QueryCleaner}). Queries and documents then pass through the same stages, which
 * {@link io.odonym.text.FrenchAddressAnalyzer} lists:
 *
 * <ol>
 *   <li>split into words ({@link io.odonym.text.WordTokenizer}: addok 1.3.2,
 *       helpers/text.tokenize);
 *   <li>convert to lower-case ASCII ({@link io.odonym.text.FoldFilter}: normalize);
 *   <li>join "3 bis" to "3bis" ({@link io.odonym.text.GlueNumberSuffixFilter}: addok-france 1.2.0,
 *       glue_ordinal);
 *   <li>shorten "3bis" to "3b" ({@link io.odonym.text.FoldNumberSuffixFilter}: fold_ordinal);
 *   <li>flag the house number ({@link io.odonym.text.FlagHouseNumberFilter}: flag_housenumber);
 *   <li>replace synonyms: "bd" with "boulevard", "12" with "douze" ({@link
 *       io.odonym.text.SynonymFilter}: synonymize, with addok-fr 1.1.0's list);
 *   <li>encode phonetically: "boulevard" as "boulevar" ({@link io.odonym.text.PhoneticFilter}:
 *       addok-fr 1.1.0, phonemicize).
 * </ol>
 */
package io.odonym.text;
