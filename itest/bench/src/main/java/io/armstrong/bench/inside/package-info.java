/** What the benches on real bundles do inside the framework: a user's bundle, with nothing but the api. */
@NullMarked
package io.armstrong.bench.inside;

import org.jspecify.annotations.NullMarked;
