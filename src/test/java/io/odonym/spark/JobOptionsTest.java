package io.odonym.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.Set;

/** Who knows the commands knows the job. */
class JobOptionsTest {

    /** A cluster decides itself how many rows it works on at once. */
    private static final Set<String> WITHOUT_USE = Set.of("--threads");

    @Test
    void hasEveryOptionOfTheCommandsWithItsDefault() throws ClassNotFoundException {
        CommandSpec job = CommandSpec.forAnnotatedObject(new GeocodeJob());
        for (String command : Set.of("GeocodeCommand", "ReverseCommand")) {
            for (OptionSpec option :
                    CommandSpec.forAnnotatedObject(Class.forName("io.odonym.cli." + command))
                            .options()) {
                if (!WITHOUT_USE.contains(option.longestName())) {
                    OptionSpec same = job.findOption(option.longestName());
                    assertThat(same).as(option.longestName()).isNotNull();
                    assertThat(same.defaultValue())
                            .as(option.longestName())
                            .isEqualTo(option.defaultValue());
                }
            }
        }
    }
}
