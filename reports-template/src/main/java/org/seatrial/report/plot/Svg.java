package org.seatrial.report.plot;

import java.util.Locale;

/** Writes one SVG element for use inside HTML. Text is escaped; coordinates keep a tenth of a unit. */
final class Svg {

    private final StringBuilder out = new StringBuilder();

    /** @param id unique in the page */
    Svg(String id, double width, double height, String title, String description) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" role=\"img\" aria-labelledby=\"")
                .append(id)
                .append("-t ")
                .append(id)
                .append("-d\"><title id=\"")
                .append(id)
                .append("-t\">")
                .append(escape(title))
                .append("</title><desc id=\"")
                .append(id)
                .append("-d\">")
                .append(escape(description))
                .append("</desc>");
    }

    Svg rect(String style, double x, double y, double width, double height) {
        return rounded(style, x, y, width, height, 0);
    }

    /** With words for those who point at it. */
    Svg rect(String style, double x, double y, double width, double height, String words) {
        out.append("<g><title>").append(escape(words)).append("</title>");
        rect(style, x, y, width, height);
        out.append("</g>");
        return this;
    }

    Svg rounded(String style, double x, double y, double width, double height, double radius) {
        out.append("<rect class=\"").append(style).append("\" x=\"").append(number(x));
        out.append("\" y=\"").append(number(y)).append("\" width=\"").append(number(Math.max(0, width)));
        out.append("\" height=\"").append(number(Math.max(0, height)));
        if (radius > 0) {
            out.append("\" rx=\"").append(number(radius));
        }
        out.append("\"/>");
        return this;
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        return path(style, "M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2));
    }

    Svg circle(String style, double x, double y, double radius) {
        out.append("<circle class=\"")
                .append(style)
                .append("\" cx=\"")
                .append(number(x))
                .append("\" cy=\"");
        out.append(number(y)).append("\" r=\"").append(number(radius)).append("\"/>");
        return this;
    }

    Svg path(String style, String data) {
        if (!data.isEmpty()) {
            out.append("<path class=\"")
                    .append(style)
                    .append("\" d=\"")
                    .append(data)
                    .append("\"/>");
        }
        return this;
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    Svg text(String style, double x, double y, String anchor, String text) {
        out.append("<text class=\"")
                .append(style)
                .append("\" x=\"")
                .append(number(x))
                .append("\" y=\"");
        out.append(number(y)).append("\" text-anchor=\"").append(anchor).append("\">");
        out.append(escape(text)).append("</text>");
        return this;
    }

    String end() {
        return out.append("</svg>").toString();
    }

    /** A number of things in words. */
    static String count(long number, String one) {
        return number + " " + (number == 1 ? one : one + "s");
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** For element content and attributes; characters that XML does not admit become the replacement character. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c >= ' ' && (c < 0x7f || c > 0x9f) ? c : 0xfffd);
            }
        });
        return escaped.toString();
    }
}
