/**
 * Plots as inline SVG, one small class a plot, no script and no library.
 *
 * <p>Each is drawn in its own coordinate space, scales with the page, carries a title and a description for people who
 * cannot see it, and never tells anything by colour alone. Colours come from the page's style sheet by class.
 *
 * <p>The pitfall: 59 trials with hundreds of streams are many rectangles. Marks of one kind become one path, and marks
 * that would fall on the same tenth of a pixel are drawn once.
 */
@NullMarked
package org.seatrial.report.plot;

import org.jspecify.annotations.NullMarked;
