/**
 * Judgement: pure functions from recordings to findings, repeatable by anybody without a lab.
 */
@NullMarked
package org.seatrial.verdict;

import org.jspecify.annotations.NullMarked;
