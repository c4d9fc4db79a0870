/**
 * Python 3's number syntax. addok is written in Python, so its clients send and receive numbers in
 * that syntax.
 */
package io.odonym.python;
