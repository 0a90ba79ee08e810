/**
 * Armstrong measured by the same definitions as the systems it learned from: same names, same work, same line of JSON.
 *
 * <p>Everything goes through what users get: supervisors that count restarts, names, deadlines on calls, fenced incarnations, and
 * the journal.
 */
@NullMarked
package io.armstrong.bench;

import org.jspecify.annotations.NullMarked;
