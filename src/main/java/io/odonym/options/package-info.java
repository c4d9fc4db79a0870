/** Command-line options that the commands and the Spark job share, as picocli mixins. */
package io.odonym.options;
