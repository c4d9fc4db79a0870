package io.odonym.improve;

/**
 * What some words of the query may stand for.
 *
 * @param words the words of the query, a bit for each
 * @param word what they stand for: a word of the index
 * @param cost what that costs, in points
 * @param documents how many places have the word
 * @param improvement the number of the improvement that reads it so
 */
record TermAlternative(long words, String word, double cost, int documents, int improvement) {}
