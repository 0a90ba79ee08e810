/** Classes that tests copy into children of their own making. */
package io.armstrong.supervisor.itest.child;
