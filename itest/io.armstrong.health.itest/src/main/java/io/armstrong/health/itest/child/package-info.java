/** Classes that tests copy into children of their own making. */
package io.armstrong.health.itest.child;
