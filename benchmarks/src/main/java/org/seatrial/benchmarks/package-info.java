/**
 * How fast the instrument is: JMH benchmarks of its hot paths, and rows that compare it with other tools.
 *
 * <p>A row is a main class that ends in {@code Row}. It runs both sides in turn, several rounds, because a machine that
 * is slow for a second must be slow for both; it prints one line a figure, tab separated, and exits 1 if one misses its
 * bar:
 *
 * <pre>
 *   row   figure   ours   theirs   ratio   bar   pass|fail
 * </pre>
 *
 * The pitfall: an absolute figure of a shared machine says nothing. Ratios of interleaved rounds do.
 */
@NullMarked
package org.seatrial.benchmarks;

import org.jspecify.annotations.NullMarked;
