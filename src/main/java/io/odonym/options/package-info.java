/** Command-line options shared by the commands and the Spark job, as picocli mixins. */
package io.odonym.options;
