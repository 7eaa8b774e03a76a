package org.seatrial.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seatrial.traffic.Answer;

class ExchangeLogTest {

    private static final String NAME = "web.exchanges.csv";

    @TempDir
    Path folder;

    private ExchangeLog log() {
        ExchangeLog log = new ExchangeLog();
        log.exchange(0, 0, 100, 110, 150, Answer.GOOD);
        log.exchange(0, 1, 200, 210, 220, Answer.BAD);
        log.exchange(1, 0, 150, 160, 0, Answer.NONE);
        log.exchange(1, 1, 250, 0, 0, Answer.UNASKED);
        return log;
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        EvidenceFile written = log().write(folder, NAME);

        assertThat(ExchangeLog.read(folder, written)).isEqualTo(log().exchanges());
        assertThat(written.records()).isEqualTo(4);
        assertThat(written.total()).isEqualTo(1);
    }

    @Test
    void anEmptyListIsReadBack() throws IOException {
        EvidenceFile written = new ExchangeLog().write(folder, NAME);

        assertThat(ExchangeLog.read(folder, written)).isEmpty();
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        EvidenceFile written = log().write(folder, NAME);
        Files.delete(folder.resolve(NAME));

        assertThatThrownBy(() -> ExchangeLog.read(folder, written))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining(NAME)
                .hasMessageContaining("is missing");
    }

    @Test
    void aChangedAnswerIsDamage() throws IOException {
        EvidenceFile written = log().write(folder, NAME);
        String text = Files.readString(folder.resolve(NAME));
        Files.writeString(folder.resolve(NAME), text.replace("none", "good"));

        assertThatThrownBy(() -> ExchangeLog.read(folder, written)).isInstanceOf(EvidenceException.class);
    }

    /** A digest that fits says only that the file is the recorded one; what it says must be understood too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,2,300,310,350",
                "0,2,300,310,350,splendid",
                "0,2,three,310,350,good",
                "0,2,300,310,350,good,7",
                ""
            })
    void aLineThatIsNoExchangeIsRefused(String line) throws IOException {
        EvidenceFile written = log().write(folder, NAME);
        Files.writeString(folder.resolve(NAME), Files.readString(folder.resolve(NAME)) + line + "\n");

        assertThatThrownBy(() -> ExchangeLog.read(folder, now(written)))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("line 7");
    }

    @Test
    void aListOfAnotherKindIsRefused() throws IOException {
        EvidenceFile written = log().write(folder, NAME);
        Files.writeString(folder.resolve(NAME), "# outages\na,b\n");

        assertThatThrownBy(() -> ExchangeLog.read(folder, now(written)))
                .hasMessageContaining("is not a list of exchanges of version 1");
    }

    @Test
    void aListThatHoldsMoreGoodAnswersThanItsRecordIsRefused() throws IOException {
        EvidenceFile written = log().write(folder, NAME);
        EvidenceFile other = new EvidenceFile(written.path(), written.sha256(), written.size(), written.records(), 0);

        assertThatThrownBy(() -> ExchangeLog.read(folder, other)).isInstanceOf(EvidenceException.class);
    }

    private EvidenceFile now(EvidenceFile written) throws IOException {
        Path file = folder.resolve(NAME);
        return new EvidenceFile(NAME, Digests.sha256(file), Files.size(file), written.records() + 1, written.total());
    }
}
