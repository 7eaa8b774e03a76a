package org.seatrial.report.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintStyleTest {

    @Test
    void propertiesAreReplacedByTheirValuesHoweverDeep() {
        PrintStyle style = PrintStyle.of(":root { --a: var(--b); --b: #123456; } p { color: var(--a); }");
        assertThat(style.page()).contains("p { color: #123456; }").doesNotContain("var(");
    }

    @Test
    void whatIsNotDefinedTakesItsFallback() {
        assertThat(PrintStyle.of("p { color: var(--none, red); margin: var(--gap); }")
                        .page())
                .contains("p { color: red; margin: inherit; }");
    }

    @Test
    void propertiesThatNameEachOtherComeToAnEnd() {
        assertThat(PrintStyle.of(":root { --a: var(--b); --b: var(--a); } p { color: var(--a); }")
                        .page())
                .contains("p {");
    }

    @Test
    void rulesOfDrawingsAreToldApartAndLoseTheirFirstWord() {
        PrintStyle style = PrintStyle.of("p { margin: 0; }\nsvg .tick, svg .axis { fill: red; }");
        assertThat(style.drawings()).isEqualTo(".tick, .axis { fill: red; }\n");
        assertThat(style.page()).isEqualTo("p { margin: 0; }\n");
    }

    @Test
    void lettersKeepTheirFillWhereTheirHaloWouldCoverThem() {
        String css =
                "svg .note { fill: black; paint-order: stroke; stroke: #fff; stroke-width: 4px; } svg .bar { stroke:"
                        + " red; }";
        assertThat(PrintStyle.of(css).drawings())
                .contains("fill: black")
                .doesNotContain("#fff", "paint-order")
                .contains(".bar { stroke: red; }");
    }

    @Test
    void whatIsForScreensOrDarkIsLeftOut() {
        assertThat(PrintStyle.of("@media (max-width: 760px) { p { margin: 9px; } } b { margin: 1px; } /* p { } */")
                        .page())
                .isEqualTo("b { margin: 1px; }\n");
    }
}
