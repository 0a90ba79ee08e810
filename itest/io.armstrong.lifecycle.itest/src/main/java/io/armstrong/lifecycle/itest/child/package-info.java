/** Insides of the tiny bundles that the tests build: their classes are copied, never used from here. */
package io.armstrong.lifecycle.itest.child;
