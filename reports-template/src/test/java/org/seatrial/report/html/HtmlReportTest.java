package org.seatrial.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.RunFixture;
import org.seatrial.report.RunFixture.Story;

class HtmlReportTest {

    @TempDir
    Path temp = Path.of("");

    private String html(RunFixture fixture) throws IOException {
        RunFolder folder = fixture.write(temp.resolve("run"));
        String keep = System.getenv("KEEP_REPORTS");
        String html = Files.readString(folder.root().resolve("report.html"));
        if (keep != null) {
            String name = Objects.requireNonNull(Thread.currentThread().getName()).replaceAll("\\W", "");
            Files.writeString(Path.of(keep, name + System.nanoTime() + ".html"), html);
        }
        return html;
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void everyOutcomeStandsInWordsOnTheFirstScreen(Story story) throws IOException {
        String word =
                switch (story) {
                    case PASSED -> "ACCEPTED";
                    case FAILED -> "REJECTED";
                    case INCONCLUSIVE -> "INCONCLUSIVE";
                    case ABORTED -> "ERROR";
                };
        assertThat(html(RunFixture.of(story, 4))).contains("<p class=\"word\">" + word + "</p>");
    }
}
