/**
 * The plan: every decision of a run, made from a seed before anything is touched.
 */
@NullMarked
package org.seatrial.plan;

import org.jspecify.annotations.NullMarked;
