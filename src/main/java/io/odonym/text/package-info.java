/**
 * French address text: from what people write to the tokens that the index holds.
 *
 * <p>A query first loses what is no address ({@link io.odonym.text.QueryCleaner}, over text that
 * {@link io.odonym.text.AsciiFolding} has brought to ASCII). Then queries and documents go through
 * the same stages, the list in {@link io.odonym.text.FrenchAddressAnalyzer}:
 *
 * <ol>
 *   <li>words ({@link io.odonym.text.WordTokenizer}: addok 1.3.2, helpers/text.tokenize);
 *   <li>lower case and ASCII ({@link io.odonym.text.FoldFilter}: normalize);
 *   <li>"3 bis" to "3bis" ({@link io.odonym.text.GlueOrdinalFilter}: addok-france 1.2.0,
 *       glue_ordinal);
 *   <li>"3bis" to "3b" ({@link io.odonym.text.FoldOrdinalFilter}: fold_ordinal);
 *   <li>which word is the house number ({@link io.odonym.text.HouseNumberFilter}:
 *       flag_housenumber);
 *   <li>"bd" to "boulevard", "12" to "douze" ({@link io.odonym.text.SynonymFilter}: synonymize,
 *       with addok-fr 1.1.0's words);
 *   <li>"boulevard" to "boulevar" ({@link io.odonym.text.PhoneticFilter}: addok-fr 1.1.0,
 *       phonemicize).
 * </ol>
 */
package io.odonym.text;
