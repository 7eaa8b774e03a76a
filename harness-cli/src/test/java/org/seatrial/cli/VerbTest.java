package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class VerbTest {

    @ParameterizedTest
    @EnumSource
    void aVerbIsCalledAsItsOptionsSay(Verb verb) {
        assertThat(Main.commandLine().getSubcommands().values())
                .extracting(CommandLine::getCommandName)
                .contains(verb.text());
    }

    @ParameterizedTest
    @EnumSource
    void aVerbReadAloneHasTheHelpItHasAmongAll(Verb verb) {
        String alone = help(Main.commandLine(verb.text(), "--help"), verb.text(), "--help");
        assertThat(alone).isEqualTo(help(Main.commandLine(), verb.text(), "--help"));
        assertThat(alone).startsWith("Usage: seatrial " + verb.text());
    }

    @Test
    void aVerbNamedFirstIsReadAlone() {
        assertThat(Verb.meantBy("run", "--help")).containsExactly(Verb.RUN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void aVersionAskedForAloneIsWhatTheOptionSays(String option) {
        assertThat(Main.asksForVersion(option)).isTrue();
        assertThat(help(Main.commandLine(option), option)).isEqualToIgnoringNewLines(Product.nameAndVersion());
    }

    @Test
    void aVersionAskedForAmongOtherArgumentsIsReadAsAnOption() {
        assertThat(Main.asksForVersion()).isFalse();
        assertThat(Main.asksForVersion("--version", "run")).isFalse();
    }

    @Test
    void helpAndWhatIsNoVerbNeedAllOfThem() {
        assertThat(Verb.meantBy()).containsExactly(Verb.values());
        assertThat(Verb.meantBy("--help")).containsExactly(Verb.values());
        assertThat(Verb.meantBy("certfy", "leonix")).containsExactly(Verb.values());
        assertThat(Verb.meantBy("--version")).containsExactly(Verb.values());
    }

    @Test
    void helpListsEveryVerbInOrder() {
        String help = help(Main.commandLine("--help"), "--help");
        assertThat(help)
                .contains(Arrays.stream(Verb.values())
                        .map(verb -> "\n  " + verb.text() + " ")
                        .toList());
    }

    private static String help(CommandLine commandLine, String... arguments) {
        StringWriter said = new StringWriter();
        commandLine.setOut(new PrintWriter(said, true));
        assertThat(commandLine.execute(arguments)).isZero();
        return said.toString();
    }
}
