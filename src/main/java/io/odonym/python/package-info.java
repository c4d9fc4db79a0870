/**
 * Parses and formats numbers in the syntax of Python 3. addok is written in Python, so its clients
 * send and receive numbers in that syntax.
 */
package io.odonym.python;
