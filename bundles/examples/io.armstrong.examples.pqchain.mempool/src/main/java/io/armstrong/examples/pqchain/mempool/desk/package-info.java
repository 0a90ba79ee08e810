/**
 * What every version of the mempool does alike: takes transactions in, has their signatures checked, answers.
 *
 * <p>Not exported: each version's bundle carries its own copy.
 */
@NullMarked
package io.armstrong.examples.pqchain.mempool.desk;

import org.jspecify.annotations.NullMarked;
