package org.seatrial.report.pdf;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's own style, for a renderer that knows CSS 2.1: custom properties are replaced by their values, what is for
 * screens is left out, and the rules of drawings are told apart, for each drawing is a document of its own on paper.
 *
 * @param page rules of the page
 * @param drawings rules of the drawings, without their leading {@code svg}
 */
record PrintStyle(String page, String drawings) {

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern PROPERTY = Pattern.compile("(--[\\w-]+)\\s*:\\s*([^;}]+)");
    private static final Pattern USE = Pattern.compile("var\\(\\s*(--[\\w-]+)\\s*(?:,\\s*([^()]*))?\\)");

    private static final Pattern HALO = Pattern.compile("\\{[^}]*paint-order[^}]*\\}");
    private static final Pattern STROKE = Pattern.compile("(?:stroke[\\w-]*|paint-order)\\s*:[^;}]*;?");

    /** Values may name other values; a cycle ends here. */
    private static final int DEEPEST = 8;

    static PrintStyle of(String css) {
        String bare = COMMENT.matcher(css).replaceAll("");
        Map<String, String> values = new HashMap<>();
        Matcher property = PROPERTY.matcher(rules(bare, selector -> selector.equals(":root")));
        while (property.find()) {
            values.put(property.group(1), property.group(2).strip());
        }
        String plain = replaced(bare, values);
        return new PrintStyle(
                rules(plain, selector -> !selector.startsWith("@") && !selector.startsWith("svg ")),
                withoutHalos(
                        rules(plain, selector -> selector.startsWith("svg ")).replaceAll("\\bsvg ", "")));
    }

    /** A stroke that is to be painted before the fill would be painted over it, and nothing of the letters be left. */
    private static String withoutHalos(String drawings) {
        return HALO.matcher(drawings)
                .replaceAll(rule ->
                        Matcher.quoteReplacement(STROKE.matcher(rule.group()).replaceAll("")));
    }

    private static String replaced(String css, Map<String, String> values) {
        String text = css;
        for (int i = 0; i < DEEPEST && text.contains("var("); i++) {
            text = USE.matcher(text).replaceAll(use -> {
                String value = values.get(use.group(1));
                String fallback = use.group(2) == null ? "inherit" : use.group(2);
                return Matcher.quoteReplacement(value == null ? fallback : value);
            });
        }
        return text;
    }

    /** The rules of the outermost level whose selector is wanted. */
    private static String rules(String css, Predicate<String> wanted) {
        StringBuilder found = new StringBuilder();
        int from = 0;
        while (true) {
            int open = css.indexOf('{', from);
            if (open < 0) {
                return found.toString();
            }
            int depth = 1;
            int end = open + 1;
            while (end < css.length() && depth > 0) {
                depth += css.charAt(end) == '{' ? 1 : css.charAt(end) == '}' ? -1 : 0;
                end++;
            }
            String selector = css.substring(from, open).strip();
            if (wanted.test(selector)) {
                found.append(selector).append(' ').append(css, open, end).append('\n');
            }
            from = end;
        }
    }
}
