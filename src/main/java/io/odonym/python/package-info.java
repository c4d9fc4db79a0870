/** Numbers as Python reads and prints them, because addok's clients see Python's spellings. */
package io.odonym.python;
