/** What the children of these tests are made of. */
package io.armstrong.breaker.itest.child;
