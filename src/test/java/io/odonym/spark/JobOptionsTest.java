package io.odonym.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.Set;

/** The job has the options of the commands {@code geocode} and {@code reverse}. */
class JobOptionsTest {

    /** Spark determines the number of parallel tasks. */
    private static final Set<String> EXCLUDED = Set.of("--threads");

    @Test
    void hasTheOptionsOfTheCommandsWithTheirDefaults() throws ClassNotFoundException {
        CommandSpec job = CommandSpec.forAnnotatedObject(new GeocodeJob());
        for (String command : Set.of("GeocodeCommand", "ReverseCommand")) {
            for (OptionSpec option :
                    CommandSpec.forAnnotatedObject(Class.forName("io.odonym.cli." + command))
                            .options()) {
                if (!EXCLUDED.contains(option.longestName())) {
                    OptionSpec jobOption = job.findOption(option.longestName());
                    assertThat(jobOption).as(option.longestName()).isNotNull();
                    assertThat(jobOption.defaultValue())
                            .as(option.longestName())
                            .isEqualTo(option.defaultValue());
                }
            }
        }
    }
}
